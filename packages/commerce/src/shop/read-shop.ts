import type { Currency, PaymentMethod, Shop } from '@tradepost/contract'
import { money } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { compiledForOne, schema } from '@tradepost/db'
import type { Deps } from '../deps.ts'
import { readShippedCountries, readShopFor } from '../pricing/read-shop-for.ts'

export type ShopRow = typeof schema.shopSettings.$inferSelect

const selectSettings = compiledForOne((q) => q.select().from(schema.shopSettings))

/** Reads the shop settings. */
export const readShop = async (read: Reads): Promise<ShopRow> => {
  const row = await selectSettings(read, {})
  if (!row) throw new Error('The shop has no settings row; the first migration writes it.')
  return row
}

/** Lists the currencies that the shop accepts, its own first. */
export const currenciesOf = ({ currency, currencies }: ShopRow): Currency[] => [...new Set([currency, ...currencies])]

/** Lists the payment methods that the shop accepts. */
export const paymentMethodsOf = (deps: Pick<Deps, 'payments'>, shop: ShopRow): PaymentMethod[] =>
  deps.payments.filter(({ name }) => name !== 'manual' || shop.offersInvoice).map(({ method }) => method)

/** Returns what every page of the shop needs to know. */
export const showShop = async (deps: Deps): Promise<Shop> => {
  const { read } = deps.db
  const { shop: row, zone } = await readShopFor(read, null)
  const rate = zone.methods[0]?.rates.find(({ currency }) => currency === row.currency)
  const fee = rate?.steps[0]?.amount
  return {
    name: row.name,
    currency: row.currency,
    currencies: currenciesOf(row),
    countryCode: row.countryCode,
    pricesIncludeTax: row.pricesIncludeTax,
    shipsTo: await readShippedCountries(read),
    shippingFee: fee === undefined ? null : money(fee, row.currency),
    freeShippingFrom: rate && rate.freeFromAmount !== null ? money(rate.freeFromAmount, row.currency) : null,
    paymentMethods: paymentMethodsOf(deps, row),
  }
}
