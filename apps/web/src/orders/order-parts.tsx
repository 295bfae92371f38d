import { formatMoney, type Order, type Refund, type Return } from '@tradepost/contract'
import { ExternalLink } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { Badge } from '../ui/badge.tsx'
import { dayText } from '../ui/dates.ts'
import { returnNames } from './order-status.tsx'
import { returnReasonText } from './return-reasons.ts'

interface PartProps {
  title: string
  children: ReactNode
}

const Part = ({ title, children }: PartProps) => {
  const id = useId()
  return (
    <section aria-labelledby={id} className="mt-10">
      <h2 id={id} className="display mb-4 text-2xl">
        {title}
      </h2>
      <ul className="flex flex-col gap-3">{children}</ul>
    </section>
  )
}

const cardClass = 'rounded-2xl border border-line bg-surface p-4 sm:px-5'

interface UnitsProps {
  order: Order
  lines: readonly { lineId: string; quantity: number }[]
}

const Units = ({ order, lines }: UnitsProps) => (
  <ul className="mt-2 text-[0.9375rem] text-muted">
    {lines.map(({ lineId, quantity }) => (
      <li key={lineId}>
        {quantity} × {order.lines.find(({ id }) => id === lineId)?.productTitle ?? 'an item that was taken out'}
      </li>
    ))}
  </ul>
)

// Staff type this link. Only web addresses become links, never other schemes.
const isWebAddress = (url: string): boolean => /^https?:\/\//i.test(url)

const Tracking = ({ parcel }: { parcel: Order['fulfilments'][number] }) => {
  const { carrier, trackingNumber, trackingUrl } = parcel
  const text = trackingNumber ?? 'Follow the parcel'
  return (
    <p className="flex flex-wrap items-center gap-x-2 font-medium">
      {carrier ? <span>{carrier}</span> : null}
      {trackingUrl && isWebAddress(trackingUrl) ? (
        <a
          href={trackingUrl}
          target="_blank"
          rel="noreferrer noopener"
          className="inline-flex min-h-9 items-center gap-1.5 break-all underline underline-offset-4"
        >
          {text}
          <ExternalLink aria-hidden className="size-4 shrink-0" />
          <span className="sr-only">(opens in a new tab)</span>
        </a>
      ) : trackingNumber ? (
        <span className="break-all">{trackingNumber}</span>
      ) : null}
    </p>
  )
}

const Parcels = ({ order }: { order: Order }) => (
  <Part title={order.fulfilments.length === 1 ? 'Parcel' : 'Parcels'}>
    {order.fulfilments.map((parcel) => (
      <li key={parcel.id} className={cardClass}>
        <Tracking parcel={parcel} />
        <p className="text-sm text-muted">
          Left on <time dateTime={parcel.at}>{dayText(parcel.at)}</time>
        </p>
        <Units order={order} lines={parcel.lines} />
      </li>
    ))}
  </Part>
)

const returnTones = { requested: 'caution', approved: 'good', rejected: 'problem', received: 'good' } as const

const returnNotes: Record<Return['status'], string> = {
  requested: 'We answer soon.',
  approved: 'Send it back to us: the refund follows when it is here.',
  rejected: '',
  received: 'It is back with us.',
}

const Returns = ({ order }: { order: Order }) => (
  <Part title={order.returns.length === 1 ? 'Return' : 'Returns'}>
    {order.returns.map((one) => (
      <li key={one.id} className={cardClass}>
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p className="font-medium">{returnReasonText(one.reason)}</p>
          <Badge tone={returnTones[one.status]}>{returnNames[one.status]}</Badge>
        </div>
        <p className="text-sm text-muted">
          <time dateTime={one.at}>{dayText(one.at)}</time>
          {returnNotes[one.status] ? ` · ${returnNotes[one.status]}` : ''}
        </p>
        <Units order={order} lines={one.lines} />
        {one.note ? <p className="mt-2 text-[0.9375rem] break-words whitespace-pre-line">{one.note}</p> : null}
      </li>
    ))}
  </Part>
)

const refundNames: Record<Refund['status'], string> = {
  pending: 'On its way',
  succeeded: 'Given back',
  failed: 'Not possible yet',
}

const refundTones = { pending: 'caution', succeeded: 'good', failed: 'problem' } as const

const Refunds = ({ order }: { order: Order }) => (
  <Part title={order.refunds.length === 1 ? 'Refund' : 'Refunds'}>
    {order.refunds.map((refund) => (
      <li key={refund.id} className={cardClass}>
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p className="font-medium tabular-nums">{formatMoney(refund.amount)}</p>
          <Badge tone={refundTones[refund.status]}>{refundNames[refund.status]}</Badge>
        </div>
        <p className="text-sm break-words text-muted">
          <time dateTime={refund.at}>{dayText(refund.at)}</time>
          {refund.reason ? ` · ${refund.reason}` : ''}
          {refund.status === 'failed' ? ' · We look after it and write to you.' : ''}
        </p>
      </li>
    ))}
  </Part>
)

/** The shipments, returns and refunds of an order; empty parts are left out. */
export const OrderParts = ({ order }: { order: Order }) => (
  <>
    {order.fulfilments.length > 0 ? <Parcels order={order} /> : null}
    {order.returns.length > 0 ? <Returns order={order} /> : null}
    {order.refunds.length > 0 ? <Refunds order={order} /> : null}
  </>
)
