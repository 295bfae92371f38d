import type { ProviderEvent } from '@tradepost/commerce'
import { fail } from '@tradepost/contract'
import type { Stripe } from 'stripe'

const TOLERANCE_SECONDS = 300

interface WebhookReading {
  readonly secret: string
  /** Tells whether the shop's own key is one that moves money. */
  readonly isLive: boolean
  readonly now: () => number
}

/**
 * Reads an event out of the raw bytes of its request, signed with `secret` no longer than 300 s ago or ahead. What is signed
 * but of the other mode, of a connected account or of no known kind is an event about no payment, not a fault: Stripe
 * would send a refused event again for days.
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
  // The SDK looks at age alone: a signature from the future would be good for ever after.
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

/** Tells an event from other JSON, which a signature alone does not: the SDK takes whatever it can parse. */
const isEvent = (value: unknown): value is Stripe.Event => {
  if (typeof value !== 'object' || value === null || !('id' in value && 'type' in value && 'data' in value))
    return false
  const { id, type, data } = value
  if (!isName(id) || !isName(type) || typeof data !== 'object' || data === null || !('object' in data)) return false
  return typeof data.object === 'object' && data.object !== null
}

const isName = (value: unknown): value is string => typeof value === 'string' && /^[\x21-\x7e]{1,255}$/.test(value)

/** Infinite where the header does not name one time. */
const signedAheadSeconds = (signature: string, nowMs: number): number => {
  const times = signature.split(',').filter((item) => item.startsWith('t='))
  const [, seconds] = /^t=(\d{1,12})$/.exec(times.join()) ?? []
  return seconds === undefined ? Number.POSITIVE_INFINITY : Number(seconds) - nowMs / 1000
}

/** Refunds and disputes come as `refund.…` and `charge.…`, and name the payment as charges do. */
const referenceOf = ({ type, data }: Stripe.Event): string | null => {
  const about: object = data.object
  if (type.startsWith('payment_intent.')) return idOf(about)
  const namesPayment = type.startsWith('charge.') || type.startsWith('refund.')
  return namesPayment && 'payment_intent' in about ? idOf(about.payment_intent) : null
}

/** Reads an id, or that of an object in its place. */
const idOf = (value: unknown): string | null => {
  if (typeof value === 'string') return isName(value) ? value : null
  return typeof value === 'object' && value !== null && 'id' in value ? idOf(value.id) : null
}
