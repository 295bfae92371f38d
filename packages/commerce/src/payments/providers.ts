import type { PaymentMethod } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Deps } from '../deps.ts'
import type { ShopRow } from '../shop/read-shop.ts'
import { paymentMethodsOf } from '../shop/read-shop.ts'
import type { PaymentProvider } from './payment-provider.ts'
import { ProviderUnavailable } from './payment-provider.ts'

const RETRY_AFTER_MS = 2000

/** Returns the provider of a stored payment; throws if it is no longer set up. */
export const providerOf = (deps: Pick<Deps, 'payments'>, name: PaymentProvider['name']): PaymentProvider => {
  const provider = deps.payments.find((one) => one.name === name)
  if (!provider) throw new Error(`A payment needs the provider “${name}”, which is not set up.`)
  return provider
}

/** Returns the provider of a payment method; throws `payment.method_unavailable` if the shop does not offer it. */
export const providerFor = (deps: Pick<Deps, 'payments'>, shop: ShopRow, method: PaymentMethod): PaymentProvider => {
  const methods = paymentMethodsOf(deps, shop)
  const provider = methods.includes(method) ? deps.payments.find((one) => one.method === method) : undefined
  if (!provider) throw fail('payment.method_unavailable', { methods })
  return provider
}

/** Turns `ProviderUnavailable` into `payment.provider_unavailable`, and rethrows any other error. */
export const orUnavailable = async <T>(answer: Promise<T>): Promise<T> => {
  try {
    return await answer
  } catch (error) {
    if (!(error instanceof ProviderUnavailable)) throw error
    throw fail('payment.provider_unavailable', { retryAfterMs: RETRY_AFTER_MS })
  }
}
