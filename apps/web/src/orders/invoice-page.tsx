import { getRouteApi, Link } from '@tanstack/react-router'
import { type Address, formatMoney, type Order } from '@tradepost/contract'
import { ArrowLeft, Printer } from 'lucide-react'
import { taxName } from '../cart/totals-list.tsx'
import { useDocumentTitle } from '../shop/document-title.ts'
import { useShop } from '../shop/shop-queries.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { dayText } from '../ui/dates.ts'
import { AddressBlock } from './address-block.tsx'
import { countryName } from './countries.ts'
import { FoundOrder } from './found-order.tsx'
import { InvoiceLines } from './invoice-lines.tsx'
import { methodNames } from './payment-section.tsx'

const route = getRouteApi('/orders/$id/invoice')

const Seller = () => {
  const shop = useShop()
  return (
    <div>
      <p className="display text-2xl">{shop?.name}</p>
      {shop ? <p className="mt-1 text-muted">{countryName(shop.countryCode)}</p> : null}
    </div>
  )
}

const Facts = ({ order }: { order: Order }) => (
  <dl className="grid grid-cols-[auto_auto] gap-x-6 gap-y-1">
    <dt className="text-muted">Number</dt>
    <dd className="text-right font-medium">{order.number}</dd>
    <dt className="text-muted">Date</dt>
    <dd className="text-right">
      <time dateTime={order.placedAt}>{dayText(order.placedAt)}</time>
    </dd>
    <dt className="text-muted">Payment</dt>
    <dd className="text-right">{methodNames[order.paymentMethod]}</dd>
  </dl>
)

const To = ({ title, address }: { title: string; address: Address }) => (
  <div>
    <h2 className="mb-1 text-sm text-muted">{title}</h2>
    <AddressBlock address={address} />
  </div>
)

interface SumProps {
  name: string
  value: string
  isTotal?: boolean
}

const Sum = ({ name, value, isTotal = false }: SumProps) => (
  <div
    className={
      isTotal
        ? 'flex justify-between gap-6 border-t border-line-strong pt-2 text-lg font-semibold'
        : 'flex justify-between gap-6'
    }
  >
    <dt>{name}</dt>
    <dd className="tabular-nums">{value}</dd>
  </div>
)

const Sums = ({ order: { totals, discounts, shippingMethod, paid, refunded } }: { order: Order }) => (
  <dl className="ml-auto flex w-full max-w-xs flex-col gap-1.5">
    <Sum name="Subtotal" value={formatMoney(totals.subtotal)} />
    {discounts.map(({ title, code, amount }) => (
      <Sum key={`${title}-${code}`} name={code ? `${title} (${code})` : title} value={`−${formatMoney(amount)}`} />
    ))}
    {shippingMethod ? <Sum name={shippingMethod} value={formatMoney(totals.shipping)} /> : null}
    {totals.taxIncluded ? null : <Sum name="Tax" value={formatMoney(totals.tax)} />}
    <Sum isTotal name="Total" value={formatMoney(totals.total)} />
    {paid.amount > 0 ? <Sum name="Paid" value={formatMoney(paid)} /> : null}
    {refunded.amount > 0 ? <Sum name="Given back" value={formatMoney(refunded)} /> : null}
  </dl>
)

const Taxes = ({ order: { taxes, totals } }: { order: Order }) => {
  if (taxes.length === 0) return <p className="text-muted">No tax is charged.</p>
  return (
    <table className="w-full max-w-xs text-left">
      <caption className="mb-1.5 text-left text-sm text-muted">
        {totals.taxIncluded ? 'Tax that the total holds' : 'Tax that was added'}
      </caption>
      <thead>
        <tr className="border-b border-line text-sm">
          <th className="py-1.5 font-medium">Rate</th>
          <th className="py-1.5 text-right font-medium">Net</th>
          <th className="py-1.5 text-right font-medium">Tax</th>
        </tr>
      </thead>
      <tbody className="tabular-nums">
        {taxes.map((tax) => (
          <tr key={`${tax.name}-${tax.basisPoints}`}>
            <td className="py-1">{taxName(tax)}</td>
            <td className="py-1 text-right">{formatMoney(tax.base)}</td>
            <td className="py-1 text-right">{formatMoney(tax.amount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const dueText = ({ status, paymentMethod, paid, totals, number }: Order): string | null => {
  if (status === 'canceled' || status === 'expired') return 'This order is canceled. Nothing is to be paid.'
  const due = totals.total.amount - paid.amount
  if (paymentMethod !== 'invoice' || due <= 0) return null
  return `Please pay ${formatMoney({ ...totals.total, amount: due })} by bank transfer, and name ${number}.`
}

const Sheet = ({ order }: { order: Order }) => {
  useDocumentTitle(`Invoice ${order.number}`)
  const due = dueText(order)
  const { billingAddress, shippingAddress } = order
  return (
    <>
      <div className="no-print mb-6 flex flex-wrap justify-between gap-3">
        <Link to="/orders/$id" params={{ id: order.id }} className={buttonClass('quiet')}>
          <ArrowLeft aria-hidden className="size-4" />
          Back to the order
        </Link>
        <Button onClick={() => window.print()}>
          <Printer aria-hidden className="size-4" />
          Print
        </Button>
      </div>
      <article aria-label={`Invoice ${order.number}`} className="paper">
        <div className="flex flex-wrap items-start justify-between gap-6">
          <Seller />
          <div>
            <h1 className="display mb-3 text-3xl">Invoice</h1>
            <Facts order={order} />
          </div>
        </div>
        <div className="my-10 grid gap-8 sm:grid-cols-2">
          <To title="Billed to" address={billingAddress ?? shippingAddress} />
          {billingAddress ? <To title="Delivered to" address={shippingAddress} /> : null}
        </div>
        <InvoiceLines order={order} />
        <div className="mt-6 flex flex-wrap items-start justify-between gap-10">
          <Taxes order={order} />
          <Sums order={order} />
        </div>
        {due ? <p className="mt-10 font-medium">{due}</p> : null}
      </article>
    </>
  )
}

/** An order as a printable invoice. */
export const InvoicePage = () => {
  const { id } = route.useParams()
  return (
    <div className="page max-w-4xl pt-8 sm:pt-12">
      <FoundOrder id={id}>{(order) => <Sheet order={order} />}</FoundOrder>
    </div>
  )
}
