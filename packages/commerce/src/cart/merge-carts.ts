import type { CartMergeChange, IdOf } from '@tradepost/contract'
import { MAX_CART_COUPONS, MAX_CART_LINES, MAX_LINE_QUANTITY } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import { availableQuantity } from '../inventory/stock.ts'
import { readShop } from '../shop/read-shop.ts'
import type { CartRow } from './cart-rows.ts'
import { readCartRows } from './cart-rows.ts'
import { openCart, touchCart } from './change-cart.ts'
import { findCart } from './read-cart.ts'

const { cartCoupons, cartLines, carts } = schema

/**
 * Moves a guest's cart into the account's cart: quantities are added and limited by stock, codes are carried over.
 * Returns what was done with each line. A guest's cart is merged once; a cart that is being paid is not merged.
 */
export const mergeGuestCart = (
  deps: Deps,
  { guestHash, userId }: { guestHash: string; userId: IdOf<'user'> }
): Promise<CartMergeChange[]> =>
  deps.db.write(async (tx) => {
    const guestCart = await findCart(tx, { guestHash, userId: null })
    const ownCart = await findCart(tx, { userId, guestHash: null })
    if (guestCart?.status !== 'open' || ownCart?.status === 'ordering') return []
    await tx.update(carts).set({ status: 'merged', updatedAt: deps.now() }).where(eq(carts.id, guestCart.id))
    const { codes } = guestCart
    if (codes.length === 0 && (await tx.$count(cartLines, eq(cartLines.cartId, guestCart.id))) === 0) return []
    const { id: cartId, codes: own, ...opened } = await openCart(tx, deps, { userId, guestHash: null })
    // If the account had no cart, keep the currency that the guest chose.
    const isNew = !ownCart && guestCart.currency !== null
    if (isNew) await tx.update(carts).set({ currency: guestCart.currency }).where(eq(carts.id, cartId))
    const currency = (isNew ? guestCart.currency : null) ?? opened.currency
    const isSeen = currency === (guestCart.currency ?? (await readShop(tx)).currency)
    const changes: CartMergeChange[] = []
    for (const row of await readCartRows(tx, guestCart.id, currency)) {
      // A price seen in another currency cannot be compared with one in this currency.
      const seenAmount = isSeen ? row.seenAmount : (row.unitAmount ?? row.seenAmount)
      changes.push(...(await mergeLine(tx, deps, { cartId, row: { ...row, seenAmount } })))
    }
    await mergeCodes(tx, deps, { cartId, codes, own })
    await touchCart(tx, deps, cartId)
    return changes
  })

const mergeCodes = async (
  tx: Tx,
  deps: Deps,
  { cartId, codes, own }: { cartId: IdOf<'cart'>; codes: readonly string[]; own: readonly string[] }
): Promise<void> => {
  const added = codes.filter((code) => !own.includes(code)).slice(0, MAX_CART_COUPONS - own.length)
  for (const code of added) await tx.insert(cartCoupons).values({ cartId, code, createdAt: deps.now() })
}

const mergeLine = async (
  tx: Tx,
  deps: Deps,
  { cartId, row }: { cartId: IdOf<'cart'>; row: CartRow }
): Promise<CartMergeChange[]> => {
  const [own] = await tx
    .select()
    .from(cartLines)
    .where(and(eq(cartLines.cartId, cartId), eq(cartLines.variantId, row.variantId)))
  const wanted = (own?.quantity ?? 0) + row.quantity
  const quantity = Math.min(wanted, availableQuantity(row) ?? MAX_LINE_QUANTITY, MAX_LINE_QUANTITY)
  const change = { sku: row.sku, title: row.productTitle, quantity }
  if (own && quantity <= own.quantity) return [{ ...change, kind: 'capped', quantity: own.quantity }]
  if (quantity === 0) return [{ ...change, kind: 'capped' }]
  if (own) await tx.update(cartLines).set({ quantity }).where(eq(cartLines.id, own.id))
  else if ((await tx.$count(cartLines, eq(cartLines.cartId, cartId))) >= MAX_CART_LINES) {
    return [{ ...change, kind: 'capped', quantity: 0 }]
  } else {
    const { variantId, seenAmount } = row
    await tx.insert(cartLines).values({ id: newId(deps, 'cartLine'), cartId, variantId, quantity, seenAmount })
  }
  return [{ ...change, kind: quantity < wanted ? 'capped' : 'added' }]
}
