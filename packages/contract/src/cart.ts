import * as z from 'zod'
import { Id } from './ids.ts'
import { Currency, Money } from './money.ts'
import { Image } from './products.ts'

/** The most units of one variant that a cart line may hold. */
export const MAX_LINE_QUANTITY = 999

/** The most lines that a cart may hold. */
export const MAX_CART_LINES = 100

const Quantity = z.int('Enter a whole number.').min(1).max(MAX_LINE_QUANTITY)

export const CartProblem = z.object({
  code: z.enum(['out_of_stock', 'price_changed', 'unavailable']),
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
  total: Money,
  available: z.int().nullable(),
})

export type CartLine = z.infer<typeof CartLine>

/** The whole cart, repriced. A visitor without one has `id: null` and no lines. */
export const Cart = z.object({
  id: Id('cart').nullable(),
  currency: Currency,
  lines: z.array(CartLine),
  itemCount: z.int(),
  totals: Totals,
  problems: z.array(CartProblem),
})

export type Cart = z.infer<typeof Cart>

export const AddCartItemInput = z.strictObject({ variantId: Id('variant'), quantity: Quantity.default(1) })

export const SetCartQuantityInput = z.strictObject({
  lineId: Id('cartLine'),
  /** 0 removes the line. */
  quantity: z.int('Enter a whole number.').min(0).max(MAX_LINE_QUANTITY),
})

export const RemoveCartItemInput = z.strictObject({ lineId: Id('cartLine') })
