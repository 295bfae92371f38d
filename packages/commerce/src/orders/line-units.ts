import type { IdOf } from '@tradepost/contract'
import { fail } from '@tradepost/contract'

/** Units of a line of an order. */
export interface LineUnits {
  readonly lineId: IdOf<'orderLine'>
  readonly quantity: number
}

/** Makes the error of a line that the order does not have. */
export const lineNotFound = (lineId: string) => fail('order.line_not_found', { lineId })

/** Adds up what was named of a line more than once. */
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

/** Adds up the units of lines by variant; what is no longer in the catalogue has no stock. */
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

/** Writes how many units there are, for people. */
export const countText = (units: readonly LineUnits[]): string => {
  const count = units.reduce((sum, { quantity }) => sum + quantity, 0)
  return `${count} ${count === 1 ? 'unit' : 'units'}`
}
