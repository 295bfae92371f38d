import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Customer } from '@tradepost/contract'
import { type ReactNode, useState } from 'react'
import { api } from '../../api.ts'
import { can } from '../../auth/can.ts'
import { useSession } from '../../auth/session-queries.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { dayText } from '../../ui/dates.ts'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { Panel } from '../../ui/panel.tsx'

const useCustomerChanged = () => {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: api.admin.customers.pathKey() })
}

interface ActProps {
  act: string
  title: string
  isDanger?: boolean
  isBusy: boolean
  error: unknown
  onOpen: () => void
  onConfirm: (close: () => void) => void
  children: ReactNode
}

/** A button that asks for confirmation before it changes the account. */
const ConfirmedAct = ({ act, title, isDanger = false, isBusy, error, onOpen, onConfirm, children }: ActProps) => {
  const [isAsking, setIsAsking] = useState(false)
  const close = () => setIsAsking(false)
  const open = () => {
    onOpen()
    setIsAsking(true)
  }
  return (
    <>
      <Button look="secondary" className={isDanger ? 'text-rust!' : ''} aria-haspopup="dialog" onClick={open}>
        {act}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={close}
        title={title}
        act={act}
        onConfirm={() => onConfirm(close)}
        isBusy={isBusy}
        error={error}
        isDanger={isDanger}
      >
        {children}
      </ConfirmDialog>
    </>
  )
}

const EndSessions = ({ customer: { id, name } }: { customer: Customer }) => {
  const changed = useCustomerChanged()
  const end = useMutation(api.admin.customers.endSessions.mutationOptions({ onSuccess: changed }))
  const confirm = (close: () => void) => {
    const onSuccess = () => {
      close()
      notify(`${name} is signed out everywhere.`)
    }
    end.mutate({ userId: id }, { onSuccess })
  }
  return (
    <ConfirmedAct
      act="End all sessions"
      title={`Sign ${name} out everywhere?`}
      isBusy={end.isPending}
      error={end.error}
      onOpen={end.reset}
      onConfirm={confirm}
    >
      Every browser that is signed in to the account is signed out now. The customer can sign in again.
    </ConfirmedAct>
  )
}

const SetDisabled = ({ customer: { id, name, disabledAt } }: { customer: Customer }) => {
  const changed = useCustomerChanged()
  const setDisabled = useMutation(api.admin.customers.setDisabled.mutationOptions({ onSuccess: changed }))
  const isDisabled = disabledAt !== null
  const confirm = (close: () => void) => {
    const onSuccess = () => {
      close()
      notify(isDisabled ? `${name} can sign in again.` : `${name} can no longer sign in.`)
    }
    setDisabled.mutate({ userId: id, disabled: !isDisabled }, { onSuccess })
  }
  return (
    <ConfirmedAct
      act={isDisabled ? 'Enable account' : 'Disable account'}
      title={`${isDisabled ? 'Enable' : 'Disable'} the account of ${name}?`}
      isDanger={!isDisabled}
      isBusy={setDisabled.isPending}
      error={setDisabled.error}
      onOpen={setDisabled.reset}
      onConfirm={confirm}
    >
      {isDisabled
        ? 'The customer can sign in again with the password they had.'
        : 'Every session ends now, and the customer can neither sign in nor reset the password. Their orders stay.'}
    </ConfirmedAct>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt className="text-sm text-muted">{name}</dt>
    <dd className="break-words">{children}</dd>
  </div>
)

const OrdersLink = ({ customer: { email, orderCount } }: { customer: Customer }) => {
  if (!can(useSession().data, 'orders:read') || orderCount === 0) return <>{orderCount}</>
  return (
    <Link
      to="/admin/orders"
      search={{ search: email }}
      className="inline-flex min-h-6 items-center underline decoration-line-strong underline-offset-4 hover:decoration-ink"
    >
      {orderCount}
      <span className="sr-only"> orders of this address</span>
    </Link>
  )
}

/** A customer's account: its owner, whether it can be used, and the possible actions. */
export const CustomerPanel = ({ customer }: { customer: Customer }) => {
  const mayWrite = can(useSession().data, 'customers:write')
  const { name, email, createdAt, disabledAt, sessionCount } = customer
  return (
    <Panel
      title={name}
      aside={
        disabledAt === null ? (
          <Badge tone="good">Can sign in</Badge>
        ) : (
          <Badge tone="problem">Disabled since {dayText(disabledAt)}</Badge>
        )
      }
    >
      <dl className="grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-[minmax(0,2fr)_1fr_1fr_1fr]">
        <Fact name="Email">{email}</Fact>
        <Fact name="Customer since">{dayText(createdAt)}</Fact>
        <Fact name="Orders">
          <OrdersLink customer={customer} />
        </Fact>
        <Fact name="Signed in">{sessionCount === 1 ? '1 session' : `${sessionCount} sessions`}</Fact>
      </dl>
      {mayWrite ? (
        <div className="mt-7 flex flex-wrap gap-3">
          {sessionCount > 0 ? <EndSessions customer={customer} /> : null}
          <SetDisabled customer={customer} />
        </div>
      ) : null}
    </Panel>
  )
}
