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

/** What a buyer says when ordering, whatever way it is paid. */
export const orderFields = {
  /** Who the confirmation goes to; a signed-in customer may leave it out. */
  email: EmailAddress.optional(),
  shippingAddress: Address,
  /** Where the invoice goes; the shipping address where it is left out. */
  billingAddress: Address.optional(),
  /** The first way of shipping into that country where it is left out. */
  shippingMethodId: Id('shippingMethod').optional(),
  /** The total that the buyer was shown; another one is answered with `order.total_changed` instead of a charge. */
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
  /** Null where the variant has been deleted since. */
  variantId: Id('variant').nullable(),
  productSlug: z.string().nullable(),
  productTitle: z.string(),
  variantTitle: z.string(),
  sku: z.string(),
  imageSrc: z.string().nullable(),
  quantity: z.int(),
  unitPrice: Money,
  /** Unit price by quantity, before discounts. */
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
  /** What was taken, and what of it was given back or is on its way back. */
  paid: Money,
  refunded: Money,
  fulfilments: z.array(Fulfilment),
  returns: z.array(Return),
  refunds: z.array(Refund),
  /** All that happened, oldest first. */
  timeline: z.array(OrderTimelineEntry),
  /** The acts that the order machine allows now. */
  nextActions: z.array(OrderAction),
  /** Whether the customer may still cancel it, and whether there is something to send back. */
  canCancel: z.boolean(),
  canReturn: z.boolean(),
})

export type Order = z.infer<typeof Order>

/** The order that was placed, and the cart as it is now: empty. */
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

/** Finds an order for a guest: by its number and e-mail address together, or by the secret of a mailed link. */
export const TrackOrderInput = z.union([
  z.strictObject({ number: Line(20), email: EmailAddress }),
  z.strictObject({ token: MailToken }),
])

export type TrackOrderInput = z.infer<typeof TrackOrderInput>

/** Which order is watched; a client that was cut off names the last entry it has seen, and misses none. */
export const WatchOrderInput = z.strictObject({ id: Id('order'), lastEventId: Bounded(40).nullish() })

export type WatchOrderInput = z.infer<typeof WatchOrderInput>

/** One entry of an order's timeline, and the order as it is now. */
export const OrderUpdate = z.object({ entry: OrderTimelineEntry, order: Order })

export type OrderUpdate = z.infer<typeof OrderUpdate>
