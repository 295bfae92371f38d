import { getRouteApi, Link } from '@tanstack/react-router'
import type { Order } from '@tradepost/contract'
import { CircleCheck, Printer } from 'lucide-react'
import { useDocumentTitle } from '../shop/document-title.ts'
import { buttonClass } from '../ui/button.tsx'
import { CancelOrder } from './cancel-order.tsx'
import { FoundOrder } from './found-order.tsx'
import { OrderHead } from './order-head.tsx'
import { OrderSheet } from './order-sheet.tsx'
import { ReturnItems } from './return-form.tsx'

const route = getRouteApi('/orders/$id')

const thanksText = ({ paymentStatus, paymentMethod }: Order): string => {
  if (paymentMethod === 'invoice' && paymentStatus === 'unpaid') {
    return 'It will be packed next. Pay the invoice by bank transfer, and name the order’s number.'
  }
  return paymentStatus === 'paid'
    ? 'It is paid and will be packed next.'
    : 'It will be packed as soon as the payment is settled.'
}

const Thanks = ({ order }: { order: Order }) => (
  <div className="mb-8 flex items-center gap-4 rounded-3xl bg-leaf-soft p-6 text-leaf sm:p-8">
    <CircleCheck aria-hidden strokeWidth={1.4} className="size-10 shrink-0" />
    <div>
      <p className="display text-2xl">Thank you, your order is in</p>
      <p className="mt-1.5 text-[0.9375rem]">{thanksText(order)} You can follow it here.</p>
    </div>
  </div>
)

const Acts = ({ order }: { order: Order }) => (
  <div className="flex flex-wrap gap-3">
    <Link to="/orders/$id/invoice" params={{ id: order.id }} className={buttonClass('secondary')}>
      <Printer aria-hidden className="size-4" />
      Invoice
    </Link>
    {order.canReturn ? <ReturnItems order={order} /> : null}
    {order.canCancel ? <CancelOrder order={order} /> : null}
  </div>
)

const Loaded = ({ order }: { order: Order }) => {
  const { placed } = route.useSearch()
  useDocumentTitle(`Order ${order.number}`)
  return (
    <>
      {placed && order.status === 'placed' ? <Thanks order={order} /> : null}
      <OrderHead order={order} acts={<Acts order={order} />} />
      <OrderSheet order={order} />
      <Link to="/products" className={buttonClass('secondary', 'mt-12')}>
        Keep shopping
      </Link>
    </>
  )
}

/** An order with live updates, and the confirmation right after it was placed. */
export const OrderPage = () => {
  const { id } = route.useParams()
  return (
    <div className="page pt-8 sm:pt-12">
      <FoundOrder id={id}>{(order) => <Loaded order={order} />}</FoundOrder>
    </div>
  )
}
