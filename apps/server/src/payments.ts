import { dirname, join } from 'node:path'
import type { Deps, PaymentProvider, ProviderEvent } from '@tradepost/commerce'
import { receiveProviderEvent } from '@tradepost/commerce'
import { CodedError } from '@tradepost/contract'
import { filePathOf } from '@tradepost/db'
import { makeManualPayments, makeStripePayments, makeTestPayments } from '@tradepost/integrations'
import type { Context } from 'hono'
import type { Settings } from './env.ts'
import { refuse } from './refuse.ts'

/** The payment providers of this shop, and the function that stops them. */
export interface Payments {
  readonly providers: readonly PaymentProvider[]
  readonly stop: () => void
}

/**
 * Creates the providers that the settings select: cards through Stripe, otherwise test cards if enabled, and always
 * invoices.
 */
export const makePayments = async (
  { stripe, testPayments, databaseUrl }: Settings,
  stopping: AbortSignal,
  onEvent: (event: ProviderEvent) => void
): Promise<Payments> => {
  const manual = makeManualPayments()
  if (stripe)
    return { providers: [await makeStripePayments({ ...stripe, now: Date.now, stopping }), manual], stop: () => {} }
  if (!testPayments) return { providers: [manual], stop: () => {} }
  const path = filePathOf(databaseUrl)
  const ledgerPath = path === null ? null : join(dirname(path), 'test-payments.jsonl')
  const test = makeTestPayments({ ledgerPath, now: Date.now, onEvent })
  return { providers: [test, manual], stop: test.stop }
}

/**
 * Receives an event from Stripe: checks the signature over the raw body, stores the event once, and responds at once.
 */
export const serveStripeWebhook = async (c: Context, deps: Deps): Promise<Response> => {
  const stripe = deps.payments.find(({ name }) => name === 'stripe')
  if (!stripe) return refuse(c, 'not_found', null)
  try {
    const event = await stripe.parseWebhook(await c.req.text(), c.req.header('stripe-signature') ?? null)
    await receiveProviderEvent(deps, 'stripe', event)
    return c.json({ received: true })
  } catch (error) {
    if (!(error instanceof CodedError)) throw error
    if (error.code === 'webhook.invalid_signature') return refuse(c, 'webhook.invalid_signature', null)
    if (error.code === 'request.invalid') return refuse(c, 'request.invalid', null)
    return error.code === 'storage.full'
      ? refuse(c, 'storage.full', { retryAfterMs: 5000 })
      : refuse(c, 'busy', { retryAfterMs: 1000 })
  }
}
