import { useQuery } from '@tanstack/react-query'
import { Link, type LinkProps } from '@tanstack/react-router'
import { CreditCard, type LucideIcon, PackageCheck, PackageOpen, Truck, Undo2 } from 'lucide-react'
import { api } from '../../api.ts'
import { Skeleton } from '../../ui/states.tsx'

// Counting everything could mean reading everything, and it is enough to know that there are more than these. For the
// same reason, only orders that have not been shipped are searched for payments to capture.
const LOOKED_AT = 50

interface Waiting {
  readonly name: string
  readonly link: LinkProps
  readonly icon: LucideIcon
  readonly found: { readonly items: readonly unknown[]; readonly nextCursor: string | null } | undefined
}

const limit = { limit: LOOKED_AT }

const useWaiting = (): Waiting[] => {
  const { orders } = api.admin
  const toSend = useQuery(orders.list.queryOptions({ ...limit, status: 'placed' }))
  const partlySent = useQuery(orders.list.queryOptions({ ...limit, status: 'partially_fulfilled' }))
  const authorized = useQuery(orders.list.queryOptions({ ...limit, status: 'placed', paymentStatus: 'authorized' }))
  const toLookAt = useQuery(orders.returns.list.queryOptions({ ...limit, status: 'requested' }))
  const onTheWay = useQuery(orders.returns.list.queryOptions({ ...limit, status: 'approved' }))
  return [
    {
      name: 'Orders to send',
      link: { to: '/admin/orders', search: { status: 'placed' } },
      icon: PackageOpen,
      found: toSend.data,
    },
    {
      name: 'Orders partly sent',
      link: { to: '/admin/orders', search: { status: 'partially_fulfilled' } },
      icon: PackageCheck,
      found: partlySent.data,
    },
    {
      name: 'Payments to take',
      link: { to: '/admin/orders', search: { status: 'placed', payment: 'authorized' } },
      icon: CreditCard,
      found: authorized.data,
    },
    { name: 'Returns to look at', link: { to: '/admin/returns', search: {} }, icon: Undo2, found: toLookAt.data },
    {
      name: 'Returns on their way',
      link: { to: '/admin/returns', search: { status: 'approved' } },
      icon: Truck,
      found: onTheWay.data,
    },
  ]
}

const countText = ({ items, nextCursor }: NonNullable<Waiting['found']>): string =>
  nextCursor === null ? String(items.length) : `${LOOKED_AT}+`

/** Links to what staff have to do, with counts. */
export const WaitingWork = () => (
  <section aria-labelledby="waiting" className="mb-10">
    <h2 id="waiting" className="display mb-4 text-2xl">
      What waits
    </h2>
    <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 xl:grid-cols-5">
      {useWaiting().map(({ name, link, icon: Icon, found }) => (
        <li key={name}>
          <Link
            {...link}
            className="flex h-full flex-col rounded-3xl border border-line bg-surface p-4 transition-colors hover:border-line-strong sm:p-5"
          >
            <span className="flex items-center justify-between gap-3">
              <span className="display text-3xl tabular-nums">
                {found ? countText(found) : <Skeleton className="h-9 w-8" />}
              </span>
              <Icon aria-hidden strokeWidth={1.4} className="size-6 shrink-0 text-muted" />
            </span>
            <span className="mt-1.5 text-[0.9375rem] leading-snug text-muted">{name}</span>
          </Link>
        </li>
      ))}
    </ul>
  </section>
)
