import { Currency, type CurrencyAmount, toDecimal } from '@tradepost/contract'
import { readAmount } from './read-amount.ts'

/** Amounts as typed, by currency; an empty string means no amount. */
export type TypedAmounts = Readonly<Partial<Record<Currency, string>>>

/** Converts saved amounts to form values. */
export const typedAmounts = (amounts: readonly CurrencyAmount[]): TypedAmounts =>
  Object.fromEntries(amounts.map((money) => [money.currency, toDecimal(money)]))

/** Lists the currencies that have a typed amount, in the contract's order. */
export const typedCurrencies = (typed: TypedAmounts): Currency[] =>
  Currency.options.filter((currency) => (typed[currency] ?? '').trim() !== '')

/** Parses typed amounts. An invalid amount becomes NaN, which the contract refuses. */
export const readAmounts = (typed: TypedAmounts): { currency: Currency; amount: number }[] =>
  typedCurrencies(typed).map((currency) => ({
    currency,
    amount: readAmount(typed[currency] ?? '', currency) ?? Number.NaN,
  }))

/** Lists the shop's currencies, and those that have a saved amount although the shop no longer sells in them. */
export const offeredCurrencies = (shop: readonly Currency[], typed: TypedAmounts): Currency[] => [
  ...shop,
  ...typedCurrencies(typed).filter((currency) => !shop.includes(currency)),
]
