import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Order, PlaceOrderInput } from '@tradepost/contract'
import { api, errorOf } from '../api.ts'
import { isUnsettled, useAttemptKey } from '../ui/attempt-key.ts'
import { failureTexts } from './order-status.tsx'
import { type CheckoutForm, fieldAt } from './checkout-form.ts'

/** One try at ordering, without its key. */
export type Attempt = Omit<PlaceOrderInput, 'idempotencyKey'>

const showAtFields = (error: unknown, form: CheckoutForm): void => {
  const known = errorOf(error)
  const at = { shouldFocus: true }
  if (known?.code === 'payment.declined') {
    form.setError('payment.cardNumber', { message: failureTexts[known.details.reason] }, at)
  }
  if (known?.code === 'order.email_required') form.setError('email', { message: 'Enter an e-mail address.' }, at)
  if (known?.code !== 'input.invalid') return
  for (const { path, message } of known.details.issues) {
    const field = fieldAt(path)
    if (field) form.setError(field, { message }, at)
  }
}

/** Places the order and leads to its page; errors that belong to a field are shown there. */
export const usePlaceOrder = (form: CheckoutForm, onPlaced: (order: Order) => void) => {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { keyFor, forgetAfter } = useAttemptKey()
  const placing = useMutation(
    api.orders.place.mutationOptions({
      onSuccess: async ({ order, cart }) => {
        onPlaced(order)
        queries.setQueryData(api.orders.get.queryKey({ id: order.id }), order)
        void queries.invalidateQueries({ queryKey: api.orders.list.pathKey() })
        void queries.invalidateQueries({ queryKey: api.products.pathKey() })
        await navigate({ to: '/orders/$id', params: { id: order.id }, search: { placed: true }, replace: true })
        queries.setQueryData(api.cart.get.queryKey(), cart)
      },
      onError: (error) => {
        forgetAfter(error)
        showAtFields(error, form)
        // The cart on the page may be an old one. An unsettled order's is left alone, for the next try must be the same.
        if (!isUnsettled(error)) void queries.invalidateQueries({ queryKey: api.cart.pathKey() })
      },
    })
  )
  const place = (attempt: Attempt) => placing.mutate({ ...attempt, idempotencyKey: keyFor(attempt) })
  const isPlacing = placing.isPending || placing.isSuccess
  return {
    place,
    isPlacing,
    isOpen: isPlacing || (placing.isError && isUnsettled(placing.error)),
    error: placing.error,
  }
}
