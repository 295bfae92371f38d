import { getOrder, listOrders } from '@tradepost/commerce'
import {
  GetOrderInput,
  ListOrdersInput,
  Order,
  OrderPage,
  PlaceOrderInput,
  PlaceOrderOutput,
} from '@tradepost/contract'
import { buyerOf, ensureBuyer } from './context.ts'
import { anyone, signedIn } from './trpc.ts'
import { declares } from './wire-errors.ts'

export const orders = {
  place: anyone
    .input(PlaceOrderInput)
    .output(PlaceOrderOutput)
    .errors(
      declares(
        'order.empty_cart',
        'order.cart_changed',
        'order.email_required',
        'order.out_of_stock',
        'order.unavailable',
        'order.total_changed',
        'payment.declined',
        'idempotency.conflict'
      )
    )
    .mutation(({ ctx, input }) =>
      ctx.placeOrder({ buyer: ensureBuyer(ctx), accountEmail: ctx.caller.user?.email ?? null, input })
    ),

  list: signedIn
    .input(ListOrdersInput)
    .output(OrderPage)
    .query(({ ctx, input }) =>
      listOrders(ctx.deps, { buyer: { userId: ctx.caller.user.id, guestHash: null }, ...input })
    ),

  get: anyone
    .input(GetOrderInput)
    .output(Order)
    .errors(declares('order.not_found'))
    .query(({ ctx, input }) => getOrder(ctx.deps, { buyer: buyerOf(ctx.caller), id: input.id })),
}
