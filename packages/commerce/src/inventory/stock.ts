import type { Availability } from '@tradepost/contract'
import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'
import { schema } from '@tradepost/db'
import { qualified } from '../qualified-column.ts'

const { locations, shopSettings, stockLevels, variants } = schema

/** The figures that determine how many units of a variant can be bought, over all active locations. */
export interface StockFigures {
  readonly tracked: boolean
  readonly backorder: boolean
  readonly onHand: number | null
  readonly allocated: number | null
}

const overLocations = (column: SQL): SQL<number> => sql<number>`(
  select coalesce(sum(${column}), 0) from ${stockLevels} join ${locations} on ${qualified(locations.id)} = ${qualified(stockLevels.locationId)}
  where ${qualified(stockLevels.variantId)} = ${qualified(variants.id)} and ${qualified(locations.isActive)} = 1
)`

/** The stock columns of a variant over all active locations, for a query that selects from `variants`. */
export const stockColumns = {
  onHand: overLocations(qualified(stockLevels.onHand)),
  allocated: overLocations(qualified(stockLevels.allocated)),
}

/** Returns how many units can be bought now; null if there is no limit. */
export const availableQuantity = (stock: StockFigures): number | null =>
  !stock.tracked || stock.backorder ? null : Math.max(0, (stock.onHand ?? 0) - (stock.allocated ?? 0))

/** The low-stock threshold of the shop: a variant with this many available units or fewer is low. */
export const lowFrom = sql<number>`(select ${qualified(shopSettings.lowStockThreshold)} from ${shopSettings})`

/** Returns the availability that shoppers see. */
export const toAvailability = (stock: StockFigures & { readonly lowFrom: number }): Availability => {
  const quantity = availableQuantity(stock)
  if (quantity === 0) return { level: 'out_of_stock', quantity }
  return { level: quantity !== null && quantity <= stock.lowFrom ? 'low_stock' : 'in_stock', quantity }
}
