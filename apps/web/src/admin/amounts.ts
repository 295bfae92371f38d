import { Currency, type CurrencyAmount, toDecimal } from '@tradepost/contract'
import { readAmount } from './read-amount.ts'

/** Amounts as they are typed, by currency; an empty one is none. */
export type TypedAmounts = Readonly<Partial<Record<Currency, string>>>

/** Gives amounts as they were saved to be typed over. */
export const typedAmounts = (amounts: readonly CurrencyAmount[]): TypedAmounts =>
  Object.fromEntries(amounts.map((money) => [money.currency, toDecimal(money)]))

/** Lists the currencies in which something is typed, in the contract's order. */
export const typedCurrencies = (typed: TypedAmounts): Currency[] =>
  Currency.options.filter((currency) => (typed[currency] ?? '').trim() !== '')

/** Reads what was typed; an amount that cannot be read is NaN, which the contract refuses. */
export const readAmounts = (typed: TypedAmounts): { currency: Currency; amount: number }[] =>
  typedCurrencies(typed).map((currency) => ({
    currency,
    amount: readAmount(typed[currency] ?? '', currency) ?? Number.NaN,
  }))

/** Lists the shop's currencies, and those in which something is saved though the shop no longer sells in them. */
export const offeredCurrencies = (shop: readonly Currency[], typed: TypedAmounts): Currency[] => [
  ...shop,
  ...typedCurrencies(typed).filter((currency) => !shop.includes(currency)),
]
