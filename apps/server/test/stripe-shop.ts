import type { TradepostClient } from '@tradepost/client'
import type { CheckoutState, PlaceOrderInput } from '@tradepost/contract'
import type { FakeStripe } from '@tradepost/integrations/testing'
import { startFakeStripe } from '@tradepost/integrations/testing'
import { vi } from 'vitest'
import { findBrokenInvariants } from '../../../packages/router/test/invariants.ts'
import { findFaultsOfBooks } from '../../../packages/router/test/provider-books.ts'
import { orderInput } from './buyers.ts'
import type { ProofShop } from './proof-shop.ts'
import { goodCard, openProofShop, stripeBooks } from './proof-shop.ts'

/** A built server that accepts cards through Stripe, and the fake Stripe that it calls. */
export interface StripeShop {
  readonly shop: ProofShop
  readonly fake: FakeStripe
  /** Lists every fault in the rows, and every difference between them and Stripe's books. */
  readonly faults: () => string[]
  readonly close: () => Promise<void>
}

/** Starts the shop and the fake Stripe, whose webhooks call the shop. */
export const openStripeShop = async (env: Record<string, string> = {}): Promise<StripeShop> => {
  const fake = await startFakeStripe()
  const shop = await openProofShop({
    STRIPE_SECRET_KEY: fake.secretKey,
    STRIPE_WEBHOOK_SECRET: fake.webhookSecret,
    STRIPE_PUBLISHABLE_KEY: fake.publishableKey,
    STRIPE_API_BASE: fake.url,
    ...env,
  })
  fake.webhooks.sendTo(`${shop.url}/webhooks/stripe`)
  return {
    shop,
    fake,
    faults: () => [
      ...findBrokenInvariants(shop.server().databasePath),
      ...findFaultsOfBooks(shop.server().databasePath, stripeBooks(fake)),
    ],
    close: async () => {
      await shop.close()
      await fake.stop()
    },
  }
}

/** Returns the input of an order that is paid with a card through Stripe. */
export const orderByStripe = (key: string): PlaceOrderInput => ({ ...orderInput(key), payment: { method: 'card' } })

/** A checkout that is waiting for the buyer's card. */
export interface Begun {
  readonly guest: TradepostClient
  readonly orderId: CheckoutState['orderId']
  readonly clientSecret: string
  /** Stripe's ID of the payment. */
  readonly intent: string
}

/** Starts a checkout of one unit. */
export const begin = async (shop: ProofShop, variantId: `var_${string}`, key: string): Promise<Begun> => {
  const guest = shop.guest()
  await guest.cart.addItem.mutate({ variantId })
  const { orderId, payment } = await guest.checkout.start.mutate(orderByStripe(key))
  const clientSecret = payment.clientSecret ?? ''
  return { guest, orderId, clientSecret, intent: clientSecret.replace(/_secret_.*$/, '') }
}

/** Starts a checkout and pays for it as the browser does. */
export const pay = async (at: StripeShop, variantId: `var_${string}`, key: string): Promise<Begun> => {
  const begun = await begin(at.shop, variantId, key)
  at.fake.confirmFromBrowser(begun.clientSecret, goodCard)
  return begun
}

/** Waits until the shop has processed all events that it has received from Stripe. */
export const workedOff = async ({ shop }: StripeShop): Promise<void> => {
  const isDone = () => shop.rows('SELECT id FROM provider_events WHERE processed_at IS NULL').length === 0
  await vi.waitUntil(isDone, { timeout: 55_000, interval: 50 })
}

/** Reads the status of an order. */
export const statusOf = ({ shop }: StripeShop, orderId: string): unknown =>
  shop.rows('SELECT status FROM orders WHERE id = ?', orderId)[0]?.['status']
