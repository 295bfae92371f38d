import {
  cancelCheckout,
  completeCheckout,
  readCheckoutOptions,
  readCheckoutStatus,
  startCheckout,
} from '@tradepost/commerce'
import {
  CancelCheckoutInput,
  Cart,
  CheckoutOptions,
  CheckoutOptionsInput,
  CheckoutState,
  CheckoutStatusInput,
  CompleteCheckoutInput,
  StartCheckoutInput,
} from '@tradepost/contract'
import type { Context } from './context.ts'
import { buyerOf, ensureBuyer, readerOf } from './context.ts'
import { anyone } from './trpc.ts'
import { declares } from './wire-errors.ts'

/** What can keep a cart from becoming an order; `orders.place` and `checkout.start` declare it alike. */
export const placingErrors = [
  'order.empty_cart',
  'order.email_required',
  'order.out_of_stock',
  'order.unavailable',
  'order.total_changed',
  'order.coupon_refused',
  'shipping.unavailable',
  'checkout.in_progress',
  'payment.method_unavailable',
  'payment.provider_unavailable',
  'idempotency.conflict',
] as const

/** Tells whose open checkout is meant: also one that was begun as a guest before signing in. */
const ownerOf = (ctx: Context) => ({ buyer: ensureBuyer(ctx), reader: readerOf(ctx.caller) })

export const checkout = {
  options: anyone([])
    .input(CheckoutOptionsInput)
    .output(CheckoutOptions)
    .query(({ ctx, input }) =>
      readCheckoutOptions(ctx.deps, {
        buyer: buyerOf(ctx.caller),
        email: ctx.caller.user?.email ?? null,
        ...input,
      })
    ),

  start: anyone(['stock', 'personal_data'])
    .input(StartCheckoutInput)
    .output(CheckoutState)
    .errors(declares(...placingErrors))
    .mutation(({ ctx, input }) =>
      startCheckout(ctx.deps, { buyer: ensureBuyer(ctx), accountEmail: ctx.caller.user?.email ?? null, input })
    ),

  complete: anyone(['stock', 'personal_data'])
    .input(CompleteCheckoutInput)
    .output(CheckoutState)
    .errors(declares('order.not_found', 'payment.provider_unavailable'))
    .mutation(({ ctx, input }) => completeCheckout(ctx.deps, { ...input, ...ownerOf(ctx) })),

  status: anyone(['stock', 'personal_data'])
    .input(CheckoutStatusInput)
    .output(CheckoutState)
    .errors(declares('order.not_found', 'payment.provider_unavailable'))
    .query(({ ctx, input }) => readCheckoutStatus(ctx.deps, { ...input, ...ownerOf(ctx) })),

  cancel: anyone(['stock'])
    .input(CancelCheckoutInput)
    .output(Cart)
    .errors(declares('order.not_found', 'order.cart_changed'))
    .mutation(({ ctx, input }) => cancelCheckout(ctx.deps, { ...input, ...ownerOf(ctx) })),
}
