import * as z from 'zod'
import { Id } from './ids.ts'
import { Currency, MAX_TOTAL, Money } from './money.ts'
import { OrderStatus } from './order-machine.ts'
import { Order, OrderSummary } from './orders.ts'
import { Instant, Page, PageInput } from './page.ts'
import { PaymentFailure, PaymentStatus } from './payments.ts'
import { IdempotencyKey, Line, Paragraphs, WebAddress } from './text.ts'
import { FulfilmentStatus, Return, ReturnStatus } from './fulfilments.ts'

export const AdminListOrdersInput = PageInput.extend({
  status: OrderStatus.optional(),
  paymentStatus: PaymentStatus.optional(),
  fulfilmentStatus: FulfilmentStatus.optional(),
  /** A complete order number or email address. */
  search: Line(254).optional(),
  placedFrom: Instant.max(40).optional(),
  placedBefore: Instant.max(40).optional(),
})

export type AdminListOrdersInput = z.infer<typeof AdminListOrdersInput>

export const AdminOrderSummary = OrderSummary.extend({ email: z.string(), customerName: z.string() })

export type AdminOrderSummary = z.infer<typeof AdminOrderSummary>

export const AdminOrderPage = Page(AdminOrderSummary)

export const AdminPayment = z.object({
  id: Id('payment'),
  provider: z.enum(['test', 'stripe', 'manual']),
  /** The provider's own ID of the payment. */
  reference: z.string().nullable(),
  kind: z.enum(['checkout', 'edit']),
  status: z.enum(['pending', 'authorized', 'capturing', 'captured', 'voiding', 'voided', 'failed']),
  amount: Money,
  captured: Money,
  refunded: Money,
  failure: z.union([PaymentFailure, z.literal('never_paid')]).nullable(),
  at: Instant,
})

export type AdminPayment = z.infer<typeof AdminPayment>

/** An order as staff see it, with its payments and the acts that are possible now. */
export const AdminOrder = Order.extend({
  customerId: Id('user').nullable(),
  version: z.int(),
  reservedUntil: Instant.nullable(),
  payments: z.array(AdminPayment),
  /** The amounts that `capture` and `refund` can still move. */
  capturable: Money,
  refundable: Money,
  /** The outstanding amount, for instance an unpaid bank transfer or an amount added by an edit. */
  outstanding: Money,
  canEdit: z.boolean(),
  /**
   * The units and the shipping that count as refunded, and units that were returned unpaid. Further refunds continue
   * from these.
   */
  refundedLines: z.array(z.object({ lineId: Id('orderLine'), quantity: z.int() })),
  isShippingRefunded: z.boolean(),
})

export type AdminOrder = z.infer<typeof AdminOrder>

const act = { id: Id('order'), idempotencyKey: IdempotencyKey }

/** An amount to move. It must be positive. */
const MovedMoney = z.strictObject({ amount: z.int().min(1).max(MAX_TOTAL), currency: Currency })

const LineQuantities = z
  .array(z.strictObject({ lineId: Id('orderLine'), quantity: z.int().min(1).max(999) }))
  .min(1)
  .max(100)

export const FulfilOrderInput = z.strictObject({
  ...act,
  /** The units in the shipment. Defaults to all unfulfilled units. */
  lines: LineQuantities.optional(),
  carrier: Line(100).optional(),
  trackingNumber: Line(100).optional(),
  trackingUrl: WebAddress.optional(),
})

export type FulfilOrderInput = z.infer<typeof FulfilOrderInput>

export const CompleteOrderInput = z.strictObject(act)

export type CompleteOrderInput = z.infer<typeof CompleteOrderInput>

/**
 * Captures authorized money, or records that an invoice was paid. Without an amount, it captures everything. An amount
 * that equals an open invoice is recorded as its payment, unless it is also the full amount that can be captured from
 * cards. Any other amount is captured from the oldest payment first.
 */
export const CaptureOrderInput = z.strictObject({ ...act, amount: MovedMoney.optional() })

export type CaptureOrderInput = z.infer<typeof CaptureOrderInput>

/** Refunds an amount, or the price of some units with their discount and tax. Shipping is optional. */
export const RefundOrderInput = z
  .strictObject({
    ...act,
    amount: MovedMoney.optional(),
    lines: LineQuantities.optional(),
    includeShipping: z.boolean().default(false),
    reason: Line(200),
  })
  .refine(
    ({ amount, lines, includeShipping }) => (amount === undefined) !== (lines === undefined && !includeShipping),
    {
      path: ['amount'],
      message: 'Name an amount, or lines and shipping.',
    }
  )

export type RefundOrderInput = z.infer<typeof RefundOrderInput>

/** Cancels an order that has not been shipped: releases its stock and its coupons, and returns its money. */
export const AdminCancelOrderInput = z.strictObject({ ...act, reason: Line(200) })

export type AdminCancelOrderInput = z.infer<typeof AdminCancelOrderInput>

export const AddOrderNoteInput = z.strictObject({
  ...act,
  note: Paragraphs(2000).min(1, 'Fill in this field.'),
  isPublic: z.boolean().default(false),
})

export type AddOrderNoteInput = z.infer<typeof AddOrderNoteInput>

/** Edits an order before any unit is shipped. A lower total is refunded; a higher one becomes outstanding. */
export const EditOrderInput = z.strictObject({
  ...act,
  version: z.int().min(1).max(1_000_000_000),
  /** The new quantities of changed lines. 0 removes a line. */
  lines: z
    .array(z.strictObject({ lineId: Id('orderLine'), quantity: z.int().min(0).max(999) }))
    .max(100)
    .default([]),
  add: z
    .array(z.strictObject({ variantId: Id('variant'), quantity: z.int().min(1).max(999) }))
    .max(100)
    .default([]),
  reason: Line(200),
})

export type EditOrderInput = z.infer<typeof EditOrderInput>

/** Moves an order to another status with the act that leads there, if the order machine allows it. */
export const TransitionOrderInput = z.strictObject({
  ...act,
  to: OrderStatus,
  /** The units in the shipment, for `partially_fulfilled`. */
  lines: LineQuantities.optional(),
  reason: Line(200).optional(),
})

export type TransitionOrderInput = z.infer<typeof TransitionOrderInput>

export const AdminReturn = Return.extend({
  orderId: Id('order'),
  orderNumber: z.string(),
  email: z.string(),
})

export type AdminReturn = z.infer<typeof AdminReturn>

export const ListReturnsInput = PageInput.extend({ status: ReturnStatus.optional() })

export type ListReturnsInput = z.infer<typeof ListReturnsInput>

export const ReturnPage = Page(AdminReturn)

const returnAct = { id: Id('return'), idempotencyKey: IdempotencyKey }

export const ApproveReturnInput = z.strictObject(returnAct)

export type ApproveReturnInput = z.infer<typeof ApproveReturnInput>

export const RejectReturnInput = z.strictObject({ ...returnAct, reason: Line(200) })

export type RejectReturnInput = z.infer<typeof RejectReturnInput>

/** Records that a return arrived. `restock` is the number of units per line to restock; the others are written off. */
export const ReceiveReturnInput = z.strictObject({
  ...returnAct,
  restock: z
    .array(z.strictObject({ lineId: Id('orderLine'), quantity: z.int().min(0).max(999) }))
    .max(100)
    .default([]),
  /** Whether the price of the units is refunded immediately. */
  refund: z.boolean().default(true),
})

export type ReceiveReturnInput = z.infer<typeof ReceiveReturnInput>

/** The path that streams all orders as CSV. Requires `orders:read`. */
export const ORDER_EXPORT_PATH = '/export/orders.csv'
