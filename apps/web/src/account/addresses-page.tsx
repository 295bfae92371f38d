import { MAX_ADDRESSES, type SavedAddress } from '@tradepost/contract'
import { House } from 'lucide-react'
import { useState } from 'react'
import { useSession } from '../auth/session-queries.ts'
import { AddressBlock } from '../orders/address-block.tsx'
import { useDocumentTitle } from '../shop/document-title.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { notify } from '../ui/notices.ts'
import { PageTitle } from '../ui/page-title.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { EmptyState, LoadFailure, Loading, Skeleton } from '../ui/states.tsx'
import { useAddressActs, useAddresses } from './account-queries.ts'
import { AddressForm } from './address-form.tsx'

interface AddressCardProps {
  saved: SavedAddress
  onEdit: () => void
  onRemove: () => void
}

const AddressCard = ({ saved, onEdit, onRemove }: AddressCardProps) => {
  const { update } = useAddressActs()
  const { id, address, isDefault } = saved
  const place = `${address.line1}, ${address.city}`
  return (
    <li className="flex flex-col rounded-3xl border border-line bg-surface p-5 sm:p-6">
      <div className="mb-3 min-h-6">{isDefault ? <Badge tone="good">Default</Badge> : null}</div>
      <AddressBlock address={address} />
      <div className="mt-auto flex flex-wrap gap-x-5 pt-4">
        <Button look="quiet" aria-label={`Edit ${place}`} onClick={onEdit}>
          Edit
        </Button>
        <Button look="quiet" aria-label={`Remove ${place}`} onClick={onRemove}>
          Remove
        </Button>
        {isDefault ? null : (
          <Button
            look="quiet"
            isBusy={update.isPending}
            aria-label={`Make ${place} the default`}
            onClick={() => update.mutate({ id, address, isDefault: true })}
          >
            Make default
          </Button>
        )}
      </div>
    </li>
  )
}

const RemoveDialog = ({ saved, onClose }: { saved: SavedAddress | null; onClose: () => void }) => {
  const { remove } = useAddressActs()
  const confirm = () => {
    if (!saved) return
    const onSuccess = () => {
      notify('The address is removed.')
      onClose()
    }
    remove.mutate({ id: saved.id }, { onSuccess })
  }
  return (
    <ConfirmDialog
      isOpen={saved !== null}
      onClose={onClose}
      title="Remove this address?"
      act="Remove"
      onConfirm={confirm}
      isBusy={remove.isPending}
      error={remove.error}
    >
      {saved ? <AddressBlock address={saved.address} /> : null}
    </ConfirmDialog>
  )
}

const AddressList = ({ items, onAdd }: { items: readonly SavedAddress[]; onAdd: () => void }) => {
  const [edited, setEdited] = useState<SavedAddress | null>(null)
  const [removed, setRemoved] = useState<SavedAddress | null>(null)
  const user = useSession().data?.user
  if (items.length === 0) {
    return (
      <EmptyState
        title="No addresses yet"
        icon={<House aria-hidden strokeWidth={1.4} className="size-7" />}
        action={<Button onClick={onAdd}>Add address</Button>}
      >
        Keep one here, and the checkout is filled in for you.
      </EmptyState>
    )
  }
  return (
    <>
      <ul className="grid gap-4 sm:grid-cols-2">
        {items.map((saved) => (
          <AddressCard
            key={saved.id}
            saved={saved}
            onEdit={() => setEdited(saved)}
            onRemove={() => setRemoved(saved)}
          />
        ))}
      </ul>
      <Sheet isOpen={edited !== null} onClose={() => setEdited(null)} title="Change address">
        <AddressForm saved={edited} name={user?.name ?? ''} onDone={() => setEdited(null)} />
      </Sheet>
      <RemoveDialog saved={removed} onClose={() => setRemoved(null)} />
    </>
  )
}

export const AddressesPage = () => {
  useDocumentTitle('Addresses')
  const addresses = useAddresses()
  const user = useSession().data?.user
  const [isAdding, setIsAdding] = useState(false)
  const add = () => setIsAdding(true)
  const count = addresses.data?.items.length ?? 0
  const isFull = count >= MAX_ADDRESSES
  return (
    <>
      <PageTitle
        title="Addresses"
        lead={isFull ? `An account keeps ${MAX_ADDRESSES} addresses. Remove one to add another.` : 'Where parcels go.'}
        action={count > 0 && !isFull ? <Button onClick={add}>Add address</Button> : null}
      />
      {addresses.isPending ? (
        <Loading what="your addresses">
          <Skeleton className="h-44 rounded-3xl" />
        </Loading>
      ) : null}
      {addresses.isError && !addresses.data ? (
        <LoadFailure error={addresses.error} onRetry={() => void addresses.refetch()} />
      ) : null}
      {addresses.data ? <AddressList items={addresses.data.items} onAdd={add} /> : null}
      <Sheet isOpen={isAdding} onClose={() => setIsAdding(false)} title="New address">
        <AddressForm saved={null} name={user?.name ?? ''} onDone={() => setIsAdding(false)} />
      </Sheet>
    </>
  )
}
