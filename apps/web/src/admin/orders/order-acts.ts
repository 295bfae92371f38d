import type { AdminOrder, Permission, Return } from '@tradepost/contract'

/** An action on a whole order. */
export type OrderAct = 'fulfil' | 'capture' | 'refund' | 'complete' | 'edit' | 'cancel'

/** An action on a return. */
export type ReturnAct = 'approve' | 'reject' | 'receive'

/** The properties of an order that decide which actions are possible. */
type ActState = Pick<AdminOrder, 'nextActions' | 'capturable' | 'refundable' | 'canEdit'>

type May = (permission: Permission) => boolean

/** Lists the actions that are possible on an order now and allowed for the caller, the most likely one first. */
export const possibleActs = (order: ActState, may: May): OrderAct[] => {
  const { nextActions, capturable, refundable, canEdit } = order
  const can: Record<OrderAct, boolean> = {
    fulfil: may('orders:fulfil') && (nextActions.includes('fulfil') || nextActions.includes('fulfil_part')),
    complete: may('orders:fulfil') && nextActions.includes('complete'),
    capture: may('orders:refund') && capturable.amount > 0,
    refund: may('orders:refund') && refundable.amount > 0,
    edit: may('orders:write') && canEdit,
    cancel: may('orders:write') && nextActions.includes('cancel') && (may('orders:refund') || refundable.amount === 0),
  }
  const acts: OrderAct[] = ['fulfil', 'complete', 'capture', 'refund', 'edit', 'cancel']
  return acts.filter((act) => can[act])
}

/** Returns true if only the missing permission to refund prevents canceling: canceling refunds captured money. */
export const lacksRefundToCancel = ({ nextActions, refundable }: ActState, may: May): boolean =>
  may('orders:write') && nextActions.includes('cancel') && refundable.amount > 0 && !may('orders:refund')

/** Lists the actions that are possible on a return now and allowed for the caller. */
export const possibleReturnActs = ({ status }: Pick<Return, 'status'>, may: May): ReturnAct[] => {
  const can: Record<ReturnAct, boolean> = {
    approve: may('orders:write') && status === 'requested',
    receive: may('orders:fulfil') && status === 'approved',
    reject: may('orders:write') && (status === 'requested' || status === 'approved'),
  }
  const acts: ReturnAct[] = ['approve', 'receive', 'reject']
  return acts.filter((act) => can[act])
}

/** Returns how many units of a line have not been shipped. */
export const openUnits = ({ quantity, fulfilledQuantity }: AdminOrder['lines'][number]): number =>
  quantity - fulfilledQuantity
