import {
  addCartItem,
  applyCoupon,
  getCart,
  removeCartItem,
  removeCoupon,
  setCartCurrency,
  setCartQuantity,
} from '@tradepost/commerce'
import {
  AddCartItemInput,
  ApplyCouponInput,
  Cart,
  RemoveCartItemInput,
  RemoveCouponInput,
  SetCartCurrencyInput,
  SetCartQuantityInput,
} from '@tradepost/contract'
import { buyerOf, ensureBuyer } from './context.ts'
import { anyone, within } from './trpc.ts'
import { declares } from './wire-errors.ts'

/** The errors that prevent a variant from being added to a cart. */
const offerErrors = ['variant.not_found', 'cart.currency_unavailable', 'cart.insufficient_stock'] as const

export const cart = {
  get: anyone([])
    .output(Cart)
    .query(({ ctx }) => getCart(ctx.deps, buyerOf(ctx.caller))),

  addItem: anyone([])
    .use(within('cart'))
    .input(AddCartItemInput)
    .output(Cart)
    .errors(declares(...offerErrors, 'cart.too_many_lines', 'checkout.in_progress'))
    .mutation(({ ctx, input }) => addCartItem(ctx.deps, { buyer: ensureBuyer(ctx), ...input })),

  setQuantity: anyone([])
    .use(within('cart'))
    .input(SetCartQuantityInput)
    .output(Cart)
    .errors(declares(...offerErrors, 'cart.line_not_found', 'checkout.in_progress'))
    .mutation(({ ctx, input }) => setCartQuantity(ctx.deps, { buyer: ensureBuyer(ctx), ...input })),

  removeItem: anyone([])
    .use(within('cart'))
    .input(RemoveCartItemInput)
    .output(Cart)
    .errors(declares('cart.line_not_found', 'checkout.in_progress'))
    .mutation(({ ctx, input }) => removeCartItem(ctx.deps, { buyer: ensureBuyer(ctx), ...input })),

  applyCoupon: anyone([])
    .use(within('cart'))
    .input(ApplyCouponInput)
    .output(Cart)
    .errors(declares('coupon.refused', 'cart.too_many_coupons', 'checkout.in_progress'))
    .mutation(({ ctx, input }) =>
      applyCoupon(ctx.deps, {
        buyer: ensureBuyer(ctx),
        address: ctx.address,
        email: ctx.caller.user?.email ?? null,
        ...input,
      })
    ),

  removeCoupon: anyone([])
    .use(within('cart'))
    .input(RemoveCouponInput)
    .output(Cart)
    .errors(declares('checkout.in_progress'))
    .mutation(({ ctx, input }) => removeCoupon(ctx.deps, { buyer: ensureBuyer(ctx), ...input })),

  setCurrency: anyone([])
    .use(within('cart'))
    .input(SetCartCurrencyInput)
    .output(Cart)
    .errors(declares('cart.currency_unavailable', 'checkout.in_progress'))
    .mutation(({ ctx, input }) => setCartCurrency(ctx.deps, { buyer: ensureBuyer(ctx), ...input })),
}
