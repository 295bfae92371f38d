import type { PricedCart } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { insertRows, schema } from '@tradepost/db'
import { and, eq, notInArray } from 'drizzle-orm'
import type { EditedLine } from './edited-lines.ts'
import type { OrderSource } from './order-source.ts'

const { orderLines } = schema

/**
 * Writes the lines of an edited order with their new prices: updates those that stay, deletes the removed ones, and
 * inserts the added ones.
 */
export const writeLines = async (
  tx: Tx,
  { source, lines, cart }: { source: OrderSource; lines: readonly EditedLine[]; cart: PricedCart }
): Promise<void> => {
  const { id: orderId } = source.order
  const ids = lines.map(({ id }) => id)
  await tx.delete(orderLines).where(and(eq(orderLines.orderId, orderId), notInArray(orderLines.id, ids)))
  const rows = lines.map((line, index) => {
    const priced = cart.lines[index]
    if (priced?.id !== line.id) throw new Error('An order and its price have other lines.')
    const { quantity, unitAmount, subtotal: totalAmount, discount: discountAmount, tax: taxAmount } = priced
    return { line, amounts: { quantity, unitAmount, totalAmount, discountAmount, taxAmount } }
  })
  for (const { line, amounts } of rows) {
    if (!line.added) await tx.update(orderLines).set(amounts).where(eq(orderLines.id, line.id))
  }
  const added = rows.flatMap(({ line: { id, added }, amounts }) => {
    if (!added) return []
    const { variantId, productSlug, productTitle, optionValues, sku, imageSrc, requiresShipping } = added
    const variantTitle = optionValues.length > 0 ? added.variantTitle : ''
    const names = { variantId, productSlug, productTitle, variantTitle, sku, imageSrc, requiresShipping }
    return [{ id, orderId, ...names, ...amounts, fulfilledQuantity: 0, returnedQuantity: 0 }]
  })
  await insertRows(tx, orderLines, added)
}
