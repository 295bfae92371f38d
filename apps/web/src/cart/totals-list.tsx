import { type DiscountLine, formatMoney, type TaxLine, type Totals } from '@tradepost/contract'
import { clsx } from 'clsx'

interface RowProps {
  name: string
  value: string
  isTotal?: boolean
}

const Row = ({ name, value, isTotal = false }: RowProps) => (
  <div
    className={clsx('flex justify-between gap-4', isTotal && 'mt-2 border-t border-line pt-3.5 text-lg font-semibold')}
  >
    <dt className={clsx('min-w-0 break-words', !isTotal && 'text-muted')}>{name}</dt>
    <dd className="shrink-0 tabular-nums">{value}</dd>
  </div>
)

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 2 })

/** Formats a tax with its rate, for example `VAT 23%`. */
export const taxName = ({ name, basisPoints }: Pick<TaxLine, 'name' | 'basisPoints'>): string =>
  `${name} ${percent.format(basisPoints / 10_000)}`

const discountName = ({ title, code }: DiscountLine): string => (code === null ? title : `${title} (${code})`)

interface TaxRowsProps {
  totals: Totals
  taxes: readonly TaxLine[] | null
}

const TaxRows = ({ totals: { tax, taxIncluded }, taxes }: TaxRowsProps) => {
  const after = taxIncluded ? ' included' : ''
  if (taxes === null) return <Row name={`Tax${after}`} value={formatMoney(tax)} />
  return taxes.map((one) => (
    <Row key={`${one.name}-${one.basisPoints}`} name={`${taxName(one)}${after}`} value={formatMoney(one.amount)} />
  ))
}

interface TotalsListProps {
  totals: Totals
  /** Each discount by name. Without it, only their sum is shown. */
  discounts?: readonly DiscountLine[]
  /** Each tax by name. Without it, only their sum is shown. */
  taxes?: readonly TaxLine[]
  /** False if nothing is shipped, or if the shipping method is not known yet. */
  hasDelivery?: boolean
}

/** The totals of a cart or an order, exactly as the server calculated them. */
export const TotalsList = ({ totals, discounts, taxes, hasDelivery = true }: TotalsListProps) => (
  <dl className="flex flex-col gap-1.5 text-[0.9375rem]">
    <Row name="Subtotal" value={formatMoney(totals.subtotal)} />
    {!discounts && totals.discount.amount > 0 ? (
      <Row name="Discount" value={`−${formatMoney(totals.discount)}`} />
    ) : null}
    {discounts?.map((one) => (
      <Row key={`${one.code}-${one.title}`} name={discountName(one)} value={`−${formatMoney(one.amount)}`} />
    ))}
    {hasDelivery ? (
      <Row name="Delivery" value={totals.shipping.amount === 0 ? 'Free' : formatMoney(totals.shipping)} />
    ) : null}
    {totals.taxIncluded ? null : <TaxRows totals={totals} taxes={taxes ?? null} />}
    <Row isTotal name="Total" value={formatMoney(totals.total)} />
    {totals.taxIncluded ? <TaxRows totals={totals} taxes={taxes ?? null} /> : null}
  </dl>
)
