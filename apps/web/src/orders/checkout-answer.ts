import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { CheckoutState, Order } from '@tradepost/contract'
import { api } from '../api.ts'
import { dropDraft } from './checkout-draft.ts'
import { forgetOpenCheckout, noteOpenCheckout } from './open-checkout.ts'

/** Updates the cached queries with an order from the server. */
export const takeOrder = (queries: QueryClient, order: Order): void => {
  queries.setQueryData(api.orders.get.queryKey({ id: order.id }), order)
  void queries.invalidateQueries({ queryKey: api.orders.list.pathKey() })
}

/**
 * Returns the function that handles every checkout response. A placed order is shown. A pending payment continues at
 * its own URL, which survives a reload. After a failed payment the cart is open again, and the page stays.
 */
export const useCheckoutAnswer = () => {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return async (state: CheckoutState): Promise<void> => {
    const { orderId, order, payment, cart } = state
    queries.setQueryData(api.checkout.status.queryKey({ orderId }), state)
    if (order) {
      dropDraft()
      forgetOpenCheckout()
      takeOrder(queries, order)
      void queries.invalidateQueries({ queryKey: api.products.pathKey() })
      await navigate({ to: '/orders/$id', params: { id: order.id }, search: { placed: true }, replace: true })
    } else if (payment.status === 'failed') {
      forgetOpenCheckout()
    } else {
      noteOpenCheckout(orderId)
      await navigate({ to: '/checkout/$orderId', params: { orderId }, replace: true })
    }
    queries.setQueryData(api.cart.get.queryKey(), cart)
  }
}
