import { Link } from '@tanstack/react-router'
import { type AdminOrderSummary, formatMoney } from '@tradepost/contract'
import { clsx } from 'clsx'
import { instantText } from '../../ui/dates.ts'
import { FulfilmentBadge, OrderBadge, PaymentBadge } from './order-badges.tsx'
import { counted } from './order-words.ts'

/** The column widths of the rows and of the headings above them. */
export const listColumns = 'lg:grid-cols-[12rem_minmax(0,1fr)_11rem_9rem_7rem]'

// The order's own status shows how much was shipped, until something is returned.
const saysMore = ({ fulfilmentStatus }: AdminOrderSummary): boolean => fulfilmentStatus === 'returned'

/** One order of the list. */
export const OrderListRow = ({ order }: { order: AdminOrderSummary }) => (
  <li
    className={clsx(
      'relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 px-4 py-3.5 text-[0.9375rem] hover:bg-sunken sm:px-5',
      listColumns
    )}
  >
    <span className="min-w-0">
      <Link
        to="/admin/orders/$id"
        params={{ id: order.id }}
        className="inline-flex min-h-6 font-medium underline-offset-4 after:absolute after:inset-0 hover:underline focus-visible:outline-offset-1"
      >
        {order.number}
      </Link>
      <time dateTime={order.placedAt} className="block text-sm text-muted">
        {instantText(order.placedAt)}
      </time>
    </span>
    <span className="col-span-full row-start-2 min-w-0 lg:col-span-1 lg:row-start-auto">
      <span className="block truncate">{order.customerName}</span>
      <span className="block truncate text-sm text-muted">{order.email}</span>
    </span>
    <span className="col-span-full flex flex-wrap gap-1.5 lg:contents">
      <span className="flex flex-wrap gap-1.5">
        <OrderBadge status={order.status} />
        {saysMore(order) ? <FulfilmentBadge status={order.fulfilmentStatus} /> : null}
      </span>
      <span>
        <PaymentBadge status={order.paymentStatus} />
      </span>
    </span>
    <span className="col-start-2 row-start-1 self-start text-right tabular-nums lg:col-start-auto lg:row-start-auto lg:self-center">
      {formatMoney(order.total)}
      <span className="block text-sm text-muted">{counted(order.itemCount, 'item')}</span>
    </span>
  </li>
)
