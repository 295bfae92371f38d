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

/** A built server that takes cards by Stripe, and the fake of Stripe that it speaks to. */
export interface StripeShop {
  readonly shop: ProofShop
  readonly fake: FakeStripe
  /** All that is wrong with the rows and between them and Stripe's books. */
  readonly faults: () => string[]
  readonly close: () => Promise<void>
}

/** Starts both, the webhooks of the one leading to the other. */
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

/** Gives the input of an order by a card of Stripe's. */
export const orderByStripe = (key: string): PlaceOrderInput => ({ ...orderInput(key), payment: { method: 'card' } })

/** A checkout that waits for the buyer's card. */
export interface Begun {
  readonly guest: TradepostClient
  readonly orderId: CheckoutState['orderId']
  readonly clientSecret: string
  /** Stripe's id of the payment. */
  readonly intent: string
}

/** Begins the checkout of one unit. */
export const begin = async (shop: ProofShop, variantId: `var_${string}`, key: string): Promise<Begun> => {
  const guest = shop.guest()
  await guest.cart.addItem.mutate({ variantId })
  const { orderId, payment } = await guest.checkout.start.mutate(orderByStripe(key))
  const clientSecret = payment.clientSecret ?? ''
  return { guest, orderId, clientSecret, intent: clientSecret.replace(/_secret_.*$/, '') }
}

/** Begins a checkout and pays it as the browser does. */
export const pay = async (at: StripeShop, variantId: `var_${string}`, key: string): Promise<Begun> => {
  const begun = await begin(at.shop, variantId, key)
  at.fake.confirmFromBrowser(begun.clientSecret, goodCard)
  return begun
}

/** Waits until the shop has worked off all that it was told. */
export const workedOff = async ({ shop }: StripeShop): Promise<void> => {
  const isDone = () => shop.rows('SELECT id FROM provider_events WHERE processed_at IS NULL').length === 0
  await vi.waitUntil(isDone, { timeout: 55_000, interval: 50 })
}

/** Reads the status of an order. */
export const statusOf = ({ shop }: StripeShop, orderId: string): unknown =>
  shop.rows('SELECT status FROM orders WHERE id = ?', orderId)[0]?.['status']
