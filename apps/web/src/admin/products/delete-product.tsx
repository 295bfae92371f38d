import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { AdminProduct } from '@tradepost/contract'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { notify } from '../../ui/notices.ts'

/** Deletes a product after a confirmation. */
export const DeleteProduct = ({ product, onGone }: { product: AdminProduct; onGone: () => void }) => {
  const [isAsking, setIsAsking] = useState(false)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const remove = useMutation(api.admin.products.delete.mutationOptions())
  const confirm = () => {
    const onSuccess = () => {
      onGone()
      notify(`${product.title} is deleted.`)
      queries.removeQueries({ queryKey: api.admin.products.get.queryKey({ id: product.id }) })
      void queries.invalidateQueries({ queryKey: api.admin.products.list.pathKey() })
      void navigate({ to: '/admin/products' })
    }
    remove.mutate({ id: product.id, version: product.version }, { onSuccess })
  }
  return (
    <>
      <Button look="quiet" className="mt-8 text-rust" aria-haspopup="dialog" onClick={() => setIsAsking(true)}>
        <Trash2 aria-hidden className="size-4" />
        Delete this product
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        title={`Delete ${product.title}?`}
        act="Delete product"
        onConfirm={confirm}
        isBusy={remove.isPending}
        error={remove.error}
        isDanger
      >
        It leaves the shop and every cart. Orders keep what was bought. To take it off sale and keep it, archive it
        instead.
      </ConfirmDialog>
    </>
  )
}
