import * as z from 'zod'
import { Id } from './ids.ts'
import { Instant } from './page.ts'

/** How much of an order has been fulfilled, derived from its lines. */
export const FulfilmentStatus = z.enum(['unfulfilled', 'partially_fulfilled', 'fulfilled', 'returned'])

export type FulfilmentStatus = z.infer<typeof FulfilmentStatus>

const Quantities = z.array(z.object({ lineId: Id('orderLine'), quantity: z.int() }))

/** One shipment of an order. */
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

/** A return. Units that were not restocked on arrival were written off. */
export const Return = z.object({
  id: Id('return'),
  status: ReturnStatus,
  reason: z.string(),
  note: z.string(),
  lines: z.array(z.object({ lineId: Id('orderLine'), quantity: z.int(), restockedQuantity: z.int() })),
  at: Instant,
})

export type Return = z.infer<typeof Return>

/** The events in an order's timeline besides its statuses. */
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

/** An entry in the timeline: a new status, or an event with its details. */
export const OrderTimelineEntry = z.object({
  kind: z.enum(['status', ...orderEventKinds]),
  /** A short text: the status, an amount such as `€12.00`, a tracking number or the text of a note. */
  text: z.string(),
  reason: z.string().nullable(),
  /** False if only staff see the entry. */
  isPublic: z.boolean(),
  /** The actor: `customer`, `staff` or `shop`. Staff see the name of the staff member. */
  by: z.string(),
  at: Instant,
})

export type OrderTimelineEntry = z.infer<typeof OrderTimelineEntry>
