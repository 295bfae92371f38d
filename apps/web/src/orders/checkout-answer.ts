import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { CheckoutState, Order } from '@tradepost/contract'
import { api } from '../api.ts'
import { dropDraft } from './checkout-draft.ts'
import { forgetOpenCheckout, noteOpenCheckout } from './open-checkout.ts'

/** Takes an order as the server has just told it into what was read before. */
export const takeOrder = (queries: QueryClient, order: Order): void => {
  queries.setQueryData(api.orders.get.queryKey({ id: order.id }), order)
  void queries.invalidateQueries({ queryKey: api.orders.list.pathKey() })
}

/**
 * Gives what is done with each answer of the checkout: a placed order is shown; what still waits goes on at an address of
 * its own, which survives a reload. Where the payment came to nothing, the cart is open again, and nobody is led anywhere.
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
