import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { AdminCollection } from '@tradepost/contract'
import { api } from '../../api.ts'
import { notify } from '../../ui/notices.ts'
import { DeleteButton } from '../delete-button.tsx'
import { useCollectionsChanged } from './collection-queries.ts'

/** Deletes a collection after a confirmation. */
export const DeleteCollection = ({ collection, onGone }: { collection: AdminCollection; onGone: () => void }) => {
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
    <DeleteButton
      what="collection"
      name={collection.title}
      isBusy={remove.isPending}
      error={remove.error}
      onDelete={confirm}
    >
      Its page leaves the shop. The products in it stay as they are.
    </DeleteButton>
  )
}
