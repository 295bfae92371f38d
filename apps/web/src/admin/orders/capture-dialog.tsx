import { type AdminOrder, type CaptureOrderInput, formatMoney, type Money, toDecimal } from '@tradepost/contract'
import { type FormEvent, useState } from 'react'
import { client } from '../../api.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { ActButtons } from './act-buttons.tsx'
import { ActProblem } from './act-problem.tsx'
import { typedAmount } from './typed-amount.ts'
import { type OrderDesk, useOrderAct } from './use-order-act.ts'

const useCapture = (desk: OrderDesk) =>
  useOrderAct<Omit<CaptureOrderInput, 'idempotencyKey'>>(desk, {
    call: (input, idempotencyKey) => client.admin.orders.capture.mutate({ ...input, idempotencyKey }),
    told: ({ paid }) => `Paid so far: ${formatMoney(paid)}.`,
  })

/** Tells whether money is held on a card for an order, to be taken or given free. */
const isHeld = ({ payments }: AdminOrder): boolean => payments.some(({ status }) => status === 'authorized')

/** Names the act: money that is taken, or money that has come by itself. */
export const captureName = (order: AdminOrder): string => (isHeld(order) ? 'Take the payment' : 'Note a payment')

/** Tells whether an amount is noted of an invoice, and so leaves alone what is held on a card. */
const isNoted = ({ payments, capturable, outstanding }: AdminOrder, { amount }: Money): boolean =>
  amount !== capturable.amount - outstanding.amount &&
  payments.some(
    (payment) => payment.provider === 'manual' && payment.status === 'pending' && payment.amount.amount === amount
  )

/** Names taking or noting this amount. */
const actName = (order: AdminOrder, amount: Money): string =>
  `${isHeld(order) && !isNoted(order, amount) ? 'Take' : 'Note'} ${formatMoney(amount)}`

const Meaning = ({ order }: { order: AdminOrder }) => {
  const { capturable, outstanding } = order
  const held = { ...capturable, amount: capturable.amount - outstanding.amount }
  return (
    <p className="leading-relaxed text-muted">
      {held.amount > 0
        ? `${formatMoney(held)} can be taken from the card. What is not taken now is given free. `
        : null}
      {outstanding.amount > 0
        ? `${formatMoney(outstanding)} is to come by bank transfer: note it once it is on the shop’s account.`
        : null}
    </p>
  )
}

const CaptureForm = ({ desk }: { desk: OrderDesk }) => {
  const { order } = desk
  const { id, capturable } = order
  const [text, setText] = useState(toDecimal(capturable))
  const [isTold, setIsTold] = useState(false)
  const capture = useCapture(desk)
  const typed = typedAmount(text, capturable)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setIsTold(true)
    if ('amount' in typed) capture.act({ id, amount: typed.amount })
  }
  const act = 'amount' in typed ? actName(order, typed.amount) : captureName(order)
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <Meaning order={order} />
      <ActProblem error={capture.error} />
      <TextField
        label={`Amount (${capturable.currency})`}
        inputMode="decimal"
        autoComplete="off"
        value={text}
        error={isTold && 'fault' in typed ? typed.fault : undefined}
        onChange={({ target }) => setText(target.value)}
      />
      <ActButtons act={act} isBusy={capture.isBusy} onClose={desk.close} />
    </form>
  )
}

/** Takes what is authorized, or notes that an invoice was paid. */
export const CaptureDialog = ({ desk }: { desk: OrderDesk }) => (
  <Dialog isOpen onClose={desk.close} title={captureName(desk.order)}>
    <CaptureForm desk={desk} />
  </Dialog>
)
