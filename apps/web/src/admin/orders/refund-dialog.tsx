import {
  formatMoney,
  type Money,
  refundableShipping,
  refundAmount,
  type RefundOrderInput,
  unrefundedUnits,
} from '@tradepost/contract'
import { type FormEvent, useState } from 'react'
import { client } from '../../api.ts'
import { CheckField } from '../../ui/check-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { ActButtons } from './act-buttons.tsx'
import { ActProblem } from './act-problem.tsx'
import { typedAmount } from './typed-amount.ts'
import { UnitsField, useUnits } from './units-field.tsx'
import { type OrderDesk, useOrderAct } from './use-order-act.ts'

type Input = Omit<RefundOrderInput, 'idempotencyKey'>

const useRefund = (desk: OrderDesk) =>
  useOrderAct<Input>(desk, {
    call: (input, idempotencyKey) => client.admin.orders.refund.mutate({ ...input, idempotencyKey }),
    // One refund may be split over several payments.
    told: ({ refunded: { amount, currency } }) => {
      const back = amount - desk.order.refunded.amount
      return back > 0 ? `${formatMoney({ amount: back, currency })} is on its way back.` : 'The refund is asked for.'
    },
  })

type By = 'units' | 'amount'

/** The state of the refund form. */
const useRefundForm = ({ order }: OrderDesk) => {
  const choosable = order.lines
    .map((line) => ({ line, max: unrefundedUnits(order, line) }))
    .filter(({ max }) => max > 0)
  const [by, setBy] = useState<By>(choosable.length > 0 ? 'units' : 'amount')
  const chosen = useUnits(choosable, 'none')
  const [withShipping, setWithShipping] = useState(false)
  const [text, setText] = useState('')
  const isEmpty = chosen.count === 0 && !withShipping
  const typed = typedAmount(text, order.refundable)
  const ofUnits = refundAmount(order, { lines: chosen.lines, includeShipping: withShipping })
  const tooMuch = ofUnits.amount > order.refundable.amount
  const unitsFault = tooMuch ? `Only ${formatMoney(order.refundable)} can still be given back.` : undefined
  return {
    choosable,
    by,
    setBy,
    chosen,
    withShipping,
    setWithShipping,
    text,
    setText,
    fault: by === 'amount' && 'fault' in typed ? typed.fault : undefined,
    unitsFault: by === 'units' && isEmpty ? 'Choose units, or the shipping.' : unitsFault,
    amount: by === 'units' ? ofUnits : 'amount' in typed ? typed.amount : null,
    /** Returns the API input without the reason, or null while something is invalid. */
    asked: (): Pick<Input, 'amount' | 'lines' | 'includeShipping'> | null => {
      if (by === 'amount') return 'amount' in typed ? { amount: typed.amount, includeShipping: false } : null
      if (isEmpty || tooMuch) return null
      return { includeShipping: withShipping, ...(chosen.count > 0 ? { lines: chosen.lines } : {}) }
    },
  }
}

type Form = ReturnType<typeof useRefundForm>

const ByUnits = ({ form, shipping, error }: { form: Form; shipping: Money; error: string | undefined }) => (
  <>
    <UnitsField
      legend="Units to refund"
      choosable={form.choosable}
      chosen={form.chosen}
      what="not refunded"
      error={error}
    />
    {shipping.amount > 0 ? (
      <CheckField
        label={`Refund the shipping, ${formatMoney(shipping)}`}
        checked={form.withShipping}
        onChange={({ target }) => form.setWithShipping(target.checked)}
      />
    ) : null}
  </>
)

const HowChoice = ({ form }: { form: Form }) => (
  <fieldset className="flex flex-wrap gap-x-6">
    <legend className="sr-only">How</legend>
    {(['units', 'amount'] as const).map((by) => (
      <CheckField
        key={by}
        kind="radio"
        name="refund-by"
        label={by === 'units' ? 'By units' : 'By amount'}
        checked={form.by === by}
        disabled={by === 'units' && form.choosable.length === 0}
        onChange={() => form.setBy(by)}
      />
    ))}
  </fieldset>
)

const RefundForm = ({ desk }: { desk: OrderDesk }) => {
  const { id, refundable } = desk.order
  const form = useRefundForm(desk)
  const [reason, setReason] = useState('')
  const [isTold, setIsTold] = useState(false)
  const refund = useRefund(desk)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setIsTold(true)
    const asked = form.asked()
    if (asked && reason.trim() !== '') refund.act({ id, ...asked, reason: reason.trim() })
  }
  const act = form.amount && form.amount.amount > 0 ? `Refund ${formatMoney(form.amount)}` : 'Refund'
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <p className="leading-relaxed text-muted">{formatMoney(refundable)} can be given back.</p>
      <ActProblem error={refund.error} />
      <HowChoice form={form} />
      {form.by === 'units' ? (
        <ByUnits form={form} shipping={refundableShipping(desk.order)} error={isTold ? form.unitsFault : undefined} />
      ) : (
        <TextField
          label={`Amount (${refundable.currency})`}
          inputMode="decimal"
          autoComplete="off"
          value={form.text}
          error={isTold ? form.fault : undefined}
          onChange={({ target }) => form.setText(target.value)}
        />
      )}
      <TextField
        label="Reason"
        hint="The customer reads it."
        maxLength={200}
        autoComplete="off"
        value={reason}
        error={isTold && reason.trim() === '' ? 'Say why.' : undefined}
        onChange={({ target }) => setReason(target.value)}
      />
      <p role="status" className="leading-relaxed">
        {form.amount && form.amount.amount > 0 ? (
          <>
            It comes to <strong className="font-semibold tabular-nums">{formatMoney(form.amount)}</strong>.
          </>
        ) : null}
      </p>
      <ActButtons act={act} isBusy={refund.isBusy} onClose={desk.close} />
    </form>
  )
}

/** Refunds the price of some units, or an amount. */
export const RefundDialog = ({ desk }: { desk: OrderDesk }) => (
  <Dialog isOpen onClose={desk.close} title="Refund">
    <RefundForm desk={desk} />
  </Dialog>
)
