import { type AdminOrder, formatMoney, type Money, type TaxLine } from '@tradepost/contract'
import { clsx } from 'clsx'
import type { ReactNode } from 'react'

interface RowProps {
  name: ReactNode
  value: string
  look?: 'plain' | 'total' | 'open'
}

const Row = ({ name, value, look = 'plain' }: RowProps) => (
  <div
    className={clsx(
      'flex justify-between gap-4',
      look === 'total' && 'mt-1.5 border-t border-line pt-3 text-lg font-semibold',
      look === 'open' && 'font-semibold text-amber'
    )}
  >
    <dt className={clsx('min-w-0', look === 'plain' && 'text-muted')}>{name}</dt>
    <dd className="shrink-0 tabular-nums">{value}</dd>
  </div>
)

const percent = (basisPoints: number): string => `${Number((basisPoints / 100).toFixed(2))} %`

const minus = (money: Money): string => `−${formatMoney(money)}`

const Taxes = ({ taxes, isIncluded }: { taxes: readonly TaxLine[]; isIncluded: boolean }) =>
  taxes.map(({ name, basisPoints, base, amount }) => (
    <Row
      key={`${name} ${basisPoints}`}
      name={`${isIncluded ? 'Includes ' : ''}${name} ${percent(basisPoints)} on ${formatMoney(base)}`}
      value={formatMoney(amount)}
    />
  ))

/** The totals and payments of an order, exactly as the server calculated them. */
export const TotalsSection = ({ order }: { order: AdminOrder }) => {
  const { totals, discounts, taxes, paid, refunded, outstanding, shippingMethod } = order
  return (
    <dl aria-label="Totals" className="flex flex-col gap-1.5 text-[0.9375rem]">
      <Row name="Subtotal" value={formatMoney(totals.subtotal)} />
      {discounts.map(({ title, code, amount }) => (
        <Row key={`${title} ${code ?? ''}`} name={code === null ? title : `${title} (${code})`} value={minus(amount)} />
      ))}
      <Row name={`Shipping: ${shippingMethod}`} value={formatMoney(totals.shipping)} />
      {totals.taxIncluded ? null : <Taxes taxes={taxes} isIncluded={false} />}
      <Row look="total" name="Total" value={formatMoney(totals.total)} />
      {totals.taxIncluded ? <Taxes taxes={taxes} isIncluded /> : null}
      <Row name="Paid" value={formatMoney(paid)} />
      {refunded.amount > 0 ? <Row name="Refunded" value={minus(refunded)} /> : null}
      {outstanding.amount > 0 ? <Row look="open" name="Still to be paid" value={formatMoney(outstanding)} /> : null}
    </dl>
  )
}
