import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { AdminOrder, IdOf } from '@tradepost/contract'
import { api } from '../../api.ts'
import { useAttemptKey } from '../../ui/attempt-key.ts'
import { notify } from '../../ui/notices.ts'
import { isOutdated, overtakenText } from './overtaken.ts'

/** The order and the callbacks that its page passes to its dialogs. */
export interface OrderDesk {
  readonly order: AdminOrder
  readonly close: () => void
  /** Shows at the top of the page what has changed in the meantime. */
  readonly tellOvertaken: (text: string) => void
}

interface OrderActOptions<Input> {
  call: (input: Input, idempotencyKey: string) => Promise<AdminOrder>
  /** Returns the success message, from the order as it is now. */
  told: (after: AdminOrder) => string
}

const useOrderChanged = (id: IdOf<'order'>) => {
  const queries = useQueryClient()
  const lists = [api.admin.orders.list, api.admin.orders.returns.list, api.admin.products, api.products]
  return {
    take: (order: AdminOrder) => {
      queries.setQueryData(api.admin.orders.get.queryKey({ id }), order)
      for (const list of lists) void queries.invalidateQueries({ queryKey: list.pathKey() })
    },
    reload: () => queries.invalidateQueries({ queryKey: api.admin.orders.get.queryKey({ id }) }),
  }
}

/**
 * Returns a function that performs one action on an order. A retry after a lost response does not perform it twice. If
 * the action comes too late, the order is refetched and the page says why nothing was done.
 */
export const useOrderAct = <Input>(desk: OrderDesk, { call, told }: OrderActOptions<Input>) => {
  const attempt = useAttemptKey()
  const changed = useOrderChanged(desk.order.id)
  const acting = useMutation({
    mutationFn: (input: Input) => call(input, attempt.keyFor(input)),
    onSuccess: (after) => {
      attempt.forget()
      changed.take(after)
      notify(told(after))
      desk.close()
    },
    onError: async (error) => {
      attempt.forgetAfter(error)
      const overtaken = overtakenText(error)
      if (overtaken === null && !isOutdated(error)) return
      await changed.reload()
      if (overtaken === null) return
      desk.close()
      desk.tellOvertaken(overtaken)
    },
  })
  return { act: acting.mutate, isBusy: acting.isPending, error: acting.error }
}
