import type { AdminOrder, Fulfilment, IdOf } from '@tradepost/contract'
import { ExternalLink } from 'lucide-react'
import { instantText } from '../../ui/dates.ts'
import { Panel } from '../../ui/panel.tsx'
import { lineName } from './order-words.ts'

/** Formats the units of each line with its name: `2 × Oak tray`. */
export const unitsText = (
  { lines }: AdminOrder,
  units: readonly { readonly lineId: IdOf<'orderLine'>; readonly quantity: number }[]
): string[] =>
  units.map(({ lineId, quantity }) => {
    const line = lines.find(({ id }) => id === lineId)
    return `${quantity} × ${line ? lineName(line) : 'an item'}`
  })

const Tracking = ({ parcel: { carrier, trackingNumber, trackingUrl } }: { parcel: Fulfilment }) => {
  const text = [carrier, trackingNumber].filter((part) => part !== null).join(' ')
  if (trackingUrl === null) return text === '' ? <>Without tracking</> : <>{text}</>
  return (
    <a
      href={trackingUrl}
      target="_blank"
      rel="noreferrer"
      className="inline-flex min-h-6 max-w-full items-center gap-1.5 break-all underline decoration-line-strong underline-offset-4 hover:decoration-ink"
    >
      {text === '' ? 'Track it' : text}
      <ExternalLink aria-hidden className="size-3.5 shrink-0" />
    </a>
  )
}

/** The fulfillments of an order, and how each can be tracked. */
export const ParcelsSection = ({ order }: { order: AdminOrder }) => (
  <Panel title="Parcels">
    {order.fulfilments.length === 0 ? <p className="text-muted">Nothing has left yet.</p> : null}
    <ul aria-label="Parcels" className="-my-4 divide-y divide-line empty:hidden">
      {order.fulfilments.map((parcel) => (
        <li key={parcel.id} className="py-4 text-[0.9375rem]">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <Tracking parcel={parcel} />
            <time dateTime={parcel.at} className="text-sm text-muted">
              {instantText(parcel.at)}
            </time>
          </div>
          <ul className="mt-1.5 text-muted">
            {unitsText(order, parcel.lines).map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  </Panel>
)
