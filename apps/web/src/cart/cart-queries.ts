import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Cart, CartLine, Shop } from '@tradepost/contract'
import { api, client, errorOf, messageOf } from '../api.ts'
import { noteOpenCheckout } from '../orders/open-checkout.ts'
import { notify } from '../ui/notices.ts'
import { type Addition, foreseeAddition, foreseeQuantity } from './foreseen-cart.ts'

const cartKey = api.cart.get.queryKey()
const shopKey = api.shop.get.queryKey()

/** The mutation key of all changes of the cart. */
export const cartChangeKey = ['cart-change']

/** The mutation scope that runs changes of the cart one after another. */
export const cartScope = { id: 'cart' }

export const useCart = () => useQuery(api.cart.get.queryOptions())

interface CartChange<Input> {
  send: (input: Input) => Promise<Cart>
  foresee: (cart: Cart, input: Input, shop: Shop | undefined) => Cart
}

const problemText = (error: unknown): string => {
  const known = errorOf(error)
  if (known?.code !== 'cart.insufficient_stock') return messageOf(error)
  const { available } = known.details
  return available === 0 ? 'Sorry, that has just sold out.' : `There are only ${available} of that.`
}

// Changes are sent one after another and shown at once. Only the response to the last one is applied, because earlier
// responses lack the later changes.
const useCartChange = <Input>({ send, foresee }: CartChange<Input>) => {
  const queries = useQueryClient()
  const isLast = () => queries.isMutating({ mutationKey: cartChangeKey }) === 1
  return useMutation({
    mutationKey: cartChangeKey,
    scope: cartScope,
    mutationFn: send,
    onMutate: async (input: Input) => {
      await queries.cancelQueries({ queryKey: cartKey })
      const before = queries.getQueryData(cartKey)
      const shop = queries.getQueryData(shopKey)
      if (before) queries.setQueryData(cartKey, foresee(before, input, shop))
      return { before }
    },
    onSuccess: (cart) => {
      if (isLast()) queries.setQueryData(cartKey, cart)
    },
    onError: (error, _input, context) => {
      const known = errorOf(error)
      if (known?.code === 'checkout.in_progress') noteOpenCheckout(known.details.orderId)
      notify(problemText(error), 'problem')
      if (!isLast()) return
      if (context?.before) queries.setQueryData(cartKey, context.before)
      void queries.invalidateQueries({ queryKey: cartKey })
    },
  })
}

/** Returns a function that adds a variant to the cart. */
export const useAddToCart = () =>
  useCartChange<Addition>({
    send: ({ variant, quantity }) => client.cart.addItem.mutate({ variantId: variant.id, quantity }),
    foresee: foreseeAddition,
  }).mutate

/** Returns a function that sets the quantity of a line. */
export const useSetQuantity = () =>
  useCartChange<{ lineId: CartLine['id']; quantity: number }>({
    send: (input) => client.cart.setQuantity.mutate(input),
    foresee: foreseeQuantity,
  }).mutate

/** Returns a function that removes a line from the cart. */
export const useRemoveLine = () =>
  useCartChange<{ lineId: CartLine['id'] }>({
    send: (input) => client.cart.removeItem.mutate(input),
    foresee: (cart, { lineId }) => foreseeQuantity(cart, { lineId, quantity: 0 }),
  }).mutate
