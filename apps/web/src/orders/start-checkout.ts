import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Address, CheckoutState, StartCheckoutInput } from '@tradepost/contract'
import { api, errorOf } from '../api.ts'
import { isUnsettled, useAttemptKey } from '../ui/attempt-key.ts'
import { useCheckoutAnswer } from './checkout-answer.ts'
import { type CheckoutForm, fieldAt } from './checkout-form.ts'
import { noteOpenCheckout } from './open-checkout.ts'
import { failureTexts } from './order-status.tsx'

/** One checkout attempt, without its idempotency key. */
export type Attempt = Omit<StartCheckoutInput, 'idempotencyKey'>

const atField = { shouldFocus: true }

const showAtFields = (error: unknown, form: CheckoutForm): void => {
  const known = errorOf(error)
  if (known?.code === 'order.email_required') form.setError('email', { message: 'Enter an e-mail address.' }, atField)
  if (known?.code !== 'input.invalid') return
  for (const { path, message } of known.details.issues) {
    const field = fieldAt(path)
    if (field) form.setError(field, { message }, atField)
  }
}

const showFailure = ({ payment }: CheckoutState, form: CheckoutForm): void => {
  if (payment.method !== 'test_card') return
  form.setError('payment.cardNumber', { message: failureTexts[payment.failure ?? 'card_declined'] }, atField)
}

/** Starts the order and its payment, then navigates on. Errors that belong to a field are shown there. */
export const useStartCheckout = (form: CheckoutForm, onBegun: (deliveredTo: Address) => void) => {
  const queries = useQueryClient()
  const { keyFor, forget, forgetAfter } = useAttemptKey()
  const answer = useCheckoutAnswer()
  const starting = useMutation(
    api.checkout.start.mutationOptions({
      onSuccess: async (state, attempt) => {
        if (state.payment.status === 'failed') {
          // A failed order is final; the next attempt is a new order.
          forget()
          showFailure(state, form)
        } else onBegun({ ...attempt.shippingAddress, line2: attempt.shippingAddress.line2 ?? null })
        await answer(state)
      },
      onError: (error) => {
        forgetAfter(error)
        showAtFields(error, form)
        const known = errorOf(error)
        if (known?.code === 'checkout.in_progress') noteOpenCheckout(known.details.orderId)
        // The page may be outdated. After an unsettled attempt nothing is refetched: the next one must be identical.
        if (isUnsettled(error)) return
        void queries.invalidateQueries({ queryKey: api.cart.pathKey() })
        void queries.invalidateQueries({ queryKey: api.checkout.options.pathKey() })
      },
    })
  )
  const failure = starting.data?.payment.status === 'failed' ? starting.data : null
  const isBusy = starting.isPending || (starting.isSuccess && failure === null)
  return {
    start: (attempt: Attempt) => starting.mutate({ ...attempt, idempotencyKey: keyFor(attempt) }),
    isBusy,
    /** True while the sent attempt may still become an order, so that the page must not change. */
    isOpen: isBusy || (starting.isError && isUnsettled(starting.error)),
    error: starting.error,
    failure,
    /** The total that the last attempt was sent with. */
    refusedTotal: starting.variables?.expectedTotal ?? null,
  }
}
