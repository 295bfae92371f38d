import type { Cart, Currency, IdOf } from '@tradepost/contract'
import { fail, MAX_CART_LINES, MAX_LINE_QUANTITY } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, eq, sql } from 'drizzle-orm'
import type { Buyer } from '../buyer.ts'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import { availableQuantity } from '../inventory/stock.ts'
import { readShop } from '../shop/read-shop.ts'
import { readOfferedVariant, readPricedCurrencies } from './cart-rows.ts'
import { findCart, readCart } from './read-cart.ts'

const { cartLines, carts } = schema

/** A cart that can be changed, with its currency and its coupon codes. */
export interface OpenCart {
  readonly id: IdOf<'cart'>
  readonly currency: Currency
  readonly codes: readonly string[]
}

/**
 * Adds units of a variant. Throws `variant.not_found`, `cart.currency_unavailable`, `cart.insufficient_stock`,
 * `cart.too_many_lines`.
 */
export const addCartItem = (
  deps: Deps,
  { buyer, variantId, quantity }: { buyer: Buyer; variantId: IdOf<'variant'>; quantity: number }
): Promise<Cart> =>
  changeCart(deps, buyer, async (tx, cart) => {
    const [line] = await tx
      .select()
      .from(cartLines)
      .where(and(eq(cartLines.cartId, cart.id), eq(cartLines.variantId, variantId)))
    await putLine(tx, deps, { cart, variantId, lineId: line?.id, quantity: (line?.quantity ?? 0) + quantity })
  })

/** Sets the quantity of a line; 0 removes it. Throws `cart.line_not_found`, `cart.insufficient_stock`. */
export const setCartQuantity = (
  deps: Deps,
  { buyer, lineId, quantity }: { buyer: Buyer; lineId: IdOf<'cartLine'>; quantity: number }
): Promise<Cart> =>
  changeCart(deps, buyer, async (tx, cart) => {
    const [line] = await tx
      .select()
      .from(cartLines)
      .where(and(eq(cartLines.id, lineId), eq(cartLines.cartId, cart.id)))
    if (!line) throw fail('cart.line_not_found')
    if (quantity === 0) await tx.delete(cartLines).where(eq(cartLines.id, lineId))
    else await putLine(tx, deps, { cart, variantId: line.variantId, lineId, quantity })
  })

/** Removes a line; throws `cart.line_not_found`. */
export const removeCartItem = (
  deps: Deps,
  { buyer, lineId }: { buyer: Buyer; lineId: IdOf<'cartLine'> }
): Promise<Cart> => setCartQuantity(deps, { buyer, lineId, quantity: 0 })

/** Changes a buyer's cart in one transaction, creating it if there is none, and returns it with current prices. */
export const changeCart = (
  deps: Deps,
  buyer: Buyer,
  change: (tx: Tx, cart: OpenCart) => Promise<void>
): Promise<Cart> =>
  deps.db.write(async (tx) => {
    const cart = await openCart(tx, deps, buyer)
    await change(tx, cart)
    await touchCart(tx, deps, cart.id)
    return readCart(tx, deps, buyer)
  })

/** Finds or creates the buyer's open cart; throws `checkout.in_progress` while it is being paid. */
export const openCart = async (tx: Tx, deps: Deps, buyer: Buyer): Promise<OpenCart> => {
  const { currency } = await readShop(tx)
  const cart = await findCart(tx, buyer)
  if (cart?.status === 'ordering') throw await inProgress(tx, cart.id)
  if (cart) return { id: cart.id, currency: cart.currency ?? currency, codes: cart.codes }
  const id = newId(deps, 'cart')
  const now = deps.now()
  await tx.insert(carts).values({ id, ...buyer, status: 'open', version: 0, createdAt: now, updatedAt: now })
  return { id, currency, codes: [] }
}

/** Returns the error that names the order that a cart is being paid for. */
export const inProgress = async (tx: Tx, cartId: IdOf<'cart'>) => {
  const [order] = await tx
    .select({ id: schema.orders.id })
    .from(schema.orders)
    .where(and(eq(schema.orders.cartId, cartId), eq(schema.orders.status, 'pending_payment')))
  if (!order) throw new Error('A cart that is being paid has no order.')
  return fail('checkout.in_progress', { orderId: order.id })
}

/** Marks a cart as changed now, and increments its version. */
export const touchCart = async (tx: Tx, deps: Deps, cartId: IdOf<'cart'>): Promise<void> => {
  await tx
    .update(carts)
    .set({ version: sql`${carts.version} + 1`, updatedAt: deps.now() })
    .where(eq(carts.id, cartId))
}

interface LineToPut {
  readonly cart: OpenCart
  readonly variantId: IdOf<'variant'>
  readonly lineId: IdOf<'cartLine'> | undefined
  readonly quantity: number
}

/** Returns why a variant cannot be added to a cart: it is not sold at all, or only in other currencies. */
const notOffered = async (tx: Tx, variantId: IdOf<'variant'>) => {
  const currencies = await readPricedCurrencies(tx, variantId)
  return currencies.length === 0 ? fail('variant.not_found') : fail('cart.currency_unavailable', { currencies })
}

const putLine = async (tx: Tx, deps: Deps, { cart, variantId, lineId, quantity }: LineToPut): Promise<void> => {
  const variant = await readOfferedVariant(tx, variantId, cart.currency)
  if (!variant) throw await notOffered(tx, variantId)
  const { unitAmount: seenAmount } = variant
  const available = Math.min(availableQuantity(variant) ?? MAX_LINE_QUANTITY, MAX_LINE_QUANTITY)
  if (quantity > available) throw fail('cart.insufficient_stock', { sku: variant.sku, available })
  if (lineId) {
    await tx.update(cartLines).set({ quantity, seenAmount }).where(eq(cartLines.id, lineId))
    return
  }
  const lines = await tx.$count(cartLines, eq(cartLines.cartId, cart.id))
  if (lines >= MAX_CART_LINES) throw fail('cart.too_many_lines', { max: MAX_CART_LINES })
  await tx.insert(cartLines).values({ id: newId(deps, 'cartLine'), cartId: cart.id, variantId, quantity, seenAmount })
}
