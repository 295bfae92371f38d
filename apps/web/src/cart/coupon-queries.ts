import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Cart, Currency } from '@tradepost/contract'
import { api, client, errorOf } from '../api.ts'
import { noteOpenCheckout } from '../orders/open-checkout.ts'
import { cartChangeKey, cartScope } from './cart-queries.ts'

// Only the server knows the effect of a code or of another currency, so these changes are not optimistic.
const useAnsweredChange = <Input>(send: (input: Input) => Promise<Cart>) => {
  const queries = useQueryClient()
  return useMutation({
    mutationKey: cartChangeKey,
    scope: cartScope,
    mutationFn: send,
    onMutate: () => queries.cancelQueries({ queryKey: api.cart.get.queryKey() }),
    onSuccess: (cart) => {
      if (queries.isMutating({ mutationKey: cartChangeKey }) === 1) {
        queries.setQueryData(api.cart.get.queryKey(), cart)
      }
    },
    onError: (error) => {
      const known = errorOf(error)
      if (known?.code === 'checkout.in_progress') noteOpenCheckout(known.details.orderId)
      void queries.invalidateQueries({ queryKey: api.cart.get.queryKey() })
    },
  })
}

/** Returns a mutation that applies a code. */
export const useApplyCoupon = () => useAnsweredChange((code: string) => client.cart.applyCoupon.mutate({ code }))

/** Returns a mutation that removes a code. */
export const useRemoveCoupon = () => useAnsweredChange((code: string) => client.cart.removeCoupon.mutate({ code }))

/** Returns a mutation that sets the currency. */
export const useSetCurrency = () =>
  useAnsweredChange((currency: Currency) => client.cart.setCurrency.mutate({ currency }))
