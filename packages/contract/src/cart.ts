import * as z from 'zod'
import { Id } from './ids.ts'
import { Currency, Money } from './money.ts'
import { Image } from './products.ts'
import { CouponCode, CouponRefusal } from './promotions.ts'
import { PricingSnapshot } from './pricing-snapshot.ts'

/** The most units of one variant that a cart line may hold. */
export const MAX_LINE_QUANTITY = 999

/** The most lines that a cart may hold. */
export const MAX_CART_LINES = 100

const Quantity = z.int('Enter a whole number.').min(1).max(MAX_LINE_QUANTITY)

/** What of a line keeps it from being bought as it stands; `no_price` is sold, but not in the cart's currency. */
export const CartProblem = z.object({
  code: z.enum(['out_of_stock', 'price_changed', 'unavailable', 'no_price']),
  lineId: Id('cartLine'),
  sku: z.string(),
  /** Units that can still be bought, with `out_of_stock`. */
  available: z.int().nullable(),
  /** The price when the line was last changed, with `price_changed`. */
  previousPrice: Money.nullable(),
})

export type CartProblem = z.infer<typeof CartProblem>

export const Totals = z.object({
  subtotal: Money,
  discount: Money,
  shipping: Money,
  tax: Money,
  total: Money,
  /** True where `total` already holds `tax` because prices are quoted with it. */
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
  /** Unit price by quantity, before discounts. */
  total: Money,
  discount: Money,
  available: z.int().nullable(),
})

export type CartLine = z.infer<typeof CartLine>

/** A tax of a cart or an order: its base is net of it where prices include tax. */
export const TaxLine = z.object({ name: z.string(), basisPoints: z.int(), base: Money, amount: Money })

export type TaxLine = z.infer<typeof TaxLine>

/** What a promotion takes off, on lines and on shipping. */
export const DiscountLine = z.object({ title: z.string(), code: z.string().nullable(), amount: Money })

export type DiscountLine = z.infer<typeof DiscountLine>

/** A code in the cart: what it saves, or why it does not count now. */
export const CartCoupon = z.object({
  code: z.string(),
  title: z.string().nullable(),
  refusal: CouponRefusal.nullable(),
})

export type CartCoupon = z.infer<typeof CartCoupon>

/** The most codes that a cart may hold. */
export const MAX_CART_COUPONS = 5

/** The whole cart, repriced. A visitor without one has `id: null` and no lines. */
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
  /** All that the totals were computed from by `priceCart`, so that a page can show a change before its answer is here. */
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
