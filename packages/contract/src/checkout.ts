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

/** A shipping method for the cart, and the totals of the cart with it. */
export const ShippingOption = z.object({
  id: Id('shippingMethod'),
  name: z.string(),
  description: z.string(),
  price: Money,
  totals: Totals,
})

export type ShippingOption = z.infer<typeof ShippingOption>

/** The shipping and payment options for a country. Without a shipping option, the cart cannot be shipped there. */
export const CheckoutOptions = z.object({
  shippingOptions: z.array(ShippingOption),
  paymentMethods: z.array(PaymentMethod),
  /**
   * The publishable key that the page creates Stripe’s element with; null if the shop does not accept cards through
   * Stripe.
   */
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
 * The payment status of a checkout: `requires_payment` waits for the buyer’s card, `requires_action` for the buyer’s
 * authentication, `processing` for the provider. `refunded` means that the payment arrived after the stock was gone and
 * was refunded.
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
  /** The time until which the stock is allocated; null unless the order is waiting for payment. */
  reservedUntil: Instant.nullable(),
  payment: z.object({
    method: PaymentMethod,
    status: CheckoutPaymentStatus,
    failure: PaymentFailure.nullable(),
    /** The secret with which the browser completes or authenticates this payment. */
    clientSecret: z.string().nullable(),
  }),
  order: Order.nullable(),
  cart: Cart,
})

export type CheckoutState = z.infer<typeof CheckoutState>

export const CompleteCheckoutInput = z.strictObject({
  orderId: Id('order'),
  /** The result of the buyer’s authentication. Only for the challenge card of the embedded provider. */
  challenge: z.enum(['passed', 'failed']).optional(),
})

export type CompleteCheckoutInput = z.infer<typeof CompleteCheckoutInput>

export const CheckoutStatusInput = z.strictObject({ orderId: Id('order') })

export const CancelCheckoutInput = z.strictObject({ orderId: Id('order') })
