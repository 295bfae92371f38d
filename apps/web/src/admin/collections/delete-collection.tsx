import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { AdminCollection } from '@tradepost/contract'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { useCollectionsChanged } from './collection-queries.ts'

/** Deletes a collection, after a question. */
export const DeleteCollection = ({ collection, onGone }: { collection: AdminCollection; onGone: () => void }) => {
  const [isAsking, setIsAsking] = useState(false)
  const changed = useCollectionsChanged()
  const navigate = useNavigate()
  const remove = useMutation(api.admin.collections.delete.mutationOptions())
  const confirm = () => {
    const onSuccess = () => {
      onGone()
      notify(`${collection.title} is deleted.`)
      void navigate({ to: '/admin/collections' }).then(changed)
    }
    remove.mutate({ id: collection.id, version: collection.version }, { onSuccess })
  }
  return (
    <>
      <Button look="quiet" className="mt-8 text-rust" aria-haspopup="dialog" onClick={() => setIsAsking(true)}>
        <Trash2 aria-hidden className="size-4" />
        Delete this collection
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        title={`Delete ${collection.title}?`}
        act="Delete collection"
        onConfirm={confirm}
        isBusy={remove.isPending}
        error={remove.error}
        isDanger
      >
        Its page leaves the shop. The products in it stay as they are.
      </ConfirmDialog>
    </>
  )
}
