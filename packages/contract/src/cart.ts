import * as z from 'zod'
import { Id } from './ids.ts'
import { Currency, Money } from './money.ts'
import { Image } from './products.ts'
import { CouponCode, CouponRefusal } from './promotions.ts'
import { PricingSnapshot } from './pricing-snapshot.ts'

/** The maximum quantity of a cart line. */
export const MAX_LINE_QUANTITY = 999

/** The maximum number of lines in a cart. */
export const MAX_CART_LINES = 100

const Quantity = z.int('Enter a whole number.').min(1).max(MAX_LINE_QUANTITY)

/**
 * A reason why a line cannot be bought as it is. With `no_price`, the variant is sold, but not in the currency of the
 * cart.
 */
export const CartProblem = z.object({
  code: z.enum(['out_of_stock', 'price_changed', 'unavailable', 'no_price']),
  lineId: Id('cartLine'),
  sku: z.string(),
  /** With `out_of_stock`, the units that can still be bought. */
  available: z.int().nullable(),
  /** With `price_changed`, the price when the line was last changed. */
  previousPrice: Money.nullable(),
})

export type CartProblem = z.infer<typeof CartProblem>

export const Totals = z.object({
  subtotal: Money,
  discount: Money,
  shipping: Money,
  tax: Money,
  total: Money,
  /** True if prices include tax, so that `total` already contains `tax`. */
  taxIncluded: z.boolean(),
})

export type Totals = z.infer<typeof Totals>

export const CartLine = z.object({
  id: Id('cartLine'),
  variantId: Id('variant'),
  productSlug: z.string(),
  productTitle: z.string(),
  variantTitle: z.string(),
  sku: z.string(),
  image: Image.nullable(),
  quantity: z.int(),
  unitPrice: Money,
  /** Unit price × quantity, before discounts. */
  total: Money,
  discount: Money,
  available: z.int().nullable(),
})

export type CartLine = z.infer<typeof CartLine>

/** A tax of a cart or an order. If prices include tax, `base` excludes it. */
export const TaxLine = z.object({ name: z.string(), basisPoints: z.int(), base: Money, amount: Money })

export type TaxLine = z.infer<typeof TaxLine>

/** The discount of one promotion, on lines and on shipping. */
export const DiscountLine = z.object({ title: z.string(), code: z.string().nullable(), amount: Money })

export type DiscountLine = z.infer<typeof DiscountLine>

/** A coupon in the cart. `refusal` is the reason why it has no effect now. */
export const CartCoupon = z.object({
  code: z.string(),
  title: z.string().nullable(),
  refusal: CouponRefusal.nullable(),
})

export type CartCoupon = z.infer<typeof CartCoupon>

/** The maximum number of coupons in a cart. */
export const MAX_CART_COUPONS = 5

/** The cart with current prices. A visitor without a cart has `id: null` and no lines. */
export const Cart = z.object({
  id: Id('cart').nullable(),
  currency: Currency,
  lines: z.array(CartLine),
  itemCount: z.int(),
  totals: Totals,
  discounts: z.array(DiscountLine),
  coupons: z.array(CartCoupon),
  taxes: z.array(TaxLine),
  problems: z.array(CartProblem),
  /**
   * The input from which `priceCart` computed the totals. A page can show the effect of a change before the server
   * answers.
   */
  pricing: PricingSnapshot,
})

export type Cart = z.infer<typeof Cart>

export const AddCartItemInput = z.strictObject({ variantId: Id('variant'), quantity: Quantity.default(1) })

export const SetCartQuantityInput = z.strictObject({
  lineId: Id('cartLine'),
  /** 0 removes the line. */
  quantity: z.int('Enter a whole number.').min(0).max(MAX_LINE_QUANTITY),
})

export const RemoveCartItemInput = z.strictObject({ lineId: Id('cartLine') })

export const ApplyCouponInput = z.strictObject({ code: CouponCode })

export const RemoveCouponInput = z.strictObject({ code: CouponCode })

export const SetCartCurrencyInput = z.strictObject({ currency: Currency })
