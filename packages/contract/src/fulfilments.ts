import * as z from 'zod'
import { Id } from './ids.ts'
import { Instant } from './page.ts'

/** How much of an order has left, computed from its lines. */
export const FulfilmentStatus = z.enum(['unfulfilled', 'partially_fulfilled', 'fulfilled', 'returned'])

export type FulfilmentStatus = z.infer<typeof FulfilmentStatus>

const Quantities = z.array(z.object({ lineId: Id('orderLine'), quantity: z.int() }))

/** A parcel that left. */
export const Fulfilment = z.object({
  id: Id('fulfilment'),
  lines: Quantities,
  carrier: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  trackingUrl: z.string().nullable(),
  at: Instant,
})

export type Fulfilment = z.infer<typeof Fulfilment>

export const ReturnStatus = z.enum(['requested', 'approved', 'rejected', 'received'])

export type ReturnStatus = z.infer<typeof ReturnStatus>

/** What a customer sends back; what was not restocked when it came was written off. */
export const Return = z.object({
  id: Id('return'),
  status: ReturnStatus,
  reason: z.string(),
  note: z.string(),
  lines: z.array(z.object({ lineId: Id('orderLine'), quantity: z.int(), restockedQuantity: z.int() })),
  at: Instant,
})

export type Return = z.infer<typeof Return>

/** What an order's timeline tells beside its statuses. */
export const orderEventKinds = [
  'payment_authorized',
  'payment_captured',
  'payment_failed',
  'payment_voided',
  'refunded',
  'refund_failed',
  'fulfilled',
  'return_requested',
  'return_approved',
  'return_rejected',
  'return_received',
  'edited',
  'note',
  'refunded_late_payment',
] as const

export type OrderEventKind = (typeof orderEventKinds)[number]

/** One thing that happened: a status that was reached, or an event with its details. */
export const OrderTimelineEntry = z.object({
  kind: z.enum(['status', ...orderEventKinds]),
  /** What it is about in a few words: the status, an amount such as `€12.00`, a tracking number, the text of a note. */
  text: z.string(),
  reason: z.string().nullable(),
  /** False for what only staff see. */
  isPublic: z.boolean(),
  /** Who did it: `customer`, `staff` or `shop`; staff are told the name. */
  by: z.string(),
  at: Instant,
})

export type OrderTimelineEntry = z.infer<typeof OrderTimelineEntry>
