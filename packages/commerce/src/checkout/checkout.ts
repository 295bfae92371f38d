import type {
  Cart,
  CheckoutOptions,
  CheckoutState,
  CompleteCheckoutInput,
  IdOf,
  StartCheckoutInput,
} from '@tradepost/contract'
import { fail, money, priceCart, totalsOf } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import type { Buyer } from '../buyer.ts'
import { findCart, getCart, readCartToPrice } from '../cart/read-cart.ts'
import type { Deps } from '../deps.ts'
import { answerKey, readKey } from '../orders/idempotency.ts'
import { releaseOrder } from '../orders/order-outcome.ts'
import type { ProviderPayment } from '../payments/payment-provider.ts'
import { ProviderRefused } from '../payments/payment-provider.ts'
import { readPayment } from '../payments/payment-rows.ts'
import { orUnavailable, providerOf } from '../payments/providers.ts'
import { settlePayment, settleVoid } from '../payments/settle-payment.ts'
import { markVoiding } from '../payments/take-or-free.ts'
import { pricingInputOf, shippingOptionsOf } from '../pricing/price-rows.ts'
import { readShopFor } from '../pricing/read-shop-for.ts'
import { paymentMethodsOf } from '../shop/read-shop.ts'
import { beginOrder, findBegun, openPayment } from './begin-order.ts'
import type { OwnOrder } from './checkout-state.ts'
import { ownOrder, readCheckout } from './checkout-state.ts'
import { keyUseOf } from './place-order.ts'
import { actorOf } from './reserve-order.ts'

/** Returns the shipping options to a country for the buyer's cart, the totals with each, and the payment methods. */
export const readCheckoutOptions = async (
  deps: Deps,
  { buyer, countryCode, email }: { buyer: Buyer | null; countryCode: string; email: string | null }
): Promise<CheckoutOptions> => {
  const { read } = deps.db
  const shopFor = await readShopFor(read, countryCode)
  const cart = (buyer && (await findCart(read, buyer))) ?? null
  const { context, currency } = await readCartToPrice(read, deps, { cart, email, ...shopFor })
  return {
    shippingOptions: shippingOptionsOf(context).map(({ method, shipping }) => {
      const priced = priceCart(pricingInputOf(context, shipping))
      const { id, name, description } = method
      return { id, name, description, price: money(priced.shipping, currency), totals: totalsOf(priced) }
    }),
    paymentMethods: paymentMethodsOf(deps, shopFor.shop),
    stripePublishableKey: deps.stripePublishableKey,
  }
}

/** A request to start a checkout; `accountEmail` is the address of the buyer's account, if they have one. */
export interface StartCheckoutRequest {
  readonly buyer: Buyer
  readonly accountEmail: string | null
  readonly address?: string | undefined
  readonly input: StartCheckoutInput
}

/** Freezes the cart's prices, reserves its stock for some minutes, and creates its payment, once per key. */
export const startCheckout = async (
  deps: Deps,
  { buyer, accountEmail, address, input }: StartCheckoutRequest
): Promise<CheckoutState> => {
  const email = input.email ?? accountEmail
  if (!email) throw fail('order.email_required')
  const use = keyUseOf(buyer, 'checkout.start', input)
  const begun = await beginOrder(deps, { buyer, use, address, details: { ...input, email } })
  if ('answer' in begun) return parseAnswer(begun.answer)
  const { state } = await openPayment(deps, begun, 'cardNumber' in input.payment ? input.payment.cardNumber : null)
  const answer = await readCheckout(deps, { buyer, reader: buyer, orderId: begun.orderId }, state)
  return deps.db.write(async (tx) => {
    // A faster call with the same key has stored the answer for both.
    const known = await readKey(tx, use)
    if (known.state === 'answered') return parseAnswer(known.answer)
    await answerKey(tx, use, answer)
    return answer
  })
}

/** Parses a stored answer. Only `startCheckout` writes them, under a key of its own procedure. */
const parseAnswer = (answer: string): CheckoutState => JSON.parse(answer) as CheckoutState

/**
 * Continues a payment after the buyer's part of it: asks the provider, places or cancels the order, and returns the new
 * state.
 */
export const completeCheckout = async (
  deps: Deps,
  { challenge, ...own }: OwnOrder & Pick<CompleteCheckoutInput, 'challenge'>
): Promise<CheckoutState> => {
  const paymentId = await findOwn(deps, own)
  const state = await askProvider(deps, paymentId, challenge)
  await deps.reached('payment.found')
  if (state) await settlePayment(deps, { paymentId, state })
  return readCheckout(deps, own, state)
}

/** Returns the state of a checkout. If it is still open, asks the provider and settles its answer. */
export const readCheckoutStatus = (deps: Deps, own: OwnOrder): Promise<CheckoutState> => completeCheckout(deps, own)

const findOwn = async (deps: Deps, own: OwnOrder): Promise<IdOf<'payment'>> => {
  const [order] = await deps.db.read.select({ id: schema.orders.id }).from(schema.orders).where(ownOrder(own))
  if (!order) throw fail('order.not_found')
  return (await findBegun(deps.db.read, order.id)).paymentId
}

const askProvider = async (
  deps: Deps,
  paymentId: IdOf<'payment'>,
  challenge: CompleteCheckoutInput['challenge']
): Promise<ProviderPayment | null> => {
  const payment = await readPayment(deps.db.read, paymentId)
  const { status, providerReference: reference } = payment
  if (status !== 'pending' || reference === null) return null
  const provider = providerOf(deps, payment.provider)
  const find = () => provider.find(reference)
  if (!challenge || !provider.answerChallenge) return orUnavailable(find())
  const answer = provider.answerChallenge(reference, challenge === 'passed')
  // If the payment does not wait for authentication, or no longer does, read its state instead.
  return orUnavailable(
    answer.catch((error: unknown) => (error instanceof ProviderRefused ? find() : Promise.reject(error)))
  )
}

/** Cancels an order that waits for its payment: releases its stock and its cart at once, and voids its payment. */
export const cancelCheckout = async (deps: Deps, own: OwnOrder): Promise<Cart> => {
  await findOwn(deps, own)
  const voids = await deps.db.write(async (tx) => {
    const [order] = await tx
      .select({ status: schema.orders.status })
      .from(schema.orders)
      .where(eq(schema.orders.id, own.orderId))
    if (order?.status === 'canceled' || order?.status === 'expired') return []
    const act = { orderId: own.orderId, actor: actorOf(own.buyer), reason: 'given up by the customer' }
    // A placed order is canceled with `orders.cancel`, which requires a key because it refunds money.
    if (order?.status !== 'pending_payment') throw fail('order.cart_changed')
    await releaseOrder(tx, deps, { action: 'cancel', ...act })
    return markVoiding(tx, deps, own.orderId)
  })
  for (const id of voids) await settleVoid(deps, id).catch(deps.wakePayments)
  return getCart(deps, own.buyer)
}
