import { ProviderRefused, ProviderUnavailable } from '@tradepost/commerce'
import type { Stripe } from 'stripe'

type StripeError = InstanceType<typeof Stripe.errors.StripeError>

const refusals: readonly string[] = ['StripeInvalidRequestError', 'StripeIdempotencyError', 'StripeCardError']

/** Tells an error of Stripe's SDK by its shape, so that the SDK need not be loaded for it. */
export const isStripeError = (error: unknown): error is StripeError =>
  error instanceof Error && 'type' in error && typeof error.type === 'string' && error.type.startsWith('Stripe')

/** Tells an error that Stripe has kept under the key of the request: the same key only ever brings it back. */
export const isKeptFault = (error: unknown): boolean =>
  isStripeError(error) && (error.statusCode ?? 0) >= 500 && error.headers?.['idempotent-replayed'] === 'true'

/**
 * Turns what the SDK throws into what the port says. Only an answer about this very request is a refusal; whatever may be
 * otherwise the next time is not: no answer, 5xx, 429, a key that is in use (409), and a wrong secret key (401, 403).
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

/** An error of the SDK carries whole answers, client secrets among them, which must not reach a log. */
const withoutSecrets = (error: unknown): unknown => {
  if (!isStripeError(error)) return error
  const { type, code, statusCode, requestId, detail } = error
  // What is wrong with a key may quote the key.
  const message = statusCode === 401 || statusCode === 403 ? 'The secret key was not accepted.' : error.message
  const cause = detail instanceof Error ? { cause: detail } : {}
  return Object.assign(new Error(message, cause), { type, code, statusCode, requestId })
}
