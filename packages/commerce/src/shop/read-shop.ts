import type { Shop } from '@tradepost/contract'
import { money } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { schema } from '@tradepost/db'

/** Reads the settings of the shop. */
export const readShop = async (read: Reads): Promise<Shop> => {
  const [row] = await read.select().from(schema.shopSettings)
  if (!row) throw new Error('The shop has no settings row; the first migration writes it.')
  const freeFrom = row.freeShippingFromAmount
  return {
    name: row.name,
    currency: row.currency,
    pricesIncludeTax: row.pricesIncludeTax,
    taxRateBasisPoints: row.taxRateBasisPoints,
    shippingFee: money(row.shippingFeeAmount, row.currency),
    freeShippingFrom: freeFrom === null ? null : money(freeFrom, row.currency),
  }
}
