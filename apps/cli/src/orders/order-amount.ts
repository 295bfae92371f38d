import type { Currency, Money } from '@tradepost/contract'
import { parseDecimal } from '@tradepost/contract'
import { misused } from '../failure.ts'

/** Parses `--amount` in the currency of an order. */
export const amountIn = (text: string, currency: Currency): Money => {
  const amount = parseDecimal(text, currency)
  if (amount === null || amount === 0) throw misused(`“${text}” is no amount in ${currency}: write one such as 12.50.`)
  return { amount, currency }
}
