import type { AdminOrder, Return } from '@tradepost/contract'
import { can } from '../../auth/can.ts'
import { useSession } from '../../auth/session-queries.ts'
import { Button } from '../../ui/button.tsx'
import { instantText } from '../../ui/dates.ts'
import { Panel } from '../../ui/panel.tsx'
import { possibleReturnActs, type ReturnAct } from './order-acts.ts'
import { ReturnBadge } from './order-badges.tsx'
import { counted, returnReason } from './order-words.ts'
import { unitsText } from './parcels-section.tsx'

const actNames: Record<ReturnAct, string> = { approve: 'Approve', reject: 'Reject', receive: 'Receive' }

const restockedText = ({ lines }: Return): string => {
  const restocked = lines.reduce((sum, line) => sum + line.restockedQuantity, 0)
  const all = lines.reduce((sum, line) => sum + line.quantity, 0)
  const off = all - restocked
  return `${counted(restocked, 'unit')} back on the shelf${off > 0 ? `, ${counted(off, 'unit')} written off` : ''}`
}

interface ReturnRowProps {
  order: AdminOrder
  one: Return
  onAct: (act: ReturnAct, one: Return) => void
}

const ReturnRow = ({ order, one, onAct }: ReturnRowProps) => {
  const session = useSession().data
  const acts = possibleReturnActs(one, (permission) => can(session, permission))
  return (
    <li className="py-4 text-[0.9375rem]">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p className="font-medium">{returnReason(one.reason)}</p>
        <ReturnBadge status={one.status} />
      </div>
      <ul className="mt-1 text-muted">
        {unitsText(order, one.lines).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {one.note === '' ? null : <p className="mt-1.5 break-words whitespace-pre-wrap">{one.note}</p>}
      {one.status === 'received' ? <p className="mt-1.5">{restockedText(one)}</p> : null}
      <p className="mt-1 text-sm text-muted">
        Asked for <time dateTime={one.at}>{instantText(one.at)}</time>
      </p>
      {acts.length > 0 ? (
        <div className="mt-3 flex flex-wrap gap-3">
          {acts.map((act, at) => (
            <Button
              key={act}
              look={at === 0 ? 'primary' : 'secondary'}
              aria-haspopup="dialog"
              onClick={() => onAct(act, one)}
            >
              {actNames[act]}
            </Button>
          ))}
        </div>
      ) : null}
    </li>
  )
}

interface ReturnsSectionProps {
  order: AdminOrder
  onAct: (act: ReturnAct, one: Return) => void
}

/** The returns of an order, and the possible actions. */
export const ReturnsSection = ({ order, onAct }: ReturnsSectionProps) => (
  <div id="returns" className="scroll-mt-24">
    <Panel title="Returns">
      <ul aria-label="Returns" className="-my-4 divide-y divide-line">
        {order.returns.map((one) => (
          <ReturnRow key={one.id} order={order} one={one} onAct={onAct} />
        ))}
      </ul>
    </Panel>
  </div>
)
