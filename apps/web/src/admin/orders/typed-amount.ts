import { formatMoney, type Money } from '@tradepost/contract'
import { readAmount } from '../read-amount.ts'

/** Parses a typed amount above zero and up to `most`, or says what is wrong with it. */
export const typedAmount = (text: string, most: Money): { amount: Money } | { fault: string } => {
  const amount = readAmount(text, most.currency)
  if (amount === null || amount === 0) return { fault: 'Enter an amount such as 19.00.' }
  if (amount > most.amount) return { fault: `Enter at most ${formatMoney(most)}.` }
  return { amount: { amount, currency: most.currency } }
}
