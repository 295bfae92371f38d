import type { ReceiveReturnInput, Return } from '@tradepost/contract'
import { type FormEvent, useState } from 'react'
import { client } from '../../api.ts'
import { can } from '../../auth/can.ts'
import { useSession } from '../../auth/session-queries.ts'
import { CheckField } from '../../ui/check-field.tsx'
import { ConfirmDialog, Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { ActButtons } from './act-buttons.tsx'
import { ActProblem } from './act-problem.tsx'
import { counted } from './order-words.ts'
import { UnitsField, useUnits } from './units-field.tsx'
import { type OrderDesk, useOrderAct } from './use-order-act.ts'

interface ReturnDialogProps {
  desk: OrderDesk
  one: Return
}

// The procedures respond with the return, but the page shows its order.
const thenOrder = async ({ order: { id } }: OrderDesk, act: Promise<unknown>) => {
  await act
  return client.admin.orders.get.query({ id })
}

/** Approves a return. */
export const ApproveDialog = ({ desk, one }: ReturnDialogProps) => {
  const approve = useOrderAct<Pick<Return, 'id'>>(desk, {
    call: (input, idempotencyKey) =>
      thenOrder(desk, client.admin.orders.returns.approve.mutate({ ...input, idempotencyKey })),
    told: () => 'The return is approved.',
  })
  return (
    <ConfirmDialog
      isOpen
      onClose={desk.close}
      title="Approve the return?"
      act="Approve"
      onConfirm={() => approve.act({ id: one.id })}
      isBusy={approve.isBusy}
      error={approve.error}
    >
      The customer is told to send it. Money and stock move when it is here.
    </ConfirmDialog>
  )
}

/** Rejects a return and tells the customer why. */
export const RejectDialog = ({ desk, one }: ReturnDialogProps) => {
  const [reason, setReason] = useState('')
  const [isTold, setIsTold] = useState(false)
  const reject = useOrderAct<{ id: Return['id']; reason: string }>(desk, {
    call: (input, idempotencyKey) =>
      thenOrder(desk, client.admin.orders.returns.reject.mutate({ ...input, idempotencyKey })),
    told: () => 'The return is rejected.',
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setIsTold(true)
    if (reason.trim() !== '') reject.act({ id: one.id, reason: reason.trim() })
  }
  return (
    <Dialog isOpen onClose={desk.close} title="Reject the return?">
      <form noValidate onSubmit={submit} className="flex flex-col gap-5">
        <ActProblem error={reject.error} />
        <TextField
          label="Reason"
          hint="The customer reads it."
          maxLength={200}
          autoComplete="off"
          value={reason}
          error={isTold && reason.trim() === '' ? 'Say why.' : undefined}
          onChange={({ target }) => setReason(target.value)}
        />
        <ActButtons act="Reject" look="danger" isBusy={reject.isBusy} onClose={desk.close} />
      </form>
    </Dialog>
  )
}

const ReceiveForm = ({ desk, one }: ReturnDialogProps) => {
  const session = useSession().data
  const choosable = desk.order.lines.flatMap((line) => {
    const max = one.lines.reduce((units, { lineId, quantity }) => (lineId === line.id ? units + quantity : units), 0)
    return max > 0 ? [{ line, max }] : []
  })
  const chosen = useUnits(choosable, 'all')
  const mayRefund = can(session, 'orders:refund') && desk.order.refundable.amount > 0
  const [refund, setRefund] = useState(mayRefund)
  const receive = useOrderAct<Omit<ReceiveReturnInput, 'idempotencyKey'>>(desk, {
    call: (input, idempotencyKey) =>
      thenOrder(desk, client.admin.orders.returns.receive.mutate({ ...input, idempotencyKey })),
    told: () => 'The return is received.',
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    receive.act({ id: one.id, restock: chosen.lines, refund: refund && mayRefund })
  }
  const writtenOff = choosable.reduce((units, { max }) => units + max, 0) - chosen.count
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <ActProblem error={receive.error} />
      <UnitsField legend="Back on the shelf" choosable={choosable} chosen={chosen} what="in the return" />
      <p role="status" className="leading-relaxed text-muted">
        {counted(chosen.count, 'unit')} can be sold again.
        {writtenOff > 0 ? ` ${counted(writtenOff, 'unit')} written off.` : ''}
      </p>
      {mayRefund ? (
        <CheckField
          label="Refund what they cost"
          hint="All units of the return, also those that are written off."
          checked={refund}
          onChange={({ target }) => setRefund(target.checked)}
        />
      ) : null}
      {!can(session, 'orders:refund') && desk.order.refundable.amount > 0 ? (
        <p className="leading-relaxed text-muted">Nothing is refunded yet: that is for somebody who may refund.</p>
      ) : null}
      <ActButtons act="Receive" isBusy={receive.isBusy} onClose={desk.close} />
    </form>
  )
}

/** Records that a return arrived, which units can be restocked, and whether it is refunded. */
export const ReceiveDialog = (props: ReturnDialogProps) => (
  <Dialog isOpen onClose={props.desk.close} title="Receive the return">
    <ReceiveForm {...props} />
  </Dialog>
)
