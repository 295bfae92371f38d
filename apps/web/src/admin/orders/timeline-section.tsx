import { type AdminOrder, OrderStatus, type OrderTimelineEntry } from '@tradepost/contract'
import { can } from '../../auth/can.ts'
import { useSession } from '../../auth/session-queries.ts'
import { Badge } from '../../ui/badge.tsx'
import { instantText } from '../../ui/dates.ts'
import { Panel } from '../../ui/panel.tsx'
import { NoteForm } from './note-form.tsx'
import { eventNames, orderStatusNames, returnReason } from './order-words.ts'

const titleOf = ({ kind, text }: OrderTimelineEntry): string => {
  if (kind !== 'status') return eventNames[kind]
  const status = OrderStatus.safeParse(text)
  return status.success ? orderStatusNames[status.data] : text
}

const reasonOf = ({ kind, reason }: OrderTimelineEntry): string =>
  kind === 'return_requested' ? returnReason(reason ?? '') : (reason ?? '')

const actors: Record<string, string> = { customer: 'Customer', staff: 'Staff', shop: 'Shop' }

// Draws the line from one dot down to the next.
const entryClass =
  'relative pb-5 pl-6 last:pb-0 before:absolute before:top-2 before:left-0 before:size-2.5 before:rounded-full before:bg-line-strong ' +
  'not-last:after:absolute not-last:after:top-6 not-last:after:bottom-0 not-last:after:left-1 not-last:after:w-px not-last:after:bg-line'

const Entry = ({ entry }: { entry: OrderTimelineEntry }) => (
  <li className={entryClass}>
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
      {titleOf(entry)}
      {entry.isPublic ? null : <Badge>Internal</Badge>}
    </p>
    {entry.kind === 'status' || entry.text === '' ? null : (
      <p className="break-words whitespace-pre-wrap">{entry.text}</p>
    )}
    {reasonOf(entry) === '' ? null : <p className="break-words text-muted first-letter:uppercase">{reasonOf(entry)}</p>}
    <p className="text-sm text-muted">
      {actors[entry.by] ?? entry.by} · <time dateTime={entry.at}>{instantText(entry.at)}</time>
    </p>
  </li>
)

interface TimelineSectionProps {
  order: AdminOrder
  tellOvertaken: (text: string) => void
}

/** All events of an order, newest first, including the notes of the staff. */
export const TimelineSection = ({ order, tellOvertaken }: TimelineSectionProps) => {
  const mayWrite = can(useSession().data, 'orders:write')
  return (
    <Panel title="Timeline">
      {mayWrite ? <NoteForm order={order} tellOvertaken={tellOvertaken} /> : null}
      <ol aria-label="Timeline" reversed className="text-[0.9375rem] leading-snug">
        {order.timeline.toReversed().map((entry, at) => (
          <Entry key={order.timeline.length - at} entry={entry} />
        ))}
      </ol>
    </Panel>
  )
}
