import * as z from 'zod'

/**
 * The order machine, whole: from each status, the acts that are allowed and the status each leads to. It drives the guard
 * in commerce, the CHECK in the database, `nextActions` in the answers and the diagram in docs/architecture.md.
 */
export const orderMachine = {
  pending_payment: { place: 'placed', cancel: 'canceled', expire: 'expired' },
  // Only an order that nobody has paid for may expire: an invoice whose time is over.
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

/** All statuses of an order, in the order in which they are usually passed. */
export const orderStatuses = Object.keys(orderMachine) as [OrderStatus, ...OrderStatus[]]

/** Accepts the status of an order. */
export const OrderStatus = z.enum(orderStatuses)

/** All acts on an order. */
export const orderActions = [...new Set(orderStatuses.flatMap((status) => Object.keys(orderMachine[status])))] as [
  OrderAction,
  ...OrderAction[],
]

/** Accepts an act on an order. */
export const OrderAction = z.enum(orderActions)

/** Lists the acts that are allowed on an order in this status. */
export const nextActions = (status: OrderStatus): OrderAction[] => Object.keys(orderMachine[status]) as OrderAction[]

/** Gives the status an act leads to, or null where it is not allowed. */
export const transition = (from: OrderStatus, action: OrderAction): OrderStatus | null => {
  const acts: Partial<Record<OrderAction, OrderStatus>> = orderMachine[from]
  return Object.hasOwn(acts, action) ? (acts[action] ?? null) : null
}

/** Lists the statuses that an order of this status can go to. */
export const nextStatuses = (status: OrderStatus): OrderStatus[] => [...new Set(Object.values(orderMachine[status]))]

/** The status that each act leads to, from wherever it is allowed. */
export const targetOf = {
  place: 'placed',
  cancel: 'canceled',
  expire: 'expired',
  fulfil: 'fulfilled',
  fulfil_part: 'partially_fulfilled',
  complete: 'completed',
} as const satisfies Record<OrderAction, OrderStatus>

/** The statuses in which an order no longer holds its cart or its stock. */
export const releasedStatuses = ['canceled', 'expired'] as const satisfies readonly OrderStatus[]
