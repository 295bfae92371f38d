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

/** Returns true if an authorized card payment of the order can be captured or voided. */
const isHeld = ({ payments }: AdminOrder): boolean => payments.some(({ status }) => status === 'authorized')

/** Labels the action: capturing an authorized payment, or recording one that arrived by bank transfer. */
export const captureName = (order: AdminOrder): string => (isHeld(order) ? 'Take the payment' : 'Note a payment')

/** Returns true if an amount records the payment of an invoice, which leaves the card authorization untouched. */
const isNoted = ({ payments, capturable, outstanding }: AdminOrder, { amount }: Money): boolean =>
  amount !== capturable.amount - outstanding.amount &&
  payments.some(
    (payment) => payment.provider === 'manual' && payment.status === 'pending' && payment.amount.amount === amount
  )

/** Labels the capture or the recording of this amount. */
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

/** Captures an authorized payment, or records that an invoice was paid. */
export const CaptureDialog = ({ desk }: { desk: OrderDesk }) => (
  <Dialog isOpen onClose={desk.close} title={captureName(desk.order)}>
    <CaptureForm desk={desk} />
  </Dialog>
)
