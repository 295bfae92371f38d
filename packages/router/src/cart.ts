import { addCartItem, getCart, removeCartItem, setCartQuantity } from '@tradepost/commerce'
import { AddCartItemInput, Cart, RemoveCartItemInput, SetCartQuantityInput } from '@tradepost/contract'
import { buyerOf, ensureBuyer } from './context.ts'
import { anyone } from './trpc.ts'
import { declares } from './wire-errors.ts'

export const cart = {
  get: anyone.output(Cart).query(({ ctx }) => getCart(ctx.deps, buyerOf(ctx.caller))),

  addItem: anyone
    .input(AddCartItemInput)
    .output(Cart)
    .errors(declares('variant.not_found', 'cart.insufficient_stock', 'cart.too_many_lines', 'order.cart_changed'))
    .mutation(({ ctx, input }) => addCartItem(ctx.deps, { buyer: ensureBuyer(ctx), ...input })),

  setQuantity: anyone
    .input(SetCartQuantityInput)
    .output(Cart)
    .errors(declares('variant.not_found', 'cart.line_not_found', 'cart.insufficient_stock', 'order.cart_changed'))
    .mutation(({ ctx, input }) => setCartQuantity(ctx.deps, { buyer: ensureBuyer(ctx), ...input })),

  removeItem: anyone
    .input(RemoveCartItemInput)
    .output(Cart)
    .errors(declares('cart.line_not_found', 'order.cart_changed'))
    .mutation(({ ctx, input }) => removeCartItem(ctx.deps, { buyer: ensureBuyer(ctx), ...input })),
}
