import {
  nextActions,
  type Order,
  type OrderEventKind,
  OrderStatus,
  type OrderTimelineEntry,
  PaymentFailure,
  transition,
} from '@tradepost/contract'
import { clsx } from 'clsx'
import { Check } from 'lucide-react'
import { instantText } from '../ui/dates.ts'
import { failureTexts, statusNames } from './order-status.tsx'
import { returnReasonText } from './return-reasons.ts'

const smoothPath = ['place', 'fulfil', 'complete'] as const

// The next states of the order machine if all goes well; none after a cancellation.
const stepsAhead = (status: OrderStatus): OrderStatus[] => {
  if (status === 'expired') return []
  const action = smoothPath.find((act) => nextActions(status).includes(act))
  const next = action === undefined ? null : transition(status, action)
  return next === null ? [] : [next, ...stepsAhead(next)]
}

const titles: Record<OrderEventKind, string> = {
  payment_authorized: 'Payment reserved on your card',
  payment_captured: 'Payment received',
  payment_failed: 'Payment failed',
  payment_voided: 'Payment released',
  refunded: 'Refund',
  refund_failed: 'A refund has failed',
  fulfilled: 'A parcel has left',
  return_requested: 'Return asked for',
  return_approved: 'Return approved',
  return_rejected: 'Return declined',
  return_received: 'Return received',
  edited: 'Order changed',
  note: 'Message from the shop',
  refunded_late_payment: 'Late payment given back',
}

interface Told {
  readonly title: string
  /** Additional text for the entry. */
  readonly details: readonly string[]
}

const tellStatus = ({ text, reason, by }: OrderTimelineEntry): Told => {
  const { data: status } = OrderStatus.safeParse(text)
  // Reasons that the system records are internal; reasons that a person wrote are for the customer.
  return { title: status ? statusNames[status] : text, details: by === 'staff' && reason ? [reason] : [] }
}

const tell = (entry: OrderTimelineEntry): Told => {
  if (entry.kind === 'status') return tellStatus(entry)
  const title = titles[entry.kind]
  if (entry.kind === 'payment_failed') {
    const { data: failure } = PaymentFailure.safeParse(entry.text)
    return { title, details: failure ? [failureTexts[failure]] : [] }
  }
  return { title, details: [entry.text, returnReasonText(entry.reason ?? '')].filter((text) => text !== '') }
}

// Waiting for payment is shown only while it lasts. A partial shipment is shown by its fulfillment.
const isShown = (entry: OrderTimelineEntry, { status }: Order): boolean =>
  entry.kind !== 'status' ||
  (entry.text !== 'partially_fulfilled' && (entry.text !== 'pending_payment' || status === 'pending_payment'))

// The line that connects two dots.
const stepClass =
  'relative flex gap-4 pb-6 last:pb-0 not-last:before:absolute not-last:before:top-8 not-last:before:bottom-1.5 ' +
  'not-last:before:left-[0.8125rem] not-last:before:w-px not-last:before:bg-line-strong'

const Dot = ({ isStatus }: { isStatus: boolean }) => (
  <span
    className={clsx(
      'inline-flex size-6.5 shrink-0 items-center justify-center rounded-full',
      isStatus ? 'bg-brand text-on-brand' : 'border border-line-strong'
    )}
  >
    {isStatus ? (
      <Check aria-hidden strokeWidth={2.5} className="size-3.5" />
    ) : (
      <span className="size-2 rounded-full bg-line-strong" />
    )}
  </span>
)

const Step = ({ entry }: { entry: OrderTimelineEntry }) => {
  const { title, details } = tell(entry)
  return (
    <li className={stepClass}>
      <Dot isStatus={entry.kind === 'status'} />
      <div className="min-w-0">
        <p className="font-medium">{title}</p>
        {details.map((text) => (
          <p key={text} className="text-[0.9375rem] leading-relaxed break-words whitespace-pre-line">
            {text}
          </p>
        ))}
        <p className="text-sm text-muted">
          <time dateTime={entry.at}>{instantText(entry.at)}</time>
        </p>
      </div>
    </li>
  )
}

const ToCome = ({ status }: { status: OrderStatus }) => (
  <li className={clsx(stepClass, 'text-muted')}>
    <span className="size-6.5 shrink-0 rounded-full border border-dashed border-line-strong" />
    <p className="pt-0.5">
      {statusNames[status]}
      <span className="sr-only"> (to come)</span>
    </p>
  </li>
)

/** The history of an order with times, oldest first, and the next steps if all goes well. */
export const OrderTimeline = ({ order }: { order: Order }) => (
  <ol aria-label="What has happened" className="flex flex-col">
    {order.timeline
      .filter((entry) => isShown(entry, order))
      .map((entry) => (
        <Step key={`${entry.kind}-${entry.text}-${entry.at}`} entry={entry} />
      ))}
    {stepsAhead(order.status).map((status) => (
      <ToCome key={status} status={status} />
    ))}
  </ol>
)
