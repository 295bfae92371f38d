import type { AdminOrder, Permission, Return } from '@tradepost/contract'

/** What may be done with an order as a whole. */
export type OrderAct = 'fulfil' | 'capture' | 'refund' | 'complete' | 'edit' | 'cancel'

/** What may be done with one return. */
export type ReturnAct = 'approve' | 'reject' | 'receive'

/** What of an order decides what may be done with it. */
type ActState = Pick<AdminOrder, 'nextActions' | 'capturable' | 'refundable' | 'canEdit'>

type May = (permission: Permission) => boolean

/** Lists the acts that are possible on an order now and that the caller may do, the most likely one first. */
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

/** Tells whether the caller could cancel an order if it had not been paid: canceling gives back what was captured. */
export const lacksRefundToCancel = ({ nextActions, refundable }: ActState, may: May): boolean =>
  may('orders:write') && nextActions.includes('cancel') && refundable.amount > 0 && !may('orders:refund')

/** Lists the acts that are possible on a return now and that the caller may do. */
export const possibleReturnActs = ({ status }: Pick<Return, 'status'>, may: May): ReturnAct[] => {
  const can: Record<ReturnAct, boolean> = {
    approve: may('orders:write') && status === 'requested',
    receive: may('orders:fulfil') && status === 'approved',
    reject: may('orders:write') && (status === 'requested' || status === 'approved'),
  }
  const acts: ReturnAct[] = ['approve', 'receive', 'reject']
  return acts.filter((act) => can[act])
}

/** Counts the units of a line that have not left. */
export const openUnits = ({ quantity, fulfilledQuantity }: AdminOrder['lines'][number]): number =>
  quantity - fulfilledQuantity
