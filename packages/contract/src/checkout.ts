import * as z from 'zod'
import { Cart, Totals } from './cart.ts'
import { Id } from './ids.ts'
import { Money } from './money.ts'
import { OrderStatus } from './order-machine.ts'
import { Order, orderFields } from './orders.ts'
import { Instant } from './page.ts'
import { PaymentChoice, PaymentFailure, PaymentMethod } from './payments.ts'
import { IdempotencyKey } from './text.ts'
import { CountryCode } from './zones.ts'

export const CheckoutOptionsInput = z.strictObject({ countryCode: CountryCode })

/** A way of shipping the cart, and what all of it then comes to. */
export const ShippingOption = z.object({
  id: Id('shippingMethod'),
  name: z.string(),
  description: z.string(),
  price: Money,
  totals: Totals,
})

export type ShippingOption = z.infer<typeof ShippingOption>

/** How the cart can be sent to a country and paid; without an option nothing is sent there. */
export const CheckoutOptions = z.object({
  shippingOptions: z.array(ShippingOption),
  paymentMethods: z.array(PaymentMethod),
  /** What Stripe’s element is made with; null where cards are not paid by Stripe. */
  stripePublishableKey: z.string().nullable(),
})

export type CheckoutOptions = z.infer<typeof CheckoutOptions>

export const StartCheckoutInput = z.strictObject({
  idempotencyKey: IdempotencyKey,
  ...orderFields,
  payment: PaymentChoice,
})

export type StartCheckoutInput = z.infer<typeof StartCheckoutInput>

/**
 * Where the payment of an order stands: `requires_payment` waits for the buyer’s card, `requires_action` for the buyer’s
 * proof, `processing` for the provider. `refunded`: it came when the goods were gone, and was given back.
 */
export const CheckoutPaymentStatus = z.enum([
  'requires_payment',
  'requires_action',
  'processing',
  'authorized',
  'captured',
  'failed',
  'refunded',
])

export type CheckoutPaymentStatus = z.infer<typeof CheckoutPaymentStatus>

export const CheckoutState = z.object({
  orderId: Id('order'),
  number: z.string(),
  status: OrderStatus,
  total: Money,
  /** Until when the stock is held; null once nothing waits any more. */
  reservedUntil: Instant.nullable(),
  payment: z.object({
    method: PaymentMethod,
    status: CheckoutPaymentStatus,
    failure: PaymentFailure.nullable(),
    /** What the browser pays or proves itself with; a secret of this payment. */
    clientSecret: z.string().nullable(),
  }),
  /** The order, once it is placed. */
  order: Order.nullable(),
  cart: Cart,
})

export type CheckoutState = z.infer<typeof CheckoutState>

export const CompleteCheckoutInput = z.strictObject({
  orderId: Id('order'),
  /** How the buyer’s proof went, for the embedded provider’s challenge card alone. */
  challenge: z.enum(['passed', 'failed']).optional(),
})

export type CompleteCheckoutInput = z.infer<typeof CompleteCheckoutInput>

export const CheckoutStatusInput = z.strictObject({ orderId: Id('order') })

export const CancelCheckoutInput = z.strictObject({ orderId: Id('order') })
