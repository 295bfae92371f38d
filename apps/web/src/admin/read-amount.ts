import { type Currency, parseDecimal } from '@tradepost/contract'

/** Parses a typed amount. A comma counts as the decimal point, as on half of all keyboards. */
export const readAmount = (text: string, currency: Currency): number | null =>
  parseDecimal(/^[^.,]*,[^.,]*$/.test(text) ? text.replace(',', '.') : text, currency)
