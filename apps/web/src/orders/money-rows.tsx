import { formatMoney, type Order } from '@tradepost/contract'

/** The paid and refunded amounts of an order. Renders nothing unless the order was refunded or only partly paid. */
export const MoneyRows = ({ order: { paid, refunded, totals } }: { order: Order }) => {
  const isPlain = refunded.amount === 0 && paid.amount === totals.total.amount
  if (isPlain || (paid.amount === 0 && refunded.amount === 0)) return null
  return (
    <dl className="mt-3 flex flex-col gap-1.5 border-t border-line pt-3 text-[0.9375rem]">
      <div className="flex justify-between gap-4">
        <dt className="text-muted">Paid</dt>
        <dd className="tabular-nums">{formatMoney(paid)}</dd>
      </div>
      {refunded.amount > 0 ? (
        <div className="flex justify-between gap-4">
          <dt className="text-muted">Given back</dt>
          <dd className="tabular-nums">{formatMoney(refunded)}</dd>
        </div>
      ) : null}
    </dl>
  )
}
