import { type AdminOrder, type EditOrderInput, formatMoney } from '@tradepost/contract'
import { clsx } from 'clsx'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { client } from '../../api.ts'
import { can } from '../../auth/can.ts'
import { useSession } from '../../auth/session-queries.ts'
import { TextField } from '../../ui/field.tsx'
import { QuantityStepper } from '../../ui/quantity-stepper.tsx'
import { WideDialog } from '../../ui/wide-dialog.tsx'
import { ActButtons } from './act-buttons.tsx'
import { ActProblem } from './act-problem.tsx'
import { lineName } from './order-words.ts'
import { type OrderDesk, useOrderAct } from './use-order-act.ts'
import { type PickedVariant, VariantPicker } from './variant-picker.tsx'

const MAX_UNITS = 999

type Input = Omit<EditOrderInput, 'idempotencyKey'>
type Added = PickedVariant & { readonly quantity: number }

/** Describes how an edit changed the price of the order, and what happens with the difference. */
const differenceText = (before: AdminOrder, after: AdminOrder): string => {
  const { currency } = after.total
  const difference = after.total.amount - before.total.amount
  if (difference === 0) return 'The order is changed. It costs the same.'
  const money = formatMoney({ amount: Math.abs(difference), currency })
  if (difference > 0) return `The order costs ${money} more: ${formatMoney(after.outstanding)} is still to be paid.`
  const refunded = { amount: after.refunded.amount - before.refunded.amount, currency }
  const given = refunded.amount > 0 ? ` ${formatMoney(refunded)} is refunded.` : ''
  return `The order costs ${money} less.${given}`
}

const useEdit = (desk: OrderDesk) => {
  const { order } = desk
  const [quantities, setQuantities] = useState<Record<string, number>>({})
  const [added, setAdded] = useState<readonly Added[]>([])
  const quantityOf = (line: AdminOrder['lines'][number]) => quantities[line.id] ?? line.quantity
  const edit = useOrderAct<Input>(desk, {
    call: (input, idempotencyKey) => client.admin.orders.edit.mutate({ ...input, idempotencyKey }),
    told: (after) => differenceText(order, after),
  })
  const lines = order.lines
    .filter((line) => quantityOf(line) !== line.quantity)
    .map((line) => ({ lineId: line.id, quantity: quantityOf(line) }))
  const add = added.map(({ id, quantity }) => ({ variantId: id, quantity }))
  const kept = order.lines.some((line) => quantityOf(line) > 0) || add.length > 0
  return {
    ...edit,
    quantityOf,
    setQuantity: (id: string, quantity: number) => setQuantities((now) => ({ ...now, [id]: quantity })),
    added,
    pick: (variant: PickedVariant) => setAdded((now) => [...now, { ...variant, quantity: 1 }]),
    setAdded: (id: string, quantity: number) =>
      setAdded((now) =>
        quantity === 0
          ? now.filter((one) => one.id !== id)
          : now.map((one) => (one.id === id ? { ...one, quantity } : one))
      ),
    fault: kept
      ? lines.length + add.length === 0
        ? 'Change something first.'
        : undefined
      : 'To take out everything, cancel the order.',
    save: (reason: string) => edit.act({ id: order.id, version: order.version, lines, add, reason }),
  }
}

type Edit = ReturnType<typeof useEdit>

interface RowProps {
  name: string
  about: string
  note: string
  children: ReactNode
}

const Row = ({ name, about, note, children }: RowProps) => (
  <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
    <span className="min-w-0 flex-1 basis-40 text-[0.9375rem] leading-snug">
      {name}
      <span className="block text-sm text-muted">{about}</span>
    </span>
    <span className={clsx('text-sm', note === '' ? 'hidden' : 'text-amber')}>{note}</span>
    {children}
  </li>
)

const changeNote = (before: number, now: number): string => {
  if (now === before) return ''
  return now === 0 ? 'Taken out' : `was ${before}`
}

const Contents = ({ order, edit }: { order: AdminOrder; edit: Edit }) => (
  <ul aria-label="In the order" className="divide-y divide-line rounded-2xl border border-line bg-surface">
    {order.lines.map((line) => (
      <Row
        key={line.id}
        name={lineName(line)}
        about={`${line.sku} · ${formatMoney(line.unitPrice)}`}
        note={changeNote(line.quantity, edit.quantityOf(line))}
      >
        <QuantityStepper
          label={`Units of ${lineName(line)}`}
          value={edit.quantityOf(line)}
          min={0}
          max={MAX_UNITS}
          onChange={(quantity) => edit.setQuantity(line.id, quantity)}
        />
      </Row>
    ))}
    {edit.added.map((one) => (
      <Row key={one.id} name={one.name} about={`${one.sku} · ${one.price}`} note="New">
        <QuantityStepper
          label={`Units of ${one.name}`}
          value={one.quantity}
          min={0}
          max={MAX_UNITS}
          onChange={(quantity) => edit.setAdded(one.id, quantity)}
        />
      </Row>
    ))}
  </ul>
)

/** Edits the lines of an order of which nothing has been shipped. */
export const EditDialog = ({ desk }: { desk: OrderDesk }) => {
  const { order } = desk
  const id = useId()
  const edit = useEdit(desk)
  const session = useSession().data
  const mayRefund = order.refundable.amount === 0 || can(session, 'orders:refund')
  const [reason, setReason] = useState('')
  const [isTold, setIsTold] = useState(false)
  const present = new Set([...order.lines.map(({ variantId }) => variantId ?? ''), ...edit.added.map((one) => one.id)])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setIsTold(true)
    if (edit.fault === undefined && reason.trim() !== '') edit.save(reason.trim())
  }
  const footer = <ActButtons act="Change the order" isBusy={edit.isBusy} onClose={desk.close} form={id} />
  return (
    <WideDialog isOpen onClose={desk.close} title={`Edit ${order.number}`} footer={footer}>
      <form noValidate id={id} onSubmit={submit} className="flex flex-col gap-5">
        <p className="max-w-prose leading-relaxed text-muted">
          What is in it keeps its price; what is added costs what it costs today. Promotions and taxes count again.{' '}
          {mayRefund
            ? 'Less is refunded at once; more is still to be paid.'
            : 'More is still to be paid. The order was paid, and your role does not allow giving money back: it cannot cost less than that.'}
        </p>
        <ActProblem error={edit.error} />
        <div>
          <Contents order={order} edit={edit} />
          {isTold && edit.fault ? (
            <p role="alert" className="mt-1.5 text-sm font-medium text-rust">
              {edit.fault}
            </p>
          ) : null}
        </div>
        <VariantPicker currency={order.total.currency} present={present} onPick={edit.pick} />
        <TextField
          label="Reason"
          maxLength={200}
          autoComplete="off"
          value={reason}
          error={isTold && reason.trim() === '' ? 'Say why.' : undefined}
          onChange={({ target }) => setReason(target.value)}
        />
      </form>
    </WideDialog>
  )
}
