import type { Address, AdminOrder } from '@tradepost/contract'
import { Link } from '@tanstack/react-router'
import { can } from '../../auth/can.ts'
import { useSession } from '../../auth/session-queries.ts'
import { AddressBlock } from '../../orders/address-block.tsx'
import { Panel } from '../../ui/panel.tsx'

const Part = ({ title, address }: { title: string; address: Address }) => (
  <div>
    <h3 className="mb-1 text-sm text-muted">{title}</h3>
    <AddressBlock address={address} />
  </div>
)

const Account = ({ id }: { id: AdminOrder['customerId'] }) => {
  const session = useSession().data
  if (id === null) return <p className="text-muted">Ordered as a guest</p>
  if (!can(session, 'customers:read')) return <p className="text-muted">Has an account</p>
  return (
    <Link
      to="/admin/customers"
      search={{ search: id }}
      className="inline-flex min-h-6 items-center text-muted underline decoration-line-strong underline-offset-4 hover:decoration-ink"
    >
      Show the account
    </Link>
  )
}

/** Who ordered, and the addresses. */
export const CustomerSection = ({ order }: { order: AdminOrder }) => (
  <Panel title="Customer">
    <div className="flex flex-col gap-5 text-[0.9375rem]">
      <div>
        <p className="font-medium break-words">{order.shippingAddress.name}</p>
        <a
          href={`mailto:${order.email}`}
          className="inline-flex min-h-6 items-center break-all underline decoration-line-strong underline-offset-4 hover:decoration-ink"
        >
          {order.email}
        </a>
        <Account id={order.customerId} />
      </div>
      <Part title="Delivery" address={order.shippingAddress} />
      {order.billingAddress === null ? null : <Part title="Invoice" address={order.billingAddress} />}
    </div>
  </Panel>
)
