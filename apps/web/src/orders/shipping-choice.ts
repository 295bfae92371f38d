import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Cart, CheckoutOptions, ShippingOption, Totals } from '@tradepost/contract'
import { useState } from 'react'
import { useWatch } from 'react-hook-form'
import { api, client } from '../api.ts'
import type { CheckoutForm } from './checkout-form.ts'

// Identifies the cart that a response is about: another cart needs another request.
const signatureOf = ({ currency, lines, coupons }: Cart): string =>
  [
    currency,
    ...lines.map(({ variantId, quantity }) => `${variantId}*${quantity}`),
    ...coupons.map(({ code }) => code),
  ].join(' ')

/** How the cart is shipped to the country in the form, and the resulting totals. */
export interface ShippingChoice {
  readonly countryCode: string
  readonly options: CheckoutOptions | null
  readonly chosen: ShippingOption | null
  readonly choose: (id: ShippingOption['id']) => void
  /** The totals with the chosen method, or for the shop's own country until a method is chosen. */
  readonly totals: Totals
  /** True if it is certain that the cart cannot be shipped there. */
  readonly isUnreachable: boolean
  readonly isLoading: boolean
  readonly error: unknown
  readonly refetch: () => void
}

/** Reads how the cart can be shipped to the country in the form. The first method applies until another is chosen. */
export const useShippingChoice = (
  form: CheckoutForm,
  cart: Cart,
  before: ShippingOption['id'] | null
): ShippingChoice => {
  const countryCode = useWatch({ control: form.control, name: 'shippingAddress.countryCode' })
  const [id, setId] = useState(before)
  const found = useQuery({
    queryKey: [...api.checkout.options.queryKey({ countryCode }), signatureOf(cart)],
    queryFn: ({ signal }) => client.checkout.options.query({ countryCode }, { signal }),
    enabled: countryCode !== '',
    placeholderData: keepPreviousData,
  })
  const options = countryCode === '' ? null : (found.data ?? null)
  const ways = options?.shippingOptions ?? []
  const chosen = ways.find((way) => way.id === id) ?? ways[0] ?? null
  return {
    countryCode,
    options,
    chosen,
    choose: setId,
    totals: chosen?.totals ?? cart.totals,
    // A cart with nothing to ship needs no method; then only the server knows.
    isUnreachable: options !== null && ways.length === 0 && cart.pricing.shipping !== null,
    isLoading: countryCode !== '' && (found.isPending || found.isPlaceholderData),
    error: found.isError && !found.data ? found.error : null,
    refetch: () => void found.refetch(),
  }
}
