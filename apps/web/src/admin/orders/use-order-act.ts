import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { AdminOrder, IdOf } from '@tradepost/contract'
import { api } from '../../api.ts'
import { useAttemptKey } from '../../ui/attempt-key.ts'
import { notify } from '../../ui/notices.ts'
import { isOutdated, overtakenText } from './overtaken.ts'

/** The page of an order, as its dialogs see it. */
export interface OrderDesk {
  readonly order: AdminOrder
  readonly close: () => void
  /** Says at the top of the page what has happened meanwhile. */
  readonly tellOvertaken: (text: string) => void
}

interface OrderActOptions<Input> {
  call: (input: Input, idempotencyKey: string) => Promise<AdminOrder>
  /** Says what is done, from the order as it is now. */
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
 * Gives one act on an order. It goes out once, also where its answer is lost and it is asked for again; where it comes too
 * late, the order is read anew and the page says why nothing was done.
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
