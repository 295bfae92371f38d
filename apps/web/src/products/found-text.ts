import type { FoundTotal } from '@tradepost/contract'

const numbers = new Intl.NumberFormat('en')

/** Formats how many products were found: `12`, or `1,000+` if counting stopped there. */
export const totalText = ({ value, relation }: FoundTotal): string =>
  `${numbers.format(value)}${relation === 'at_least' ? '+' : ''}`

/** Formats how many products were found; empty while that is unknown. */
export const productsText = (total: FoundTotal | null): string => {
  if (total === null) return ''
  const isOne = total.value === 1 && total.relation === 'exact'
  return `${totalText(total)} ${isOne ? 'product' : 'products'}`
}
