import type { Address, AdminOrder } from '@tradepost/contract'
import { AddressBlock } from '../../orders/address-block.tsx'
import { Panel } from '../../ui/panel.tsx'

const Part = ({ title, address }: { title: string; address: Address }) => (
  <div>
    <h3 className="mb-1 text-sm text-muted">{title}</h3>
    <AddressBlock address={address} />
  </div>
)

/** Who ordered, and where it goes. */
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
        <p className="text-muted">{order.customerId === null ? 'Ordered as a guest' : 'Has an account'}</p>
      </div>
      <Part title="Delivery" address={order.shippingAddress} />
      {order.billingAddress === null ? null : <Part title="Invoice" address={order.billingAddress} />}
    </div>
  </Panel>
)
