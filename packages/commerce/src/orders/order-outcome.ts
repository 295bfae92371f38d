import type { IdOf } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Given, Tx } from '@tradepost/db'
import { compiled, schema } from '@tradepost/db'
import { and, eq, sql } from 'drizzle-orm'
import type { Buyer } from '../buyer.ts'
import { readCart } from '../cart/read-cart.ts'
import type { Deps } from '../deps.ts'
import { allocateStock } from '../inventory/allocate-stock.ts'
import type { Units } from '../inventory/order-movements.ts'
import { releaseStock } from '../inventory/order-stock.ts'
import { availableQuantity } from '../inventory/stock.ts'
import { readVariantStock } from '../inventory/variant-stock.ts'
import { releasePromotions, usePromotions } from '../pricing/use-promotions.ts'
import type { StatusChange } from './change-status.ts'
import { changeStatus } from './change-status.ts'
import { sourceToOrder } from './order-rows.ts'
import { readOrderSourceOf } from './order-source.ts'
import type { Awaited, StoredAnswer } from './stored-answers.ts'
import { answerOpenKey, forgetOpenKey } from './stored-answers.ts'

const { carts, orderLines, orders, stockMovements } = schema

/** An act on an order: by whom, and why. */
export type OrderAct = Omit<StatusChange, 'action'>

/**
 * Places an order whose payment is settled, or not needed yet. Stores and returns the answer to the call that began it.
 */
export const placeOpenOrder = async (
  tx: Tx,
  deps: Deps,
  { isAwaited, ...act }: OrderAct & Awaited
): Promise<StoredAnswer | null> => {
  await changeStatus(tx, deps, { action: 'place', ...act })
  await setCartStatus(tx, act.orderId, 'ordered')
  return answerOpenKey(tx, { isAwaited, ...act }, () => placedAnswer(tx, deps, act.orderId))
}

const placedAnswer = async (tx: Tx, deps: Deps, orderId: IdOf<'order'>): Promise<StoredAnswer> => {
  const source = await readOrderSourceOf(tx, orderId)
  if (!source) throw fail('order.not_found')
  return { ok: true, output: { order: sourceToOrder(source), cart: await readCart(tx, deps, buyerOf(source.order)) } }
}

const buyerOf = ({ userId, guestHash }: { userId: IdOf<'user'> | null; guestHash: string | null }): Buyer | null => {
  if (userId) return { userId, guestHash: null }
  return guestHash ? { userId: null, guestHash } : null
}

/**
 * Ends an order that has not shipped: releases its stock, its coupons and its cart. The call that began it is answered
 * with `answer`, or may be repeated if there is none.
 */
export const releaseOrder = async (
  tx: Tx,
  deps: Deps,
  { action, answer, ...act }: OrderAct & { action: 'cancel' | 'expire'; answer?: StoredAnswer }
): Promise<void> => {
  const { orderId, actor } = act
  await changeStatus(tx, deps, { action, ...act })
  const reason = action === 'cancel' ? 'order canceled' : 'reservation ran out'
  await releaseStock(tx, deps, { orderId, actor, reason })
  await releasePromotions(tx, deps, orderId)
  await setCartStatus(tx, orderId, 'open')
  if (answer) await answerOpenKey(tx, { orderId }, async () => answer)
  else await forgetOpenKey(tx, orderId)
}

/**
 * Places an expired order after all, because its money came, and takes its goods and coupons again. Throws, and so
 * rolls back the caller's transaction, if they are gone (`order.out_of_stock`, `order.coupon_refused`) or if its cart
 * was ordered again (`order.cart_changed`).
 */
export const reviveOrder = async (tx: Tx, deps: Deps, act: OrderAct): Promise<void> => {
  const { orderId, actor } = act
  const [order] = await tx.select().from(orders).where(eq(orders.id, orderId))
  if (!order) throw fail('order.not_found')
  const [cart] = order.cartId ? await tx.select().from(carts).where(eq(carts.id, order.cartId)) : []
  if (cart && cart.status !== 'open') throw fail('order.cart_changed')
  const lines = (await tx.select().from(orderLines).where(eq(orderLines.orderId, orderId))).filter(isOpen)
  const wanted = await readUnitsToAllocate(tx, orderId, lines)
  const short = await allocateStock(tx, deps, { orderId, actor, reason: 'order placed', wanted })
  // Deleting a product deletes its stock movements, so `wanted` does not include it.
  const gone = lines.filter(({ variantId }) => variantId === null || short.includes(variantId))
  if (short.length > 0 || gone.length > 0) throw fail('order.out_of_stock', { items: await shortItems(tx, gone) })
  // Delete the released uses: the primary key allows one use of a promotion per order.
  await tx.delete(schema.promotionUses).where(eq(schema.promotionUses.orderId, orderId))
  await usePromotions(tx, deps, { orderId, customer: order.email, applied: order.discounts })
  await changeStatus(tx, deps, { action: 'place', ...act })
  // A cart that was changed since then belongs to the buyer's next order, not to this one.
  const isSame = cart !== undefined && cart.version === order.cartVersion
  if (isSame) await tx.update(carts).set({ status: 'ordered' }).where(eq(carts.id, cart.id))
  else await tx.update(orders).set({ cartId: null }).where(eq(orders.id, orderId))
}

const shortItems = async (tx: Tx, lines: readonly OrderLine[]) => {
  const ids = lines.flatMap(({ variantId }) => variantId ?? [])
  const leftOf = new Map((await readVariantStock(tx, ids)).map((row) => [row.variantId, availableQuantity(row)]))
  return lines.map(({ sku, productTitle: title, quantity: requested, variantId }) => ({
    sku,
    title,
    requested,
    available: (variantId && leftOf.get(variantId)) ?? 0,
  }))
}

type OrderLine = typeof orderLines.$inferSelect

/** Returns whether a line has units that were not shipped. An edit can leave a line with none. */
const isOpen = ({ quantity, fulfilledQuantity }: OrderLine): boolean => quantity > fulfilledQuantity

/** Returns the unshipped units of the lines whose variants had stock allocated to the order. The shop does not track others. */
const readUnitsToAllocate = async (tx: Tx, orderId: IdOf<'order'>, lines: readonly OrderLine[]): Promise<Units[]> => {
  const rows = await tx
    .selectDistinct({ variantId: stockMovements.variantId })
    .from(stockMovements)
    .where(and(eq(stockMovements.orderId, orderId), eq(stockMovements.kind, 'allocated')))
  return rows.flatMap(({ variantId }) => {
    const own = lines.filter((line) => line.variantId === variantId)
    const quantity = own.reduce((sum, line) => sum + line.quantity - line.fulfilledQuantity, 0)
    return quantity > 0 ? [{ variantId, quantity }] : []
  })
}

interface CartOutcome {
  readonly orderId: IdOf<'order'>
  readonly status: 'open' | 'ordered'
}

const updateCart = compiled((q, { orderId, status }: Given<CartOutcome>) =>
  q
    .update(carts)
    .set({ status: sql`${status}` })
    .where(
      and(
        eq(carts.id, sql`(select ${orders.cartId} from ${orders} where ${orders.id} = ${orderId})`),
        eq(carts.status, 'ordering')
      )
    )
)

const setCartStatus = (tx: Tx, orderId: IdOf<'order'>, status: 'open' | 'ordered'): Promise<void> =>
  updateCart(tx, { orderId, status })
