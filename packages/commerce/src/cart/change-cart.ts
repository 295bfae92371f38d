import type { Cart, IdOf } from '@tradepost/contract'
import { fail, MAX_CART_LINES, MAX_LINE_QUANTITY } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, eq, sql } from 'drizzle-orm'
import type { Buyer } from '../buyer.ts'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import { availableQuantity } from '../inventory/stock.ts'
import { findCart, readCart } from './read-cart.ts'

const { cartLines, carts, products, stockLevels, variants } = schema

/** Adds units of a variant; throws `variant.not_found`, `cart.insufficient_stock`, `cart.too_many_lines`. */
export const addCartItem = (
  deps: Deps,
  { buyer, variantId, quantity }: { buyer: Buyer; variantId: IdOf<'variant'>; quantity: number }
): Promise<Cart> =>
  changeCart(deps, buyer, async (tx, cartId) => {
    const [line] = await tx
      .select()
      .from(cartLines)
      .where(and(eq(cartLines.cartId, cartId), eq(cartLines.variantId, variantId)))
    await putLine(tx, deps, { cartId, variantId, lineId: line?.id, quantity: (line?.quantity ?? 0) + quantity })
  })

/** Sets the units of a line, 0 removes it; throws `cart.line_not_found`, `cart.insufficient_stock`. */
export const setCartQuantity = (
  deps: Deps,
  { buyer, lineId, quantity }: { buyer: Buyer; lineId: IdOf<'cartLine'>; quantity: number }
): Promise<Cart> =>
  changeCart(deps, buyer, async (tx, cartId) => {
    const [line] = await tx
      .select()
      .from(cartLines)
      .where(and(eq(cartLines.id, lineId), eq(cartLines.cartId, cartId)))
    if (!line) throw fail('cart.line_not_found')
    if (quantity === 0) await tx.delete(cartLines).where(eq(cartLines.id, lineId))
    else await putLine(tx, deps, { cartId, variantId: line.variantId, lineId, quantity })
  })

/** Removes a line; throws `cart.line_not_found`. */
export const removeCartItem = (
  deps: Deps,
  { buyer, lineId }: { buyer: Buyer; lineId: IdOf<'cartLine'> }
): Promise<Cart> => setCartQuantity(deps, { buyer, lineId, quantity: 0 })

/** Changes a buyer's cart in one transaction, making it first where there is none, and answers it repriced. */
const changeCart = (deps: Deps, buyer: Buyer, change: (tx: Tx, cartId: IdOf<'cart'>) => Promise<void>): Promise<Cart> =>
  deps.db.write(async (tx) => {
    const cartId = await openCart(tx, deps, buyer)
    await change(tx, cartId)
    await touchCart(tx, deps, cartId)
    return readCart(tx, buyer)
  })

/** Finds or makes the buyer's open cart; throws `order.cart_changed` while it is being paid. */
export const openCart = async (tx: Tx, deps: Deps, buyer: Buyer): Promise<IdOf<'cart'>> => {
  const cart = await findCart(tx, buyer)
  if (cart?.status === 'ordering') throw fail('order.cart_changed')
  if (cart) return cart.id
  const id = newId(deps, 'cart')
  const now = deps.now()
  await tx.insert(carts).values({ id, ...buyer, status: 'open', version: 0, createdAt: now, updatedAt: now })
  return id
}

/** Marks a cart as changed now. */
export const touchCart = async (tx: Tx, deps: Deps, cartId: IdOf<'cart'>): Promise<void> => {
  await tx
    .update(carts)
    .set({ version: sql`${carts.version} + 1`, updatedAt: deps.now() })
    .where(eq(carts.id, cartId))
}

interface LineToPut {
  readonly cartId: IdOf<'cart'>
  readonly variantId: IdOf<'variant'>
  readonly lineId: IdOf<'cartLine'> | undefined
  readonly quantity: number
}

const putLine = async (tx: Tx, deps: Deps, { cartId, variantId, lineId, quantity }: LineToPut): Promise<void> => {
  const variant = await readSoldVariant(tx, variantId)
  const available = Math.min(availableQuantity(variant) ?? MAX_LINE_QUANTITY, MAX_LINE_QUANTITY)
  if (quantity > available) throw fail('cart.insufficient_stock', { sku: variant.sku, available })
  if (lineId) {
    await tx.update(cartLines).set({ quantity, seenAmount: variant.priceAmount }).where(eq(cartLines.id, lineId))
    return
  }
  const lines = await tx.$count(cartLines, eq(cartLines.cartId, cartId))
  if (lines >= MAX_CART_LINES) throw fail('cart.too_many_lines', { max: MAX_CART_LINES })
  await tx
    .insert(cartLines)
    .values({ id: newId(deps, 'cartLine'), cartId, variantId, quantity, seenAmount: variant.priceAmount })
}

const readSoldVariant = async (tx: Tx, variantId: IdOf<'variant'>) => {
  const [variant] = await tx
    .select({
      sku: variants.sku,
      priceAmount: variants.priceAmount,
      tracked: variants.tracked,
      backorder: variants.backorder,
      onHand: stockLevels.onHand,
      allocated: stockLevels.allocated,
    })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .leftJoin(stockLevels, eq(stockLevels.variantId, variants.id))
    .where(and(eq(variants.id, variantId), eq(products.status, 'active')))
  if (!variant) throw fail('variant.not_found')
  return variant
}
