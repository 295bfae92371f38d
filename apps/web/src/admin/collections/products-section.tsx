import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { AdminProductSummary, IdOf } from '@tradepost/contract'
import { clsx } from 'clsx'
import { ArrowDown, ArrowUp, ArrowUpToLine, X } from 'lucide-react'
import { Button, IconButton } from '../../ui/button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { LoadFailure, Loading, Skeleton } from '../../ui/states.tsx'
import { Thumbnail } from '../../ui/thumbnail.tsx'
import { useDragOrder } from '../drag-order.ts'
import { StatusBadge } from '../products/product-status.tsx'
import { AddProducts } from './add-products.tsx'
import { ownProducts, useArrange } from './own-products.ts'

interface RowProps {
  items: readonly AdminProductSummary[]
  at: number
  /** False until the product after the next one is loaded, because moving down needs it. */
  mayGoDown: boolean
  arrange: ReturnType<typeof useArrange>
}

const MoveButtons = ({ items, at, mayGoDown, arrange }: RowProps) => {
  const product = items[at]
  if (product === undefined) return null
  const { title } = product
  return (
    <span className="flex">
      <IconButton
        label={`Move ${title} to the top`}
        disabled={at < 2 || arrange.isBusy}
        className="hidden sm:inline-flex"
        onClick={() => arrange.move(product, items[0]?.id ?? null)}
      >
        <ArrowUpToLine aria-hidden className="size-4" />
      </IconButton>
      <IconButton
        label={`Move ${title} up`}
        disabled={at === 0 || arrange.isBusy}
        onClick={() => arrange.move(product, items[at - 1]?.id ?? null)}
      >
        <ArrowUp aria-hidden className="size-4" />
      </IconButton>
      <IconButton
        label={`Move ${title} down`}
        disabled={!mayGoDown || arrange.isBusy}
        onClick={() => arrange.move(product, items[at + 2]?.id ?? null)}
      >
        <ArrowDown aria-hidden className="size-4" />
      </IconButton>
      <IconButton label={`Take ${title} out`} disabled={arrange.isBusy} onClick={() => arrange.remove(product)}>
        <X aria-hidden className="size-4" />
      </IconButton>
    </span>
  )
}

interface ListProps {
  items: readonly AdminProductSummary[]
  hasMore: boolean
  isReadOnly: boolean
  arrange: ReturnType<typeof useArrange>
}

const OrderedList = ({ items, hasMore, isReadOnly, arrange }: ListProps) => {
  const drag = useDragOrder((from, to) => {
    const product = items[from]
    if (product) arrange.move(product, items[to > from ? to + 1 : to]?.id ?? null)
  })
  return (
    <ol aria-label="Products of the collection" className="divide-y divide-line rounded-2xl border border-line">
      {items.map((product, at) => (
        <li
          key={product.id}
          {...(isReadOnly ? {} : drag.itemProps(at))}
          className={clsx(
            'flex flex-wrap items-center gap-x-3 px-3 py-1.5',
            drag.isTarget(at) && 'bg-sunken',
            drag.isDragged(at) && 'opacity-50'
          )}
        >
          <Thumbnail image={product.image} className="size-10" />
          <Link
            to="/admin/products/$id"
            params={{ id: product.id }}
            draggable={false}
            className="min-w-0 flex-1 basis-40 py-2 text-[0.9375rem] underline-offset-4 hover:underline"
          >
            {product.title}
          </Link>
          {product.status === 'active' ? null : <StatusBadge status={product.status} />}
          {isReadOnly ? null : (
            <MoveButtons items={items} at={at} mayGoDown={at < items.length - (hasMore ? 2 : 1)} arrange={arrange} />
          )}
        </li>
      ))}
    </ol>
  )
}

/** The products of a collection that is filled by hand, in their order. */
export const ProductsSection = ({ id, isReadOnly }: { id: IdOf<'collection'>; isReadOnly: boolean }) => {
  const found = useInfiniteQuery(ownProducts(id))
  const arrange = useArrange(id)
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Panel title="Products" lead="In the order of the shop. Changes here count at once.">
      <div className="flex flex-col gap-5">
        {isReadOnly ? null : (
          <AddProducts present={new Set(items.map((one) => one.id))} isBusy={arrange.isBusy} onAdd={arrange.add} />
        )}
        {found.isPending ? (
          <Loading what="the products">
            <Skeleton className="h-40 rounded-2xl" />
          </Loading>
        ) : null}
        {found.isError && !found.data ? <LoadFailure error={found.error} onRetry={() => void found.refetch()} /> : null}
        {found.data && items.length === 0 ? <p className="text-muted">Nothing is in it yet.</p> : null}
        {items.length > 0 ? (
          <OrderedList items={items} hasMore={found.hasNextPage} isReadOnly={isReadOnly} arrange={arrange} />
        ) : null}
        {found.hasNextPage ? (
          <Button
            look="secondary"
            className="self-start"
            isBusy={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            Load more
          </Button>
        ) : null}
      </div>
    </Panel>
  )
}
