import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Cart, CheckoutOptions, ShippingOption, Totals } from '@tradepost/contract'
import { useState } from 'react'
import { useWatch } from 'react-hook-form'
import { api, client } from '../api.ts'
import type { CheckoutForm } from './checkout-form.ts'

// The answer is about the cart as it was: another cart is another question.
const signatureOf = ({ currency, lines, coupons }: Cart): string =>
  [
    currency,
    ...lines.map(({ variantId, quantity }) => `${variantId}*${quantity}`),
    ...coupons.map(({ code }) => code),
  ].join(' ')

/** How the cart is sent to the country in the form, and what all of it then comes to. */
export interface ShippingChoice {
  readonly countryCode: string
  readonly options: CheckoutOptions | null
  readonly chosen: ShippingOption | null
  readonly choose: (id: ShippingOption['id']) => void
  /** What is paid: with the chosen way, or for the shop’s own country until there is one. */
  readonly totals: Totals
  /** True where it is certain that nothing can be sent there. */
  readonly isUnreachable: boolean
  readonly isLoading: boolean
  readonly error: unknown
  readonly refetch: () => void
}

/** Asks how the cart can be sent to the country in the form; the first way stands until another is chosen. */
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
    // A cart without anything to send needs no way: then the server alone can tell.
    isUnreachable: options !== null && ways.length === 0 && cart.pricing.shipping !== null,
    isLoading: countryCode !== '' && (found.isPending || found.isPlaceholderData),
    error: found.isError && !found.data ? found.error : null,
    refetch: () => void found.refetch(),
  }
}
