import { ProviderRefused, ProviderUnavailable } from '@tradepost/commerce'
import type { Stripe } from 'stripe'

type StripeError = InstanceType<typeof Stripe.errors.StripeError>

const refusals: readonly string[] = ['StripeInvalidRequestError', 'StripeIdempotencyError', 'StripeCardError']

/** Returns whether an error comes from Stripe's SDK. Checks its shape, so that the SDK need not be loaded. */
export const isStripeError = (error: unknown): error is StripeError =>
  error instanceof Error && 'type' in error && typeof error.type === 'string' && error.type.startsWith('Stripe')

/** Returns whether Stripe stored an error under the request's idempotency key: the same key always returns it again. */
export const isKeptFault = (error: unknown): boolean =>
  isStripeError(error) && (error.statusCode ?? 0) >= 500 && error.headers?.['idempotent-replayed'] === 'true'

/**
 * Converts an error of the SDK to a provider error. Only an answer about this specific request is a refusal. Errors
 * that may disappear on a retry are not: no answer, 5xx, 429, an idempotency key in use (409), a wrong secret key (401,
 * 403).
 */
export const toProviderError = (error: unknown): Error => {
  if (error instanceof ProviderRefused || error instanceof ProviderUnavailable) return error
  if (isStripeError(error) && refusals.includes(error.type)) {
    return new ProviderRefused(`Stripe refuses: ${error.code ?? error.type}. ${error.message}`, {
      cause: withoutSecrets(error),
    })
  }
  return new ProviderUnavailable('Stripe has not answered, or with a fault.', { cause: withoutSecrets(error) })
}

/** Removes response bodies from SDK errors: they include client secrets, which must not be logged. */
const withoutSecrets = (error: unknown): unknown => {
  if (!isStripeError(error)) return error
  const { type, code, statusCode, requestId, detail } = error
  // A message about an invalid key may quote the key.
  const message = statusCode === 401 || statusCode === 403 ? 'The secret key was not accepted.' : error.message
  const cause = detail instanceof Error ? { cause: detail } : {}
  return Object.assign(new Error(message, cause), { type, code, statusCode, requestId })
}
