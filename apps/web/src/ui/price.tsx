import { formatMoney, type Money } from '@tradepost/contract'
import { clsx } from 'clsx'

interface PriceProps {
  price: Money
  compareAt?: Money | null
  /** Written before the price if the variants have different prices. */
  prefix?: string
  className?: string
}

/** A price, with the compare-at price if it is reduced. */
export const Price = ({ price, compareAt = null, prefix = '', className = '' }: PriceProps) => {
  const isReduced = compareAt !== null && compareAt.amount > price.amount
  return (
    <span className={clsx('tabular-nums', className)}>
      {prefix ? <span className="text-muted">{prefix} </span> : null}
      <span className={isReduced ? 'text-rust' : undefined}>
        {isReduced ? <span className="sr-only">Now </span> : null}
        {formatMoney(price)}
      </span>
      {isReduced ? (
        <s className="ml-2 text-[0.9em] text-muted">
          <span className="sr-only">Before </span>
          {formatMoney(compareAt)}
        </s>
      ) : null}
    </span>
  )
}
