import { type AdminOrder, formatMoney, type Permission } from '@tradepost/contract'
import { clsx } from 'clsx'
import { can } from '../../auth/can.ts'
import { useSession } from '../../auth/session-queries.ts'
import { Button } from '../../ui/button.tsx'
import { captureName } from './capture-dialog.tsx'
import { lacksRefundToCancel, type OrderAct, possibleActs } from './order-acts.ts'

const nameOf = (act: OrderAct, order: AdminOrder): string => {
  const names: Record<OrderAct, string> = {
    fulfil: 'Send a parcel',
    complete: 'Complete',
    capture: captureName(order),
    refund: 'Refund',
    edit: 'Edit',
    cancel: 'Cancel order',
  }
  return names[act]
}

interface ActBarProps {
  order: AdminOrder
  onAct: (act: OrderAct) => void
}

/** The actions that are possible on the order now, the most likely one first. */
export const ActBar = ({ order, onAct }: ActBarProps) => {
  const session = useSession().data
  const may = (permission: Permission) => can(session, permission)
  const acts = possibleActs(order, may)
  const note = lacksRefundToCancel(order, may) ? (
    <p className="mb-6 max-w-prose text-[0.9375rem] leading-relaxed text-muted">
      This order was paid. Canceling it gives {formatMoney(order.refundable)} back, which your role does not allow: ask
      somebody who may refund.
    </p>
  ) : null
  if (acts.length === 0) return note
  return (
    <>
      <div role="group" aria-label="Acts" className={clsx('flex flex-wrap gap-3', note ? 'mb-3' : 'mb-6')}>
        {acts.map((act, at) => (
          <Button
            key={act}
            look={at === 0 && act !== 'cancel' ? 'primary' : 'secondary'}
            className={act === 'cancel' ? 'text-rust!' : ''}
            aria-haspopup="dialog"
            onClick={() => onAct(act)}
          >
            {nameOf(act, order)}
          </Button>
        ))}
      </div>
      {note}
    </>
  )
}
