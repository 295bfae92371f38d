import { Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'

interface DeleteButtonProps {
  /** Singular noun for the record, such as `zone`. */
  what: string
  /** The name of the record. */
  name: string
  isBusy: boolean
  error: unknown
  onDelete: () => void
  /** Text about the consequences: the data that the deletion removes and the data that remains. */
  children: ReactNode
}

/** A delete button with a confirmation dialog. */
export const DeleteButton = ({ what, name, isBusy, error, onDelete, children }: DeleteButtonProps) => {
  const [isAsking, setIsAsking] = useState(false)
  return (
    <>
      <Button look="quiet" className="mt-8 text-rust" aria-haspopup="dialog" onClick={() => setIsAsking(true)}>
        <Trash2 aria-hidden className="size-4" />
        Delete this {what}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        title={`Delete ${name}?`}
        act={`Delete ${what}`}
        onConfirm={onDelete}
        isBusy={isBusy}
        error={error}
        isDanger
      >
        {children}
      </ConfirmDialog>
    </>
  )
}
