import type { IdOf } from '@tradepost/contract'
import { fail } from '@tradepost/contract'

/** A number of units of one order line. */
export interface LineUnits {
  readonly lineId: IdOf<'orderLine'>
  readonly quantity: number
}

/** Returns the error for a line that the order does not have. */
export const lineNotFound = (lineId: string) => fail('order.line_not_found', { lineId })

/** Adds up the units of lines that were named more than once. */
export const mergeUnits = (units: readonly LineUnits[]): LineUnits[] => {
  const quantityById = new Map<IdOf<'orderLine'>, number>()
  for (const { lineId, quantity } of units) quantityById.set(lineId, (quantityById.get(lineId) ?? 0) + quantity)
  return [...quantityById].map(([lineId, quantity]) => ({ lineId, quantity }))
}

interface LineOfVariant {
  readonly id: IdOf<'orderLine'>
  readonly variantId: IdOf<'variant'> | null
  readonly sku: string
}

/**
 * Adds up the units of lines by variant. Omits variants that are no longer in the catalog, because they have no stock.
 */
export const unitsByVariant = (lines: readonly LineOfVariant[], units: readonly LineUnits[]) => {
  const byVariant = new Map<IdOf<'variant'>, { variantId: IdOf<'variant'>; sku: string; quantity: number }>()
  for (const { lineId, quantity } of units) {
    const line = lines.find(({ id }) => id === lineId)
    if (!line?.variantId) continue
    const { variantId, sku } = line
    const known = byVariant.get(variantId)?.quantity ?? 0
    byVariant.set(variantId, { variantId, sku, quantity: known + quantity })
  }
  return [...byVariant.values()]
}

/** Formats the number of units for people. */
export const countText = (units: readonly LineUnits[]): string => {
  const count = units.reduce((sum, { quantity }) => sum + quantity, 0)
  return `${count} ${count === 1 ? 'unit' : 'units'}`
}
