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
  /** An order number or an e-mail address, whole. */
  search: Line(254).optional(),
  placedFrom: Instant.max(40).optional(),
  placedBefore: Instant.max(40).optional(),
})

export type AdminListOrdersInput = z.infer<typeof AdminListOrdersInput>

export const AdminOrderSummary = OrderSummary.extend({ email: z.string(), customerName: z.string() })

export type AdminOrderSummary = z.infer<typeof AdminOrderSummary>

export const AdminOrderPage = Page(AdminOrderSummary)

/** A payment as staff see it. */
export const AdminPayment = z.object({
  id: Id('payment'),
  provider: z.enum(['test', 'stripe', 'manual']),
  /** The provider's own id of it. */
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

/** An order as staff see it: its payments, and what may be done with it now. */
export const AdminOrder = Order.extend({
  customerId: Id('user').nullable(),
  version: z.int(),
  reservedUntil: Instant.nullable(),
  payments: z.array(AdminPayment),
  /** What `capture` and `refund` can still take and give. */
  capturable: Money,
  refundable: Money,
  /** What the customer still owes: a bank transfer that has not come, or what an edit added. */
  outstanding: Money,
  canEdit: z.boolean(),
  /** What was refunded by units, or came back unpaid, and whether the shipping was: further refunds count on from there. */
  refundedLines: z.array(z.object({ lineId: Id('orderLine'), quantity: z.int() })),
  isShippingRefunded: z.boolean(),
})

export type AdminOrder = z.infer<typeof AdminOrder>

const act = { id: Id('order'), idempotencyKey: IdempotencyKey }

/** An amount that is moved: above nothing. */
const MovedMoney = z.strictObject({ amount: z.int().min(1).max(MAX_TOTAL), currency: Currency })

const LineQuantities = z
  .array(z.strictObject({ lineId: Id('orderLine'), quantity: z.int().min(1).max(999) }))
  .min(1)
  .max(100)

export const FulfilOrderInput = z.strictObject({
  ...act,
  /** What is in the parcel; all that has not left where it is left out. */
  lines: LineQuantities.optional(),
  carrier: Line(100).optional(),
  trackingNumber: Line(100).optional(),
  trackingUrl: WebAddress.optional(),
})

export type FulfilOrderInput = z.infer<typeof FulfilOrderInput>

export const CompleteOrderInput = z.strictObject(act)

export type CompleteOrderInput = z.infer<typeof CompleteOrderInput>

/**
 * Takes the money that is authorized, or notes that an invoice was paid; all of it where no amount is named. An amount is
 * noted of the open invoice of just this sum, unless it is all that can be taken from cards; else it is taken from the
 * oldest payment first.
 */
export const CaptureOrderInput = z.strictObject({ ...act, amount: MovedMoney.optional() })

export type CaptureOrderInput = z.infer<typeof CaptureOrderInput>

/** Gives money back: an amount, or what some units cost with their discount and tax, with or without shipping. */
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

/** Cancels an order that has not left: gives back its stock, its coupons and its money. */
export const AdminCancelOrderInput = z.strictObject({ ...act, reason: Line(200) })

export type AdminCancelOrderInput = z.infer<typeof AdminCancelOrderInput>

export const AddOrderNoteInput = z.strictObject({
  ...act,
  note: Paragraphs(2000).min(1, 'Fill in this field.'),
  isPublic: z.boolean().default(false),
})

export type AddOrderNoteInput = z.infer<typeof AddOrderNoteInput>

/** Changes what is in an order that has not begun to leave; the difference is refunded, or owed. */
export const EditOrderInput = z.strictObject({
  ...act,
  version: z.int().min(1).max(1_000_000_000),
  /** The new quantities of lines that change; 0 takes a line out. */
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

/** Moves an order to a status along the order machine, by the act that leads there. */
export const TransitionOrderInput = z.strictObject({
  ...act,
  to: OrderStatus,
  /** What is in the parcel, for `partially_fulfilled`. */
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

/** Notes that a return came: how many units of each line go back on the shelf; the others are written off. */
export const ReceiveReturnInput = z.strictObject({
  ...returnAct,
  restock: z
    .array(z.strictObject({ lineId: Id('orderLine'), quantity: z.int().min(0).max(999) }))
    .max(100)
    .default([]),
  /** Whether what the units cost is refunded at once. */
  refund: z.boolean().default(true),
})

export type ReceiveReturnInput = z.infer<typeof ReceiveReturnInput>

/** Where a server streams all orders as CSV, for staff with `orders:read`. */
export const ORDER_EXPORT_PATH = '/export/orders.csv'
