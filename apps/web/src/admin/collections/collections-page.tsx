import { Link } from '@tanstack/react-router'
import type { AdminCollection } from '@tradepost/contract'
import { ArrowDown, ArrowUp, FolderTree, Plus } from 'lucide-react'
import { can } from '../../auth/can.ts'
import { useSession } from '../../auth/session-queries.ts'
import { useDocumentTitle } from '../../shop/document-title.ts'
import { Badge } from '../../ui/badge.tsx'
import { buttonClass, IconButton } from '../../ui/button.tsx'
import { PageTitle } from '../../ui/page-title.tsx'
import { EmptyState, LoadFailure, Loading, Skeleton } from '../../ui/states.tsx'
import { Thumbnail } from '../../ui/thumbnail.tsx'
import { Needs } from '../needs.tsx'
import { childrenOf, useCollections, useMoveCollection } from './collection-queries.ts'
import { WaitingNote } from './waiting-note.tsx'

interface BranchProps {
  items: readonly AdminCollection[]
  parentId: AdminCollection['parentId']
  mayWrite: boolean
  label: string
}

const countText = (count: number): string => (count === 1 ? 'one product' : `${count.toLocaleString('en')} products`)

interface MoveButtonsProps {
  siblings: readonly AdminCollection[]
  at: number
}

const MoveButtons = ({ siblings, at }: MoveButtonsProps) => {
  const move = useMoveCollection()
  const title = siblings[at]?.title ?? ''
  const go = (to: number) => move.mutate({ siblings, from: at, to })
  if (siblings.length < 2) return null
  return (
    <span className="flex">
      <IconButton label={`Move ${title} up`} disabled={at === 0 || move.isPending} onClick={() => go(at - 1)}>
        <ArrowUp aria-hidden className="size-4" />
      </IconButton>
      <IconButton
        label={`Move ${title} down`}
        disabled={at === siblings.length - 1 || move.isPending}
        onClick={() => go(at + 1)}
      >
        <ArrowDown aria-hidden className="size-4" />
      </IconButton>
    </span>
  )
}

const Branch = ({ items, parentId, mayWrite, label }: BranchProps) => {
  const siblings = childrenOf(items, parentId)
  if (siblings.length === 0) return null
  return (
    <ul
      aria-label={label}
      className={
        parentId === null ? 'rounded-3xl border border-line bg-surface py-2' : 'ml-5 border-l border-line sm:ml-9'
      }
    >
      {siblings.map((collection, at) => (
        <li key={collection.id}>
          <div className="flex items-center gap-3 px-4 py-2 sm:px-5">
            <Thumbnail image={collection.image} className="size-11" />
            <div className="min-w-0 flex-1">
              <Link
                to="/admin/collections/$id"
                params={{ id: collection.id }}
                className="inline-flex min-h-6 font-medium underline-offset-4 hover:underline"
              >
                {collection.title}
              </Link>
              <p className="text-sm text-muted">
                {countText(collection.productCount)} · {collection.kind === 'rule' ? 'by rule' : 'by hand'}
              </p>
            </div>
            {collection.published ? null : <Badge tone="caution">Hidden</Badge>}
            {mayWrite ? <MoveButtons siblings={siblings} at={at} /> : null}
          </div>
          <Branch items={items} parentId={collection.id} mayWrite={mayWrite} label={`Below ${collection.title}`} />
        </li>
      ))}
    </ul>
  )
}

const NewLink = () => (
  <Link to="/admin/collections/new" className={buttonClass()}>
    <Plus aria-hidden className="size-4.5" />
    New collection
  </Link>
)

const CollectionsDesk = () => {
  const mayWrite = can(useSession().data, 'products:write')
  const collections = useCollections()
  return (
    <>
      <PageTitle
        title="Collections"
        lead="The departments of the shop. Each is filled by hand or by rule; a count holds what is on sale, also below it."
        action={mayWrite ? <NewLink /> : null}
      />
      {collections.isPending ? (
        <Loading what="the collections">
          <Skeleton className="h-72 rounded-3xl" />
        </Loading>
      ) : null}
      {collections.isError && !collections.data ? (
        <LoadFailure error={collections.error} onRetry={() => void collections.refetch()} />
      ) : null}
      {collections.data ? (
        <>
          <WaitingNote count={collections.data.waitingProducts} />
          <Branch items={collections.data.items} parentId={null} mayWrite={mayWrite} label="Collections" />
          {collections.data.items.length === 0 ? (
            <EmptyState
              title="No collections yet"
              icon={<FolderTree aria-hidden strokeWidth={1.4} className="size-7" />}
              action={mayWrite ? <NewLink /> : null}
            >
              A collection is a page of the shop with products that belong together, such as a season or a room.
            </EmptyState>
          ) : null}
        </>
      ) : null}
    </>
  )
}

/** The collections of the shop, as a tree. */
export const CollectionsPage = () => {
  useDocumentTitle('Collections')
  return (
    <Needs permission="products:read">
      <CollectionsDesk />
    </Needs>
  )
}
