import type { NewPayment, PaymentAct, PaymentProvider, ProviderPayment, ProviderRefund } from '@tradepost/commerce'
import { ProviderRefused, ProviderUnavailable } from '@tradepost/commerce'
import type { Stripe } from 'stripe'
import { answeredBy, gracePeriod } from '../grace-period.ts'
import { makeCircuitBreaker } from './circuit-breaker.ts'
import { isKeptFault, isStripeError, toProviderError } from './stripe-errors.ts'
import { chargeOf, checkAmount, intentToPayment, toRefund } from './stripe-intents.ts'
import { readWebhook } from './stripe-webhooks.ts'

/** The Stripe account, and the time limits of requests to it. */
export interface StripeSettings {
  readonly secretKey: string
  /** The secret that Stripe signs webhooks with. */
  readonly webhookSecret: string
  /** The URL of a server that replaces Stripe's own. */
  readonly apiBase?: string | undefined
  /** The time limit of each act, including all of its requests and retries. */
  readonly timeoutMs?: number
  readonly now: () => number
  /** Aborted when the process is about to stop. 3 s later, pending acts end as unanswered. */
  readonly stopping?: AbortSignal
}

const TIMEOUT_MS = 5000
const TURNS = 3
// Stripe rejects an idempotency key with changed parameters, so these must stay the same across updates of the shop.
const expand = ['latest_charge']
const expandAll = ['latest_charge', 'latest_charge.refunds']

/** Creates the provider for card payments by Stripe. The browser sends the card to Stripe; the shop never sees it. */
export const makeStripePayments = async (settings: StripeSettings): Promise<PaymentProvider> => {
  const { secretKey, webhookSecret, timeoutMs = TIMEOUT_MS, now, stopping = new AbortController().signal } = settings
  const stripe = await connect(settings, timeoutMs)
  const breaker = makeCircuitBreaker({ now })
  // The SDK's own timeout only limits silence on the socket, and restarts with each retry.
  const limits = { limitMs: timeoutMs, signal: gracePeriod(stopping) }
  const late = (): Error => new ProviderUnavailable(`Stripe has not answered within ${timeoutMs} ms.`)
  const act = <T>(ask: () => Promise<T>): Promise<T> => breaker(() => answered(answeredBy(ask, limits, late)))
  const reading = { secret: webhookSecret, isLive: /^[a-z]+_live_/.test(secretKey), now }
  return {
    name: 'stripe',
    method: 'card',
    needsBrowser: true,
    create: async (payment) => {
      checkAmount(payment.amount, payment.currency)
      return act(() => create(stripe, payment))
    },
    // An intent takes no money before the buyer enters a card, so creating it again only returns its state.
    recover: (payment) => act(() => create(stripe, payment)),
    find: (reference) => act(() => find(stripe, reference)),
    capture: (asked) => act(() => capture(stripe, asked)),
    refund: (asked) => act(() => refund(stripe, asked)),
    void: (asked) => act(() => cancel(stripe, asked)),
    parseWebhook: (rawBody, signature) => readWebhook(stripe.webhooks, { rawBody, signature }, reading),
  }
}

/** Loads the SDK on demand: it takes 20 MB of memory and 0.2 s, which a shop without Stripe saves. */
const connect = async ({ secretKey, apiBase }: StripeSettings, timeout: number): Promise<Stripe> => {
  const { Stripe } = await import('stripe')
  // The SDK retries once automatically if the connection was reset. Further retries are up to the caller.
  const config = { maxNetworkRetries: 0, timeout, telemetry: false }
  if (apiBase === undefined) return new Stripe(secretKey, config)
  const { protocol, hostname, port } = new URL(apiBase)
  const isSecure = protocol === 'https:'
  const address = { host: hostname, port: port || (isSecure ? 443 : 80) }
  return new Stripe(secretKey, { ...config, ...address, protocol: isSecure ? 'https' : 'http' })
}

const answered = async <T>(answer: Promise<T>): Promise<T> => {
  try {
    return await answer
  } catch (error) {
    throw toProviderError(error)
  }
}

/**
 * Sends a request under an idempotency key, so that the act happens only once. Stripe also stores its own errors (5xx)
 * and returns them again for a day. A request that is known to have failed is therefore sent again under the next key,
 * which is the same for every caller that retries.
 */
const underKey = async <T>(idempotencyKey: string, ask: (options: Stripe.RequestOptions) => Promise<T>): Promise<T> => {
  for (let turn = 1; turn < TURNS; turn += 1) {
    try {
      return await ask({ idempotencyKey: turn === 1 ? idempotencyKey : `${idempotencyKey}:${turn}` })
    } catch (error) {
      if (!isKeptFault(error)) throw error
    }
  }
  return ask({ idempotencyKey: `${idempotencyKey}:${TURNS}` })
}

const create = async (stripe: Stripe, payment: NewPayment): Promise<ProviderPayment> => {
  const { amount, currency, capture, orderId, orderNumber } = payment
  const params: Stripe.PaymentIntentCreateParams = {
    amount,
    currency: currency.toLowerCase(),
    capture_method: capture,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    metadata: { order_id: orderId, order_number: orderNumber },
    expand,
  }
  // Two intents do no harm: only one reaches the buyer, and neither takes money before the buyer enters a card.
  return readFresh(
    stripe,
    await underKey(payment.idempotencyKey, (options) => stripe.paymentIntents.create(params, options))
  )
}

/** Converts an intent with all of its refunds, loading more if needed: an expanded charge lists at most ten. */
const read = async (stripe: Stripe, intent: Stripe.PaymentIntent): Promise<ProviderPayment> => {
  const charge = chargeOf(intent)
  if (!charge || charge.amount_captured === 0) return intentToPayment(intent, [])
  if (charge.refunds && !charge.refunds.has_more) return intentToPayment(intent, charge.refunds.data)
  const refunds: Stripe.Refund[] = []
  for await (const refund of stripe.refunds.list({ payment_intent: intent.id, limit: 100 })) refunds.push(refund)
  return intentToPayment(intent, refunds)
}

/** Converts an intent that has just been created, captured or canceled, loading refunds only if Stripe reports any. */
const readFresh = (stripe: Stripe, intent: Stripe.PaymentIntent): Promise<ProviderPayment> | ProviderPayment =>
  chargeOf(intent)?.amount_refunded ? read(stripe, intent) : intentToPayment(intent, [])

const find = async (stripe: Stripe, reference: string): Promise<ProviderPayment | null> => {
  try {
    return await read(stripe, await stripe.paymentIntents.retrieve(reference, { expand: expandAll }))
  } catch (error) {
    if (isStripeError(error) && error.code === 'resource_missing') return null
    throw error
  }
}

type AmountAct = PaymentAct & { readonly amount: number }

const capture = async (stripe: Stripe, { idempotencyKey, reference, amount }: AmountAct): Promise<ProviderPayment> => {
  const params = { amount_to_capture: amount, expand }
  try {
    return await readFresh(
      stripe,
      await underKey(idempotencyKey, (options) => stripe.paymentIntents.capture(reference, params, options))
    )
  } catch (error) {
    return doneAlready(stripe, reference, {
      error,
      isDone: ({ status, capturedAmount }) => status === 'captured' && capturedAmount === amount,
    })
  }
}

const cancel = async (stripe: Stripe, { idempotencyKey, reference }: PaymentAct): Promise<ProviderPayment> => {
  try {
    return await readFresh(
      stripe,
      await underKey(idempotencyKey, (options) => stripe.paymentIntents.cancel(reference, { expand }, options))
    )
  } catch (error) {
    return doneAlready(stripe, reference, { error, isDone: ({ status }) => status === 'voided' })
  }
}

/** Returns the payment if a refused act was already done, in Stripe's dashboard or by a request with a lost answer. */
const doneAlready = async (
  stripe: Stripe,
  reference: string,
  { error, isDone }: { error: unknown; isDone: (payment: ProviderPayment) => boolean }
): Promise<ProviderPayment> => {
  const refusal = toProviderError(error)
  const payment = refusal instanceof ProviderRefused ? await find(stripe, reference) : null
  if (payment && isDone(payment)) return payment
  throw refusal
}

const refund = async (stripe: Stripe, asked: AmountAct): Promise<ProviderRefund> => {
  const { idempotencyKey, reference, amount } = asked
  const params = { payment_intent: reference, amount, metadata: { idempotency_key: idempotencyKey } }
  // Stripe forgets idempotency keys after a day, and a refund may be retried later than that.
  const made = await underKey(
    idempotencyKey,
    async (options) => (await findRefund(stripe, asked)) ?? (await stripe.refunds.create(params, options))
  )
  if (made.amount !== amount) throw new ProviderRefused('The key was used for a refund of another amount.')
  return toRefund(made)
}

const findRefund = async (stripe: Stripe, { reference, idempotencyKey }: PaymentAct): Promise<Stripe.Refund | null> => {
  for await (const refund of stripe.refunds.list({ payment_intent: reference, limit: 100 })) {
    if (refund.metadata?.['idempotency_key'] === idempotencyKey) return refund
  }
  return null
}
