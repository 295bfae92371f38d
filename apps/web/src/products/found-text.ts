import type { FoundTotal } from '@tradepost/contract'

const numbers = new Intl.NumberFormat('en')

/** Writes how many were found: `12`, or `1,000+` where counting stopped. */
export const totalText = ({ value, relation }: FoundTotal): string =>
  `${numbers.format(value)}${relation === 'at_least' ? '+' : ''}`

/** Writes how many products were found; nothing while it is not known. */
export const productsText = (total: FoundTotal | null): string => {
  if (total === null) return ''
  const isOne = total.value === 1 && total.relation === 'exact'
  return `${totalText(total)} ${isOne ? 'product' : 'products'}`
}
