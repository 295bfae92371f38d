import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Order } from '@tradepost/contract'
import { CircleCheck } from 'lucide-react'
import { api, errorOf } from '../api.ts'
import { TotalsList } from '../cart/totals-list.tsx'
import { NotFoundPage } from '../shop/not-found-page.tsx'
import { buttonClass } from '../ui/button.tsx'
import { dayText } from '../ui/dates.ts'
import { useDocumentTitle } from '../shop/document-title.ts'
import { LoadFailure, Loading, Skeleton } from '../ui/states.tsx'
import { AddressBlock } from './address-block.tsx'
import { isOrderId, type OrderId } from './order-id.ts'
import { OrderedItems } from './ordered-items.tsx'
import { paymentNames, StatusBadge } from './order-status.tsx'
import { OrderTimeline } from './order-timeline.tsx'
import { SignInFirst } from './sign-in-first.tsx'

const route = getRouteApi('/orders/$id')

const Thanks = ({ isPaid }: { isPaid: boolean }) => (
  <div className="mb-8 flex items-center gap-4 rounded-3xl bg-leaf-soft p-6 text-leaf sm:p-8">
    <CircleCheck aria-hidden strokeWidth={1.4} className="size-10 shrink-0" />
    <div>
      <p className="display text-2xl">Thank you, your order is in</p>
      <p className="mt-1.5 text-[0.9375rem]">
        {isPaid ? 'It is paid and will be packed next.' : 'It will be packed as soon as the payment is settled.'} You
        can follow it here.
      </p>
    </div>
  </div>
)

const OrderSheet = ({ order }: { order: Order }) => (
  <div className="grid items-start gap-12 lg:grid-cols-[1fr_22rem] lg:gap-16">
    <section aria-label="What was ordered">
      <OrderedItems items={order.lines} className="mb-5 divide-y divide-line border-b border-line" />
      <div className="ml-auto max-w-sm">
        <TotalsList totals={order.totals} />
      </div>
    </section>
    <div className="flex flex-col gap-8 rounded-3xl bg-sunken p-6 sm:p-8">
      <section aria-labelledby="status">
        <h2 id="status" className="mb-4 font-semibold">
          Status
        </h2>
        <OrderTimeline order={order} />
      </section>
      <section aria-labelledby="address">
        <h2 id="address" className="mb-2 font-semibold">
          Delivery address
        </h2>
        <AddressBlock address={order.shippingAddress} />
      </section>
      <section aria-labelledby="contact">
        <h2 id="contact" className="mb-2 font-semibold">
          Contact
        </h2>
        <p className="break-words">{order.email}</p>
      </section>
    </div>
  </div>
)

const Loaded = ({ order }: { order: Order }) => {
  const { placed } = route.useSearch()
  useDocumentTitle(`Order ${order.number}`)
  return (
    <>
      {placed ? <Thanks isPaid={order.paymentStatus === 'paid'} /> : null}
      <div className="mb-10">
        <h1 className="display text-4xl sm:text-5xl">
          Order <span className="whitespace-nowrap">{order.number}</span>
        </h1>
        <div className="mt-4 flex flex-wrap items-center gap-3 text-muted">
          <StatusBadge status={order.status} />
          <span>
            {paymentNames[order.paymentStatus]} · <time dateTime={order.placedAt}>{dayText(order.placedAt)}</time>
          </span>
        </div>
      </div>
      <OrderSheet order={order} />
      <Link to="/products" className={buttonClass('secondary', 'mt-12')}>
        Keep shopping
      </Link>
    </>
  )
}

const FoundOrder = ({ id }: { id: OrderId }) => {
  const order = useQuery(api.orders.get.queryOptions({ id }))
  const code = errorOf(order.error)?.code
  if (code === 'order.not_found' || code === 'input.invalid') return <NotFoundPage what="order" />
  if (code === 'auth.required') return <SignInFirst next={`/orders/${id}`} />
  if (order.data) return <Loaded order={order.data} />
  if (order.isError) return <LoadFailure error={order.error} onRetry={() => void order.refetch()} />
  return (
    <Loading what="the order">
      <Skeleton className="mb-4 h-12 w-72" />
      <Skeleton className="mb-10 h-6 w-48" />
      <Skeleton className="h-72 rounded-3xl" />
    </Loading>
  )
}

/** One order, and the confirmation right after it was placed. */
export const OrderPage = () => {
  const { id } = route.useParams()
  return (
    <div className="page pt-8 sm:pt-12">{isOrderId(id) ? <FoundOrder id={id} /> : <NotFoundPage what="order" />}</div>
  )
}
