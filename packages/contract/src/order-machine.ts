import * as z from 'zod'

/**
 * The complete order machine: the acts allowed in each status and the status that each act leads to. The guard in
 * commerce, the CHECK in the database, `nextActions` in answers and the diagram in docs/architecture.md all follow it.
 */
export const orderMachine = {
  pending_payment: { place: 'placed', cancel: 'canceled', expire: 'expired' },
  // Only an unpaid order may expire: an invoice that is overdue.
  placed: { fulfil: 'fulfilled', fulfil_part: 'partially_fulfilled', cancel: 'canceled', expire: 'expired' },
  partially_fulfilled: { fulfil: 'fulfilled', fulfil_part: 'partially_fulfilled' },
  fulfilled: { complete: 'completed' },
  completed: {},
  canceled: {},
  expired: { place: 'placed' },
} as const

export type OrderStatus = keyof typeof orderMachine

type ActsOf<T> = T extends unknown ? keyof T : never
export type OrderAction = ActsOf<(typeof orderMachine)[OrderStatus]>

/** All statuses of an order, in their usual sequence. */
export const orderStatuses = Object.keys(orderMachine) as [OrderStatus, ...OrderStatus[]]

export const OrderStatus = z.enum(orderStatuses)

export const orderActions = [...new Set(orderStatuses.flatMap((status) => Object.keys(orderMachine[status])))] as [
  OrderAction,
  ...OrderAction[],
]

export const OrderAction = z.enum(orderActions)

/** Returns the acts that are allowed in this status. */
export const nextActions = (status: OrderStatus): OrderAction[] => Object.keys(orderMachine[status]) as OrderAction[]

/** Returns the status that an act leads to, or null if the act is not allowed. */
export const transition = (from: OrderStatus, action: OrderAction): OrderStatus | null => {
  const acts: Partial<Record<OrderAction, OrderStatus>> = orderMachine[from]
  return Object.hasOwn(acts, action) ? (acts[action] ?? null) : null
}

/** Returns the statuses that an order can reach from this status in one act. */
export const nextStatuses = (status: OrderStatus): OrderStatus[] => [...new Set(Object.values(orderMachine[status]))]

/** The status that each act leads to, in every status that allows the act. */
export const targetOf = {
  place: 'placed',
  cancel: 'canceled',
  expire: 'expired',
  fulfil: 'fulfilled',
  fulfil_part: 'partially_fulfilled',
  complete: 'completed',
} as const satisfies Record<OrderAction, OrderStatus>

/** The statuses in which an order no longer keeps its cart or its stock. */
export const releasedStatuses = ['canceled', 'expired'] as const satisfies readonly OrderStatus[]
