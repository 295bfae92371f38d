import * as z from 'zod'
import { Cart, Totals } from './cart.ts'
import { Id } from './ids.ts'
import { Money } from './money.ts'
import { OrderAction, OrderStatus } from './order-machine.ts'
import { Instant, Page, PageInput } from './page.ts'
import { TestCardNumber } from './payments.ts'
import { EmailAddress, IdempotencyKey, Line } from './text.ts'

export const Address = z.strictObject({
  name: Line(100),
  line1: Line(150),
  line2: Line(150)
    .nullish()
    .transform((line) => line ?? null),
  city: Line(100),
  postalCode: Line(20),
  /** ISO 3166-1 alpha-2. */
  countryCode: z.string().regex(/^[A-Z]{2}$/, 'Choose a country.'),
})

export type Address = z.infer<typeof Address>

/** Pays with the embedded test provider: no money moves. Any other number is declined. */
export const TestCardPayment = z.strictObject({
  method: z.literal('test_card'),
  cardNumber: TestCardNumber,
})

export const PlaceOrderInput = z.strictObject({
  idempotencyKey: IdempotencyKey,
  /** Who the confirmation goes to; a signed-in customer may leave it out. */
  email: EmailAddress.optional(),
  shippingAddress: Address,
  payment: TestCardPayment,
  /** The total that the buyer was shown; another one is answered with `order.total_changed` instead of a charge. */
  expectedTotal: Money.strict().optional(),
})

export type PlaceOrderInput = z.infer<typeof PlaceOrderInput>

export const PaymentStatus = z.enum(['unpaid', 'paid', 'failed'])

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
  total: Money,
})

export const OrderSummary = z.object({
  id: Id('order'),
  number: z.string(),
  status: OrderStatus,
  paymentStatus: PaymentStatus,
  total: Money,
  itemCount: z.int(),
  placedAt: Instant,
})

export type OrderSummary = z.infer<typeof OrderSummary>

export const OrderEvent = z.object({ status: OrderStatus, reason: z.string().nullable(), at: Instant })

export const Order = OrderSummary.extend({
  email: z.string(),
  lines: z.array(OrderLine),
  totals: Totals,
  shippingAddress: Address,
  history: z.array(OrderEvent),
  nextActions: z.array(OrderAction),
})

export type Order = z.infer<typeof Order>

/** The order that was placed, and the cart as it is now: empty. */
export const PlaceOrderOutput = z.object({ order: Order, cart: Cart })

export type PlaceOrderOutput = z.infer<typeof PlaceOrderOutput>

export const ListOrdersInput = PageInput

export const OrderPage = Page(OrderSummary)

export const GetOrderInput = z.strictObject({ id: Id('order') })

export const AdminListOrdersInput = PageInput.extend({
  status: OrderStatus.optional(),
  /** An order number or an e-mail address, whole. */
  search: Line(254).optional(),
})

export type AdminListOrdersInput = z.infer<typeof AdminListOrdersInput>

export const AdminOrderSummary = OrderSummary.extend({ email: z.string(), customerName: z.string() })

export type AdminOrderSummary = z.infer<typeof AdminOrderSummary>

export const AdminOrderPage = Page(AdminOrderSummary)
