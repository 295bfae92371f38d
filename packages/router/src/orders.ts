import { getOrder, listOrders } from '@tradepost/commerce'
import {
  GetOrderInput,
  ListOrdersInput,
  Order,
  OrderPage,
  PlaceOrderInput,
  PlaceOrderOutput,
} from '@tradepost/contract'
import { placingErrors } from './checkout.ts'
import { ensureBuyer } from './context.ts'
import { anyone, signedIn } from './trpc.ts'
import { declares } from './wire-errors.ts'

export const orders = {
  place: anyone
    .input(PlaceOrderInput)
    .output(PlaceOrderOutput)
    .errors(declares(...placingErrors, 'payment.declined', 'payment.action_required', 'payment.pending'))
    .mutation(({ ctx, input }) =>
      ctx.placeOrder({ buyer: ensureBuyer(ctx), accountEmail: ctx.caller.user?.email ?? null, input })
    ),

  list: signedIn
    .input(ListOrdersInput)
    .output(OrderPage)
    .query(({ ctx, input }) => listOrders(ctx.deps, { userId: ctx.caller.user.id, ...input })),

  get: anyone
    .input(GetOrderInput)
    .output(Order)
    .errors(declares('order.not_found'))
    .query(({ ctx: { deps, caller }, input }) =>
      getOrder(deps, { userId: caller.user?.id ?? null, guestHash: caller.guestHash }, input.id)
    ),
}
