import type { ProviderEvent } from '@tradepost/commerce'
import { fail } from '@tradepost/contract'
import type { Stripe } from 'stripe'

const TOLERANCE_SECONDS = 300

interface WebhookReading {
  readonly secret: string
  /** Whether the shop's secret key is a live key, which moves money. */
  readonly isLive: boolean
  readonly now: () => number
}

/**
 * Verifies and reads an event from the raw body of its request. The signature must be made with `secret` and at most
 * 300 s old or ahead. A signed event of the other mode, of a connected account or of an unknown type is returned
 * without a payment reference instead of being rejected, because Stripe resends rejected events for days. Throws
 * `webhook.invalid_signature`, or `request.invalid` if the body is not an event.
 */
export const readWebhook = async (
  webhooks: Stripe['webhooks'],
  request: { rawBody: string; signature: string | null },
  { secret, isLive, now }: WebhookReading
): Promise<ProviderEvent> => {
  const event = await verified(webhooks, request, { secret, isLive, now })
  const isOurs = event.livemode === isLive && !event.account
  return { id: event.id, type: event.type, reference: isOurs ? referenceOf(event) : null }
}

const verified = async (
  webhooks: Stripe['webhooks'],
  { rawBody, signature }: { rawBody: string; signature: string | null },
  { secret, now }: WebhookReading
): Promise<Stripe.Event> => {
  // The SDK only rejects old signatures: one dated far in the future would stay valid until that date.
  if (signature === null || signedAheadSeconds(signature, now()) > TOLERANCE_SECONDS) {
    throw fail('webhook.invalid_signature')
  }
  const event = await webhooks
    .constructEventAsync(rawBody, signature, secret, TOLERANCE_SECONDS, undefined, now())
    .catch(() => {
      throw fail('webhook.invalid_signature')
    })
  if (!isEvent(event)) throw fail('request.invalid')
  return event
}

/** Returns whether a value has the shape of an event. A signature does not prove it: the SDK accepts any JSON. */
const isEvent = (value: unknown): value is Stripe.Event => {
  if (typeof value !== 'object' || value === null || !('id' in value && 'type' in value && 'data' in value))
    return false
  const { id, type, data } = value
  if (!isName(id) || !isName(type) || typeof data !== 'object' || data === null || !('object' in data)) return false
  return typeof data.object === 'object' && data.object !== null
}

const isName = (value: unknown): value is string => typeof value === 'string' && /^[\x21-\x7e]{1,255}$/.test(value)

/** Returns how far in the future the signature is, or infinity if the header does not contain exactly one time. */
const signedAheadSeconds = (signature: string, nowMs: number): number => {
  const times = signature.split(',').filter((item) => item.startsWith('t='))
  const [, seconds] = /^t=(\d{1,12})$/.exec(times.join()) ?? []
  return seconds === undefined ? Number.POSITIVE_INFINITY : Number(seconds) - nowMs / 1000
}

/** Returns the ID of the payment. Events of refunds and disputes (`refund.…`, `charge.…`) name it like charges do. */
const referenceOf = ({ type, data }: Stripe.Event): string | null => {
  const about: object = data.object
  if (type.startsWith('payment_intent.')) return idOf(about)
  const namesPayment = type.startsWith('charge.') || type.startsWith('refund.')
  return namesPayment && 'payment_intent' in about ? idOf(about.payment_intent) : null
}

/** Returns an ID, given the ID itself or the expanded object. */
const idOf = (value: unknown): string | null => {
  if (typeof value === 'string') return isName(value) ? value : null
  return typeof value === 'object' && value !== null && 'id' in value ? idOf(value.id) : null
}
