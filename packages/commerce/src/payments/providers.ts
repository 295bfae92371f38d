import type { PaymentMethod } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Deps } from '../deps.ts'
import type { ShopRow } from '../shop/read-shop.ts'
import { paymentMethodsOf } from '../shop/read-shop.ts'
import type { PaymentProvider } from './payment-provider.ts'
import { ProviderUnavailable } from './payment-provider.ts'

const RETRY_AFTER_MS = 2000

/** Gives the provider of a stored payment; throws where the shop no longer has it. */
export const providerOf = (deps: Pick<Deps, 'payments'>, name: PaymentProvider['name']): PaymentProvider => {
  const provider = deps.payments.find((one) => one.name === name)
  if (!provider) throw new Error(`A payment needs the provider “${name}”, which is not set up.`)
  return provider
}

/** Gives the provider of a way of paying; throws `payment.method_unavailable` where the shop does not take it. */
export const providerFor = (deps: Pick<Deps, 'payments'>, shop: ShopRow, method: PaymentMethod): PaymentProvider => {
  const methods = paymentMethodsOf(deps, shop)
  const provider = methods.includes(method) ? deps.payments.find((one) => one.method === method) : undefined
  if (!provider) throw fail('payment.method_unavailable', { methods })
  return provider
}

/** Turns a provider's silence into `payment.provider_unavailable`; whatever else is thrown goes on as it is. */
export const orUnavailable = async <T>(answer: Promise<T>): Promise<T> => {
  try {
    return await answer
  } catch (error) {
    if (!(error instanceof ProviderUnavailable)) throw error
    throw fail('payment.provider_unavailable', { retryAfterMs: RETRY_AFTER_MS })
  }
}
