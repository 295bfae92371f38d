import { type ReactNode, useId } from 'react'
import { Button } from './button.tsx'
import { useModal } from './modal.ts'
import { Problem } from './problem.tsx'

interface DialogProps {
  isOpen: boolean
  onClose: () => void
  title: string
  children: ReactNode
}

/** A modal dialog in the middle of the window, for a question or a form. */
export const Dialog = ({ isOpen, onClose, title, children }: DialogProps) => {
  const ref = useModal(isOpen)
  const titleId = useId()
  return (
    <dialog ref={ref} className="dialog" aria-labelledby={titleId} onClose={onClose}>
      {isOpen ? (
        <>
          <h2 id={titleId} className="display mb-3 text-2xl">
            {title}
          </h2>
          {children}
        </>
      ) : null}
    </dialog>
  )
}

interface ConfirmDialogProps extends DialogProps {
  /** The label of the confirming button: the act itself, never "OK". */
  act: string
  onConfirm: () => void
  isBusy: boolean
  error: unknown
  /** The label of the other button, when "Cancel" could be mistaken for the act. */
  decline?: string
  /** True if the act destroys something. */
  isDanger?: boolean
}

/** Asks for confirmation before an act that is hard to undo. */
export const ConfirmDialog = ({
  act,
  decline = 'Cancel',
  onConfirm,
  isBusy,
  error,
  isDanger = false,
  children,
  ...dialog
}: ConfirmDialogProps) => (
  <Dialog {...dialog}>
    <div className="leading-relaxed text-muted">{children}</div>
    <div className="mt-5 empty:hidden">
      <Problem error={error} />
    </div>
    <div className="mt-6 flex flex-wrap justify-end gap-3">
      <Button look="secondary" onClick={dialog.onClose}>
        {decline}
      </Button>
      <Button look={isDanger ? 'danger' : 'primary'} isBusy={isBusy} onClick={onConfirm}>
        {act}
      </Button>
    </div>
  </Dialog>
)
