import { nextActions, type Order, type OrderStatus, transition } from '@tradepost/contract'
import { clsx } from 'clsx'
import { Check } from 'lucide-react'
import { instantText } from '../ui/dates.ts'

/** Names the status of an order for people. */
export const statusNames: Record<OrderStatus, string> = {
  pending_payment: 'Waiting for payment',
  placed: 'Order placed',
  partially_fulfilled: 'Partly shipped',
  fulfilled: 'Shipped',
  completed: 'Delivered',
  canceled: 'Canceled',
  expired: 'Expired',
}

const tones: Record<OrderStatus, string> = {
  pending_payment: 'bg-amber-soft text-amber',
  placed: 'bg-leaf-soft text-leaf',
  partially_fulfilled: 'bg-leaf-soft text-leaf',
  fulfilled: 'bg-leaf-soft text-leaf',
  completed: 'bg-leaf-soft text-leaf',
  canceled: 'bg-rust-soft text-rust',
  expired: 'bg-rust-soft text-rust',
}

/** The status of an order in one word or two. */
export const StatusBadge = ({ status }: { status: OrderStatus }) => (
  <span className={clsx('inline-flex rounded-full px-3 py-1 text-sm font-medium', tones[status])}>
    {statusNames[status]}
  </span>
)

const smoothPath = ['place', 'fulfil', 'complete'] as const

// What the order machine has ahead when all goes well; nothing after a cancellation.
const stepsAhead = (status: OrderStatus): OrderStatus[] => {
  const action = smoothPath.find((act) => nextActions(status).includes(act))
  const next = action === undefined ? null : transition(status, action)
  return next === null ? [] : [next, ...stepsAhead(next)]
}

// The line from one dot down to the next.
const stepClass =
  'relative flex gap-4 pb-6 last:pb-0 not-last:before:absolute not-last:before:top-8 not-last:before:bottom-1.5 ' +
  'not-last:before:left-[0.8125rem] not-last:before:w-px not-last:before:bg-line-strong'

const Passed = ({ event }: { event: Order['history'][number] }) => (
  <li className={stepClass}>
    <span className="inline-flex size-6.5 shrink-0 items-center justify-center rounded-full bg-brand text-on-brand">
      <Check aria-hidden strokeWidth={2.5} className="size-3.5" />
    </span>
    <div>
      <p className="font-medium">{statusNames[event.status]}</p>
      <p className="text-sm text-muted">
        <time dateTime={event.at}>{instantText(event.at)}</time>
        {event.reason ? ` · ${event.reason}` : ''}
      </p>
    </div>
  </li>
)

const ToCome = ({ status }: { status: OrderStatus }) => (
  <li className={clsx(stepClass, 'text-muted')}>
    <span className="size-6.5 shrink-0 rounded-full border border-dashed border-line-strong" />
    <p className="pt-0.5">
      {statusNames[status]}
      <span className="sr-only"> (to come)</span>
    </p>
  </li>
)

/** What has happened to an order, with times, and what comes next; waiting for payment is told only while it lasts. */
export const StatusTimeline = ({ order }: { order: Order }) => (
  <ol className="flex flex-col">
    {order.history
      .filter((event) => event.status !== 'pending_payment' || order.status === 'pending_payment')
      .map((event) => (
        <Passed key={`${event.status}-${event.at}`} event={event} />
      ))}
    {stepsAhead(order.status).map((status) => (
      <ToCome key={status} status={status} />
    ))}
  </ol>
)
