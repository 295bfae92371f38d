import type { AdminOrder } from '@tradepost/contract'
import { can } from '../../auth/can.ts'
import { useSession } from '../../auth/session-queries.ts'
import { Button } from '../../ui/button.tsx'
import { captureName } from './capture-dialog.tsx'
import { type OrderAct, possibleActs } from './order-acts.ts'

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

/** Offers what can be done with the order now, the most likely act first. */
export const ActBar = ({ order, onAct }: ActBarProps) => {
  const session = useSession().data
  const acts = possibleActs(order, (permission) => can(session, permission))
  if (acts.length === 0) return null
  return (
    <div role="group" aria-label="Acts" className="mb-6 flex flex-wrap gap-3">
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
  )
}
