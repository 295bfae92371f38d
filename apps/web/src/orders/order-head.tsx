import type { Order } from '@tradepost/contract'
import type { ReactNode } from 'react'
import { dayText } from '../ui/dates.ts'
import { paymentNames, StatusBadge } from './order-status.tsx'

/** The number of an order, its status and its actions. */
export const OrderHead = ({ order, acts }: { order: Order; acts?: ReactNode }) => (
  <div className="mb-10 flex flex-wrap items-end justify-between gap-x-8 gap-y-5">
    <div>
      <h1 className="display text-4xl sm:text-5xl">
        Order <span className="whitespace-nowrap">{order.number}</span>
      </h1>
      <div className="mt-4 flex flex-wrap items-center gap-3 text-muted">
        <StatusBadge status={order.status} fulfilment={order.fulfilmentStatus} />
        <span>
          {paymentNames[order.paymentStatus]} · <time dateTime={order.placedAt}>{dayText(order.placedAt)}</time>
        </span>
      </div>
    </div>
    {acts}
  </div>
)
