import { cancelOwnOrder, getOrder, listOrders, requestReturn, trackOrder, watchOrder } from '@tradepost/commerce'
import {
  CancelOrderInput,
  GetOrderInput,
  ListOrdersInput,
  Order,
  OrderPage,
  OrderUpdate,
  PlaceOrderInput,
  PlaceOrderOutput,
  RequestReturnInput,
  TrackOrderInput,
  WatchOrderInput,
} from '@tradepost/contract'
import { tracked } from '@trpc/server'
import { placingErrors } from './checkout.ts'
import { ensureBuyer, readerOf } from './context.ts'
import { trackedStreamOf } from './stream-of.ts'
import { anyone, listening, signedIn, within } from './trpc.ts'
import { declares } from './wire-errors.ts'

/** Tags each update with its ID, so that a client can resume after a disconnect. */
async function* numbered(updates: AsyncIterable<{ id: string; update: OrderUpdate }>) {
  for await (const { id, update } of updates) yield tracked(id, update)
}

export const orders = {
  place: anyone(['stock', 'personal_data'])
    .use(within('order'))
    .input(PlaceOrderInput)
    .output(PlaceOrderOutput)
    .errors(declares(...placingErrors, 'payment.declined', 'payment.action_required', 'payment.pending'))
    .mutation(({ ctx, input }) =>
      ctx.placeOrder({
        buyer: ensureBuyer(ctx),
        accountEmail: ctx.caller.user?.email ?? null,
        address: ctx.address,
        input,
      })
    ),

  list: signedIn([])
    .input(ListOrdersInput)
    .output(OrderPage)
    .query(({ ctx, input }) => listOrders(ctx.deps, { userId: ctx.caller.user.id, ...input })),

  get: anyone(['personal_data'])
    .input(GetOrderInput)
    .output(Order)
    .errors(declares('order.not_found'))
    .query(({ ctx, input }) => getOrder(ctx.deps, readerOf(ctx.caller), input.id)),

  cancel: anyone(['money_out', 'stock', 'personal_data'])
    .use(within('orderAct'))
    .input(CancelOrderInput)
    .output(Order)
    .errors(declares('order.not_found', 'order.illegal_transition', 'idempotency.conflict'))
    .mutation(({ ctx, input }) => cancelOwnOrder(ctx.deps, { input, reader: readerOf(ctx.caller) })),

  requestReturn: anyone(['personal_data'])
    .use(within('orderAct'))
    .input(RequestReturnInput)
    .output(Order)
    .errors(declares('order.not_found', 'order.line_not_found', 'return.exceeds_fulfilled', 'idempotency.conflict'))
    .mutation(({ ctx, input }) => requestReturn(ctx.deps, { input, reader: readerOf(ctx.caller) })),

  // Not a query: the input of a query is part of the URL and so appears in logs, and this input contains a secret.
  track: anyone(['personal_data'])
    .use(within('track'))
    .input(TrackOrderInput)
    .output(Order)
    .errors(declares('order.not_found', 'auth.rate_limited'))
    .mutation(({ ctx, input }) => trackOrder(ctx.deps, { input, address: ctx.address })),

  onUpdate: anyone([])
    .use(listening)
    .input(WatchOrderInput)
    .output(trackedStreamOf(OrderUpdate))
    .errors(declares('order.not_found'))
    .subscription(async ({ ctx, input }) =>
      numbered(await watchOrder(ctx.deps, { ...input, reader: readerOf(ctx.caller), signal: ctx.until }))
    ),
}
