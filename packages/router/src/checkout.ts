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
import { anyone, within } from './trpc.ts'
import { declares } from './wire-errors.ts'

/** The errors that prevent a cart from becoming an order. `orders.place` and `checkout.start` both declare them. */
export const placingErrors = [
  'order.empty_cart',
  'order.email_required',
  'order.out_of_stock',
  'order.unpaid_limit',
  'order.unavailable',
  'order.total_changed',
  'order.coupon_refused',
  'shipping.unavailable',
  'checkout.in_progress',
  'payment.method_unavailable',
  'payment.provider_unavailable',
  'idempotency.conflict',
] as const

/** Returns the owner of the open checkout. The checkout may have started as a guest before sign-in. */
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
    .use(within('order'))
    .input(StartCheckoutInput)
    .output(CheckoutState)
    .errors(declares(...placingErrors))
    .mutation(({ ctx, input }) =>
      startCheckout(ctx.deps, {
        buyer: ensureBuyer(ctx),
        accountEmail: ctx.caller.user?.email ?? null,
        address: ctx.address,
        input,
      })
    ),

  complete: anyone(['stock', 'personal_data'])
    .use(within('checkout'))
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
    .use(within('checkout'))
    .input(CancelCheckoutInput)
    .output(Cart)
    .errors(declares('order.not_found', 'order.cart_changed'))
    .mutation(({ ctx, input }) => cancelCheckout(ctx.deps, { ...input, ...ownerOf(ctx) })),
}
