import * as z from 'zod'
import { Address } from './addresses.ts'
import { Cart, DiscountLine, TaxLine, Totals } from './cart.ts'
import { Fulfilment, FulfilmentStatus, OrderTimelineEntry, Return } from './fulfilments.ts'
import { Id } from './ids.ts'
import { Money } from './money.ts'
import { OrderAction, OrderStatus } from './order-machine.ts'
import { Instant, Page, PageInput } from './page.ts'
import { PaymentChoice, PaymentMethod, PaymentStatus, Refund } from './payments.ts'
import { MailToken } from './secrets.ts'
import { Bounded, EmailAddress, IdempotencyKey, Line, Paragraphs } from './text.ts'

/** The fields of a new order that do not depend on the payment method. */
export const orderFields = {
  /** The address for the confirmation. A signed-in customer may omit it. */
  email: EmailAddress.optional(),
  shippingAddress: Address,
  /** The address on the invoice. Defaults to the shipping address. */
  billingAddress: Address.optional(),
  /** Defaults to the first shipping method for that country. */
  shippingMethodId: Id('shippingMethod').optional(),
  /**
   * The total that the buyer saw. If the actual total differs, the answer is `order.total_changed` and nothing is
   * charged.
   */
  expectedTotal: Money.strict().optional(),
}

export const PlaceOrderInput = z.strictObject({
  idempotencyKey: IdempotencyKey,
  ...orderFields,
  payment: PaymentChoice,
})

export type PlaceOrderInput = z.infer<typeof PlaceOrderInput>

export const OrderLine = z.object({
  id: Id('orderLine'),
  /** Null if the variant has been deleted since. */
  variantId: Id('variant').nullable(),
  productSlug: z.string().nullable(),
  productTitle: z.string(),
  variantTitle: z.string(),
  sku: z.string(),
  imageSrc: z.string().nullable(),
  quantity: z.int(),
  unitPrice: Money,
  /** Unit price × quantity, before discounts. */
  total: Money,
  discount: Money,
  tax: Money,
  fulfilledQuantity: z.int(),
  /** Units in returns that were not rejected. */
  returnedQuantity: z.int(),
})

export type OrderLine = z.infer<typeof OrderLine>

export const OrderSummary = z.object({
  id: Id('order'),
  number: z.string(),
  status: OrderStatus,
  paymentStatus: PaymentStatus,
  fulfilmentStatus: FulfilmentStatus,
  total: Money,
  itemCount: z.int(),
  placedAt: Instant,
})

export type OrderSummary = z.infer<typeof OrderSummary>

export const Order = OrderSummary.extend({
  email: z.string(),
  lines: z.array(OrderLine),
  totals: Totals,
  discounts: z.array(DiscountLine),
  taxes: z.array(TaxLine),
  shippingMethod: z.string(),
  shippingAddress: Address,
  billingAddress: Address.nullable(),
  paymentMethod: PaymentMethod,
  /** The captured amount, and the part of it that was refunded or whose refund is pending. */
  paid: Money,
  refunded: Money,
  fulfilments: z.array(Fulfilment),
  returns: z.array(Return),
  refunds: z.array(Refund),
  /** All events of the order, oldest first. */
  timeline: z.array(OrderTimelineEntry),
  /** The acts that the order machine allows now. */
  nextActions: z.array(OrderAction),
  /** Whether the customer may still cancel the order, and whether any units can be returned. */
  canCancel: z.boolean(),
  canReturn: z.boolean(),
})

export type Order = z.infer<typeof Order>

/** The placed order and the cart, which is now empty. */
export const PlaceOrderOutput = z.object({ order: Order, cart: Cart })

export type PlaceOrderOutput = z.infer<typeof PlaceOrderOutput>

export const ListOrdersInput = PageInput

export const OrderPage = Page(OrderSummary)

export const GetOrderInput = z.strictObject({ id: Id('order') })

export const CancelOrderInput = z.strictObject({ id: Id('order'), idempotencyKey: IdempotencyKey })

export type CancelOrderInput = z.infer<typeof CancelOrderInput>

export const RequestReturnInput = z.strictObject({
  id: Id('order'),
  idempotencyKey: IdempotencyKey,
  lines: z
    .array(z.strictObject({ lineId: Id('orderLine'), quantity: z.int().min(1).max(999) }))
    .min(1)
    .max(100),
  reason: z.enum(['damaged', 'wrong_item', 'not_as_described', 'changed_mind', 'other']),
  note: Paragraphs(1000).default(''),
})

export type RequestReturnInput = z.infer<typeof RequestReturnInput>

/** Finds an order for a guest: by its number together with the email address, or by the secret of a mailed link. */
export const TrackOrderInput = z.union([
  z.strictObject({ number: Line(20), email: EmailAddress }),
  z.strictObject({ token: MailToken }),
])

export type TrackOrderInput = z.infer<typeof TrackOrderInput>

/**
 * Selects the order to watch. A client that reconnects sends the last entry it saw as `lastEventId` and misses none.
 */
export const WatchOrderInput = z.strictObject({ id: Id('order'), lastEventId: Bounded(40).nullish() })

export type WatchOrderInput = z.infer<typeof WatchOrderInput>

/** A new entry of the timeline, with the current order. */
export const OrderUpdate = z.object({ entry: OrderTimelineEntry, order: Order })

export type OrderUpdate = z.infer<typeof OrderUpdate>
