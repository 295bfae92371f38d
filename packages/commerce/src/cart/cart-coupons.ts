import type { Cart, CouponRefusal, Currency } from '@tradepost/contract'
import { fail, MAX_CART_COUPONS } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { and, eq } from 'drizzle-orm'
import type { Allowance } from '../allowances.ts'
import { returnAllowances, takeAllowances } from '../allowances.ts'
import type { Buyer } from '../buyer.ts'
import { clientNetworks } from '../client-networks.ts'
import type { Deps } from '../deps.ts'
import { readPromotions } from '../pricing/read-promotions.ts'
import { currenciesOf, readShop } from '../shop/read-shop.ts'
import { readCartRows } from './cart-rows.ts'
import { changeCart } from './change-cart.ts'

const { cartCoupons, cartLines, carts } = schema

/** A code for a buyer's cart, and the IP address it was sent from; `email` is the customer's, if it is known. */
export interface CouponUse {
  readonly buyer: Buyer
  readonly address: string
  readonly code: string
  readonly email: string | null
}

/**
 * Adds a code to the cart. Throws `coupon.refused` for a code that cannot apply now, whatever is in the cart,
 * `cart.too_many_coupons`, and `rate_limited` after too many wrong codes. A code whose conditions the cart does not
 * meet yet stays, and applies as soon as they are met.
 */
export const applyCoupon = async (deps: Deps, use: CouponUse): Promise<Cart> => {
  const guesses = guessesOf(deps, use)
  // Counted before the code is looked up, so that each of several concurrent guesses counts. Undone for a valid code.
  await deps.db.write(async (tx) => {
    const retryAfterMs = await takeAllowances(tx, deps.now(), guesses)
    if (retryAfterMs > 0) throw fail('rate_limited', { retryAfterMs: Math.ceil(retryAfterMs) })
  })
  const cart = await enterCode(deps, use)
  await deps.db.write((tx) => returnAllowances(tx, guesses))
  return cart
}

const enterCode = (deps: Deps, { buyer, code, email }: CouponUse): Promise<Cart> =>
  changeCart(deps, buyer, async (tx, cart) => {
    const { codes } = cart
    if (codes.includes(code)) return
    if (codes.length >= MAX_CART_COUPONS) throw fail('cart.too_many_coupons', { max: MAX_CART_COUPONS })
    const query = { forAll: [], codes: [code], currency: cart.currency, email, now: deps.now() }
    const { refused } = await readPromotions(tx, query)
    if (refused[0]) throw fail('coupon.refused', { code, reason: toldReason(refused[0].reason) })
    await tx.insert(cartCoupons).values({ cartId: cart.id, code, createdAt: deps.now() })
  })

/**
 * Reports a code that does not apply as not found, because guessing would otherwise reveal which codes exist. Only a
 * customer who has used the code before knows it already.
 */
const toldReason = (reason: CouponRefusal): CouponRefusal => (reason === 'used_by_you' ? reason : 'not_found')

const MINUTE_MS = 60_000

/** Limits wrong codes: 10 in a row and one every 6 minutes for a buyer, three times that for a network. */
const guessesOf = ({ quotas: { factor } }: Deps, { buyer, address }: CouponUse): Allowance[] => {
  const rule = (subject: string, [atOnce, everyMs]: [number, number]): Allowance => ({
    subject: `coupon:${subject}`,
    atOnce: Math.ceil(atOnce * factor),
    everyMs: Math.ceil(everyMs / factor),
  })
  const [network, ...wider] = clientNetworks(address)
  return [
    rule(buyer.userId ?? buyer.guestHash, [10, 6 * MINUTE_MS]),
    rule(network, [30, 2 * MINUTE_MS]),
    ...wider.map((one) => rule(one, [120, MINUTE_MS / 2])),
  ]
}

/** Removes a code from the cart, and succeeds if it is not there. */
export const removeCoupon = (deps: Deps, { buyer, code }: { buyer: Buyer; code: string }): Promise<Cart> =>
  changeCart(deps, buyer, async (tx, cart) => {
    await tx.delete(cartCoupons).where(and(eq(cartCoupons.cartId, cart.id), eq(cartCoupons.code, code)))
  })

/** Sets the currency of a cart; throws `cart.currency_unavailable`. Lines without a price in it cannot be ordered. */
export const setCartCurrency = (deps: Deps, { buyer, currency }: { buyer: Buyer; currency: Currency }): Promise<Cart> =>
  changeCart(deps, buyer, async (tx, cart) => {
    const currencies = currenciesOf(await readShop(tx))
    if (!currencies.includes(currency)) throw fail('cart.currency_unavailable', { currencies })
    await tx.update(carts).set({ currency }).where(eq(carts.id, cart.id))
    // A price in another currency does not count as a changed price.
    for (const row of await readCartRows(tx, cart.id, currency)) {
      if (row.unitAmount === null) continue
      await tx.update(cartLines).set({ seenAmount: row.unitAmount }).where(eq(cartLines.id, row.id))
    }
  })
