import { formatMoney, type Totals } from '@tradepost/contract'
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
    <dt className={isTotal ? '' : 'text-muted'}>{name}</dt>
    <dd className="tabular-nums">{value}</dd>
  </div>
)

/** The totals of a cart or an order, exactly as the server counted them. */
export const TotalsList = ({ totals }: { totals: Totals }) => (
  <dl className="flex flex-col gap-1.5 text-[0.9375rem]">
    <Row name="Subtotal" value={formatMoney(totals.subtotal)} />
    {totals.discount.amount > 0 ? <Row name="Discount" value={`−${formatMoney(totals.discount)}`} /> : null}
    <Row name="Delivery" value={totals.shipping.amount === 0 ? 'Free' : formatMoney(totals.shipping)} />
    {totals.taxIncluded ? null : <Row name="Tax" value={formatMoney(totals.tax)} />}
    <Row isTotal name="Total" value={formatMoney(totals.total)} />
    {totals.taxIncluded ? <Row name="Tax included" value={formatMoney(totals.tax)} /> : null}
  </dl>
)
