import { formatMoney, type Order } from '@tradepost/contract'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { notify } from '../ui/notices.ts'
import { useCancelOrder } from './order-acts.ts'

const moneyText = ({ paid, refunded, paymentStatus }: Order): string => {
  if (paymentStatus === 'authorized') return 'The money that is reserved on your card is released.'
  const left = paid.amount - refunded.amount
  return left > 0
    ? `You get ${formatMoney({ ...paid, amount: left })} back the way it was paid.`
    : 'Nothing is charged.'
}

/** Cancels an order that has not been shipped, after asking for confirmation. */
export const CancelOrder = ({ order }: { order: Order }) => {
  const [isAsking, setIsAsking] = useState(false)
  const cancel = useCancelOrder(order.id)
  const close = () => setIsAsking(false)
  const confirm = () =>
    cancel.act(null, {
      onSuccess: () => {
        close()
        notify('The order is canceled.')
      },
    })
  return (
    <>
      <Button look="secondary" aria-haspopup="dialog" onClick={() => setIsAsking(true)}>
        Cancel order
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={close}
        title="Cancel this order?"
        act="Cancel order"
        decline="Keep order"
        onConfirm={confirm}
        isBusy={cancel.isPending}
        error={cancel.error}
        isDanger
      >
        {moneyText(order)} This cannot be undone.
      </ConfirmDialog>
    </>
  )
}
