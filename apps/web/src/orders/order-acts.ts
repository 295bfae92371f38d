import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Order, RequestReturnInput } from '@tradepost/contract'
import { api, client } from '../api.ts'
import { isUnsettled, useAttemptKey } from '../ui/attempt-key.ts'
import { takeOrder } from './checkout-answer.ts'
import type { OrderId } from './order-id.ts'

interface OrderAct<Input> {
  readonly id: OrderId
  readonly send: (input: Input, idempotencyKey: string) => Promise<Order>
}

interface Callbacks {
  readonly onSuccess: () => void
}

interface Asked<Input> extends Callbacks {
  readonly input: Input
}

// Each act has an idempotency key. If the server refuses an act, the order may have changed, so it is refetched.
const useOrderAct = <Input>({ id, send }: OrderAct<Input>) => {
  const queries = useQueryClient()
  const { keyFor, forget, forgetAfter } = useAttemptKey()
  const acting = useMutation({
    mutationFn: ({ input }: Asked<Input>) => send(input, keyFor(input)),
    // Not the callback of `mutate`: React Query skips it if the component is gone, for example after a live update.
    onSuccess: (order, { onSuccess }) => {
      forget()
      onSuccess()
      takeOrder(queries, order)
    },
    onError: (error) => {
      forgetAfter(error)
      if (!isUnsettled(error)) void queries.invalidateQueries({ queryKey: api.orders.get.queryKey({ id }) })
    },
  })
  const { isPending, error } = acting
  return { act: (input: Input, { onSuccess }: Callbacks) => acting.mutate({ input, onSuccess }), isPending, error }
}

export const useCancelOrder = (id: OrderId) =>
  useOrderAct<null>({ id, send: (_, idempotencyKey) => client.orders.cancel.mutate({ id, idempotencyKey }) })

/** Requests the return of units of an order. */
export const useRequestReturn = (id: OrderId) =>
  useOrderAct<Omit<RequestReturnInput, 'id' | 'idempotencyKey'>>({
    id,
    send: (input, idempotencyKey) => client.orders.requestReturn.mutate({ ...input, id, idempotencyKey }),
  })
