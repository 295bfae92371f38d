import type { Order, OrderLine } from '@tradepost/contract'
import { type ReactNode, useId } from 'react'
import { TotalsList } from '../cart/totals-list.tsx'
import { AddressBlock } from './address-block.tsx'
import { MoneyRows } from './money-rows.tsx'
import { OrderParts } from './order-parts.tsx'
import { OrderTimeline } from './order-timeline.tsx'
import { OrderedItems } from './ordered-items.tsx'
import { methodNames } from './payment-section.tsx'

const noteOf = ({ quantity, fulfilledQuantity, returnedQuantity }: OrderLine): string => {
  const parts = [
    fulfilledQuantity > 0 && fulfilledQuantity < quantity ? `${fulfilledQuantity} of ${quantity} shipped` : '',
    returnedQuantity > 0 ? `${returnedQuantity} in a return` : '',
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

const Aside = ({ title, children }: { title: string; children: ReactNode }) => {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-2 font-semibold">
        {title}
      </h2>
      {children}
    </section>
  )
}

/** A whole order: its lines and totals, its shipments and returns, and its status. */
export const OrderSheet = ({ order }: { order: Order }) => (
  <div className="grid items-start gap-12 lg:grid-cols-[1fr_22rem] lg:gap-16">
    <div className="min-w-0">
      <section aria-label="What was ordered">
        <OrderedItems
          items={order.lines.map((line) => ({ ...line, note: noteOf(line) }))}
          className="mb-5 divide-y divide-line border-b border-line"
        />
        <div className="ml-auto max-w-sm">
          <TotalsList
            totals={order.totals}
            discounts={order.discounts}
            taxes={order.taxes}
            hasDelivery={order.shippingMethod !== ''}
          />
          <MoneyRows order={order} />
        </div>
      </section>
      <OrderParts order={order} />
    </div>
    <div className="flex min-w-0 flex-col gap-8 rounded-3xl bg-sunken p-6 sm:p-8">
      <Aside title="Status">
        <div className="mt-4">
          <OrderTimeline order={order} />
        </div>
      </Aside>
      <Aside title="Delivery address">
        <AddressBlock address={order.shippingAddress} />
        {order.shippingMethod ? <p className="mt-2 text-muted">{order.shippingMethod}</p> : null}
      </Aside>
      {order.billingAddress ? (
        <Aside title="Billing address">
          <AddressBlock address={order.billingAddress} />
        </Aside>
      ) : null}
      <Aside title="Payment">
        <p>{methodNames[order.paymentMethod]}</p>
      </Aside>
      <Aside title="Contact">
        <p className="break-words">{order.email}</p>
      </Aside>
    </div>
  </div>
)
