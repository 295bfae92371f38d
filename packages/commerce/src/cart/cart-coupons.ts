import type { Cart, Currency } from '@tradepost/contract'
import { fail, MAX_CART_COUPONS } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { and, eq } from 'drizzle-orm'
import type { Buyer } from '../buyer.ts'
import type { Deps } from '../deps.ts'
import { readPromotions } from '../pricing/read-promotions.ts'
import { currenciesOf, readShop } from '../shop/read-shop.ts'
import { readCartRows } from './cart-rows.ts'
import { changeCart } from './change-cart.ts'

const { cartCoupons, cartLines, carts } = schema

/** A code for a buyer's cart; `email` is the customer's, where it is known. */
export interface CouponUse {
  readonly buyer: Buyer
  readonly code: string
  readonly email: string | null
}

/**
 * Enters a code. One that cannot count now, whatever is in the cart, is refused: throws `coupon.refused` and
 * `cart.too_many_coupons`. One that the cart does not reach yet stays and counts as soon as it does.
 */
export const applyCoupon = (deps: Deps, { buyer, code, email }: CouponUse): Promise<Cart> =>
  changeCart(deps, buyer, async (tx, cart) => {
    const { codes } = cart
    if (codes.includes(code)) return
    if (codes.length >= MAX_CART_COUPONS) throw fail('cart.too_many_coupons', { max: MAX_CART_COUPONS })
    const query = { forAll: [], codes: [code], currency: cart.currency, email, now: deps.now() }
    const { refused } = await readPromotions(tx, query)
    if (refused[0]) throw fail('coupon.refused', { code, reason: refused[0].reason })
    await tx.insert(cartCoupons).values({ cartId: cart.id, code, createdAt: deps.now() })
  })

/** Takes a code out; one that is not in the cart is out already. */
export const removeCoupon = (deps: Deps, { buyer, code }: { buyer: Buyer; code: string }): Promise<Cart> =>
  changeCart(deps, buyer, async (tx, cart) => {
    await tx.delete(cartCoupons).where(and(eq(cartCoupons.cartId, cart.id), eq(cartCoupons.code, code)))
  })

/** Chooses what is paid in; throws `cart.currency_unavailable`. What has no price in it shows as unavailable. */
export const setCartCurrency = (deps: Deps, { buyer, currency }: { buyer: Buyer; currency: Currency }): Promise<Cart> =>
  changeCart(deps, buyer, async (tx, cart) => {
    const currencies = currenciesOf(await readShop(tx))
    if (!currencies.includes(currency)) throw fail('cart.currency_unavailable', { currencies })
    await tx.update(carts).set({ currency }).where(eq(carts.id, cart.id))
    // A price in another currency is no price that has changed.
    for (const row of await readCartRows(tx, cart.id, currency)) {
      if (row.unitAmount === null) continue
      await tx.update(cartLines).set({ seenAmount: row.unitAmount }).where(eq(cartLines.id, row.id))
    }
  })
