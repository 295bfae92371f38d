import type { IdOf } from '@tradepost/contract'
import { client } from '../../api.ts'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { type OrderDesk, useOrderAct } from './use-order-act.ts'

/** Records that an order has arrived and nothing is left to do. */
export const CompleteDialog = ({ desk }: { desk: OrderDesk }) => {
  const complete = useOrderAct<{ id: IdOf<'order'> }>(desk, {
    call: (input, idempotencyKey) => client.admin.orders.complete.mutate({ ...input, idempotencyKey }),
    told: ({ number }) => `${number} is completed.`,
  })
  return (
    <ConfirmDialog
      isOpen
      onClose={desk.close}
      title={`Complete ${desk.order.number}?`}
      act="Complete"
      onConfirm={() => complete.act({ id: desk.order.id })}
      isBusy={complete.isBusy}
      error={complete.error}
    >
      It has arrived, and nothing is left to do. It can still be sent back and refunded.
    </ConfirmDialog>
  )
}
