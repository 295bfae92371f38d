import { type AdminCancelOrderInput, type AdminOrder, formatMoney } from '@tradepost/contract'
import { type FormEvent, useState } from 'react'
import { client } from '../../api.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { ActButtons } from './act-buttons.tsx'
import { ActProblem } from './act-problem.tsx'
import { counted } from './order-words.ts'
import { type OrderDesk, useOrderAct } from './use-order-act.ts'

/** Lists what canceling an order frees or refunds: units, codes and money. */
const goesBack = ({ itemCount, discounts, refundable, payments }: AdminOrder): string[] => {
  const codes = discounts.flatMap(({ code }) => code ?? [])
  const held = payments.filter(({ status }) => status === 'authorized')
  return [
    `${counted(itemCount, 'unit')} can be sold again.`,
    ...(codes.length > 0 ? [`${codes.join(', ')} can be used again.`] : []),
    ...(refundable.amount > 0 ? [`${formatMoney(refundable)} is refunded.`] : []),
    ...held.map(({ amount }) => `${formatMoney(amount)} is no longer held on the card.`),
  ]
}

const CancelForm = ({ desk }: { desk: OrderDesk }) => {
  const { order } = desk
  const [reason, setReason] = useState('')
  const [isTold, setIsTold] = useState(false)
  const cancel = useOrderAct<Omit<AdminCancelOrderInput, 'idempotencyKey'>>(desk, {
    call: (input, idempotencyKey) => client.admin.orders.cancel.mutate({ ...input, idempotencyKey }),
    told: ({ number }) => `${number} is canceled.`,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setIsTold(true)
    if (reason.trim() !== '') cancel.act({ id: order.id, reason: reason.trim() })
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <ul className="list-disc pl-5 leading-relaxed text-muted">
        {goesBack(order).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <ActProblem error={cancel.error} />
      <TextField
        label="Reason"
        hint="The customer reads it."
        maxLength={200}
        autoComplete="off"
        value={reason}
        error={isTold && reason.trim() === '' ? 'Say why.' : undefined}
        onChange={({ target }) => setReason(target.value)}
      />
      <ActButtons act="Cancel the order" look="danger" isBusy={cancel.isBusy} onClose={desk.close} />
    </form>
  )
}

/** Cancels an order that has not been shipped. */
export const CancelDialog = ({ desk }: { desk: OrderDesk }) => (
  <Dialog isOpen onClose={desk.close} title={`Cancel ${desk.order.number}?`}>
    <CancelForm desk={desk} />
  </Dialog>
)
