import type { Order, OrderLine } from '@tradepost/contract'
import { useState } from 'react'
import { errorOf } from '../api.ts'
import { Attention } from '../ui/attention.tsx'
import { Button } from '../ui/button.tsx'
import { SelectField } from '../ui/field.tsx'
import { notify } from '../ui/notices.ts'
import { Picture } from '../ui/picture.tsx'
import { Problem } from '../ui/problem.tsx'
import { QuantityStepper } from '../ui/quantity-stepper.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Callout } from '../ui/states.tsx'
import { TextAreaField } from '../ui/text-area-field.tsx'
import { useRequestReturn } from './order-acts.ts'
import { returnReasons, toReturnReason } from './return-reasons.ts'

const MAX_NOTE = 1000

const returnableOf = (line: OrderLine): number => line.fulfilledQuantity - line.returnedQuantity

const nameOf = ({ productTitle, variantTitle }: OrderLine): string =>
  variantTitle === '' || variantTitle === 'Default Title' ? productTitle : `${productTitle}, ${variantTitle}`

type Units = Readonly<Record<string, number>>

interface LinesProps {
  lines: readonly OrderLine[]
  units: Units
  onChange: (units: Units) => void
}

const Lines = ({ lines, units, onChange }: LinesProps) => (
  <ul aria-label="What can be sent back" className="divide-y divide-line border-y border-line">
    {lines.map((line) => (
      <li key={line.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-4">
        <span className="w-14 shrink-0 overflow-hidden rounded-xl">
          <Picture src={line.imageSrc} alt="" size={56} />
        </span>
        <div className="min-w-0 flex-1 basis-32 text-[0.9375rem] leading-snug">
          <p className="font-medium">{nameOf(line)}</p>
          <p className="text-sm text-muted">{returnableOf(line)} can be sent back</p>
        </div>
        <QuantityStepper
          label={`How many of ${nameOf(line)} to send back`}
          value={units[line.id] ?? 0}
          min={0}
          max={returnableOf(line)}
          onChange={(quantity) => onChange({ ...units, [line.id]: quantity })}
        />
      </li>
    ))}
  </ul>
)

const Refusal = ({ order, error }: { order: Order; error: unknown }) => {
  const known = errorOf(error)
  if (known?.code !== 'return.exceeds_fulfilled') return <Problem error={error} />
  const line = order.lines.find(({ id }) => id === known.details.lineId)
  return (
    <Callout>
      {line ? nameOf(line) : 'One of the items'}: {known.details.returnable} can be sent back.
    </Callout>
  )
}

const useReturnForm = (order: Order, onDone: () => void) => {
  const lines = order.lines.filter((line) => returnableOf(line) > 0)
  const [units, setUnits] = useState<Units>(lines.length === 1 && lines[0] ? { [lines[0].id]: 1 } : {})
  const [reason, setReason] = useState('')
  const [note, setNote] = useState('')
  const [missing, setMissing] = useState<{ text: string } | null>(null)
  const request = useRequestReturn(order.id)
  const submit = () => {
    const chosen = lines.flatMap(({ id }) => (units[id] ? [{ lineId: id, quantity: units[id] }] : []))
    if (chosen.length === 0) return setMissing({ text: 'Choose what you send back.' })
    if (reason === '') return setMissing({ text: 'Choose a reason.' })
    setMissing(null)
    const onSuccess = () => {
      notify('We have your request, and answer it soon.')
      onDone()
    }
    request.act({ lines: chosen, reason: toReturnReason(reason), note }, { onSuccess })
  }
  return { lines, units, setUnits, reason, setReason, note, setNote, missing, request, submit }
}

const ReturnForm = ({ order, onDone }: { order: Order; onDone: () => void }) => {
  const { missing, request, ...form } = useReturnForm(order, onDone)
  return (
    <form
      noValidate
      aria-label="Return items"
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        form.submit()
      }}
    >
      <Attention cause={missing ?? request.error} className="empty:hidden">
        {missing ? <Callout>{missing.text}</Callout> : <Refusal order={order} error={request.error} />}
      </Attention>
      <Lines lines={form.lines} units={form.units} onChange={form.setUnits} />
      <SelectField label="Why" value={form.reason} onChange={(event) => form.setReason(event.target.value)}>
        <option value="">Choose a reason</option>
        {Object.entries(returnReasons).map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </SelectField>
      <TextAreaField
        label="What else we should know (optional)"
        value={form.note}
        maxLength={MAX_NOTE}
        onChange={(event) => form.setNote(event.target.value)}
      />
      <Button type="submit" isBusy={request.isPending} className="min-h-13">
        Ask to return
      </Button>
    </form>
  )
}

/** The form that requests a return. */
export const ReturnItems = ({ order }: { order: Order }) => {
  const [isOpen, setIsOpen] = useState(false)
  const close = () => setIsOpen(false)
  return (
    <>
      <Button look="secondary" aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
        Return items
      </Button>
      <Sheet isOpen={isOpen} onClose={close} title="Return items">
        <ReturnForm order={order} onDone={close} />
      </Sheet>
    </>
  )
}
