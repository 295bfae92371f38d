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

// An act is done once a key; what is said to be impossible may be so because the order has moved on: it is read anew.
const useOrderAct = <Input>({ id, send }: OrderAct<Input>) => {
  const queries = useQueryClient()
  const { keyFor, forget, forgetAfter } = useAttemptKey()
  const acting = useMutation({
    mutationFn: ({ input }: Asked<Input>) => send(input, keyFor(input)),
    // Not the callback of `mutate`, which is for nobody once what asked is gone, as when the order's change is told first.
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

/** Gives the act that cancels an order. */
export const useCancelOrder = (id: OrderId) =>
  useOrderAct<null>({ id, send: (_, idempotencyKey) => client.orders.cancel.mutate({ id, idempotencyKey }) })

/** Gives the act that asks to send units of an order back. */
export const useRequestReturn = (id: OrderId) =>
  useOrderAct<Omit<RequestReturnInput, 'id' | 'idempotencyKey'>>({
    id,
    send: (input, idempotencyKey) => client.orders.requestReturn.mutate({ ...input, id, idempotencyKey }),
  })
