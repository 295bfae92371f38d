import {
  addOrderNote,
  adminListOrders,
  approveReturn,
  cancelOrder,
  captureOrder,
  completeOrder,
  editOrder,
  fulfilOrder,
  getAdminOrder,
  listReturns,
  receiveReturn,
  refundOrder,
  rejectReturn,
  transitionOrder,
} from '@tradepost/commerce'
import {
  AddOrderNoteInput,
  AdminCancelOrderInput,
  AdminListOrdersInput,
  AdminOrder,
  AdminOrderPage,
  AdminReturn,
  ApproveReturnInput,
  CaptureOrderInput,
  CompleteOrderInput,
  EditOrderInput,
  FulfilOrderInput,
  GetOrderInput,
  ListReturnsInput,
  ReceiveReturnInput,
  RefundOrderInput,
  RejectReturnInput,
  ReturnPage,
  TransitionOrderInput,
} from '@tradepost/contract'
import { staff } from './trpc.ts'
import { declares } from './wire-errors.ts'

const returnErrors = ['return.not_found', 'return.illegal_transition', 'idempotency.conflict'] as const

const returns = {
  list: staff('orders:read', ['personal_data'])
    .input(ListReturnsInput)
    .output(ReturnPage)
    .query(({ ctx, input }) => listReturns(ctx.deps, input)),

  approve: staff('orders:write', ['personal_data'])
    .input(ApproveReturnInput)
    .output(AdminReturn)
    .errors(declares(...returnErrors))
    .mutation(({ ctx, input }) => approveReturn(ctx.deps, { input, actor: ctx.actor })),

  reject: staff('orders:write', ['personal_data'])
    .input(RejectReturnInput)
    .output(AdminReturn)
    .errors(declares(...returnErrors))
    .mutation(({ ctx, input }) => rejectReturn(ctx.deps, { input, actor: ctx.actor })),

  receive: staff('orders:fulfil', ['money_out', 'stock', 'personal_data'])
    .input(ReceiveReturnInput)
    .output(AdminReturn)
    .errors(
      declares(...returnErrors, 'order.line_not_found', 'return.exceeds_fulfilled', 'payment.provider_unavailable')
    )
    .mutation(({ ctx, input }) => receiveReturn(ctx.deps, { input, actor: ctx.actor })),
}

export const adminOrders = {
  list: staff('orders:read', ['personal_data'])
    .input(AdminListOrdersInput)
    .output(AdminOrderPage)
    .query(({ ctx, input }) => adminListOrders(ctx.deps, input)),

  get: staff('orders:read', ['personal_data'])
    .input(GetOrderInput)
    .output(AdminOrder)
    .errors(declares('order.not_found'))
    .query(({ ctx, input }) => getAdminOrder(ctx.deps, input)),

  fulfil: staff('orders:fulfil', ['stock', 'personal_data'])
    .input(FulfilOrderInput)
    .output(AdminOrder)
    .errors(
      declares(
        'order.not_found',
        'order.illegal_transition',
        'order.line_not_found',
        'fulfilment.exceeds_open',
        'stock.insufficient',
        'idempotency.conflict'
      )
    )
    .mutation(({ ctx, input }) => fulfilOrder(ctx.deps, { input, actor: ctx.actor })),

  complete: staff('orders:fulfil', ['personal_data'])
    .input(CompleteOrderInput)
    .output(AdminOrder)
    .errors(declares('order.not_found', 'order.illegal_transition', 'idempotency.conflict'))
    .mutation(({ ctx, input }) => completeOrder(ctx.deps, { input, actor: ctx.actor })),

  capture: staff('orders:refund', ['personal_data'])
    .input(CaptureOrderInput)
    .output(AdminOrder)
    .errors(
      declares(
        'order.not_found',
        'payment.exceeds_capturable',
        'payment.capture_refused',
        'payment.provider_unavailable',
        'idempotency.conflict'
      )
    )
    .mutation(({ ctx, input }) => captureOrder(ctx.deps, { input, actor: ctx.actor })),

  refund: staff('orders:refund', ['money_out', 'personal_data'])
    .input(RefundOrderInput)
    .output(AdminOrder)
    .errors(
      declares(
        'order.not_found',
        'order.line_not_found',
        'refund.exceeds_captured',
        'payment.provider_unavailable',
        'idempotency.conflict'
      )
    )
    .mutation(({ ctx, input }) => refundOrder(ctx.deps, { input, actor: ctx.actor })),

  cancel: staff('orders:write', ['money_out', 'stock', 'personal_data'])
    .input(AdminCancelOrderInput)
    .output(AdminOrder)
    .errors(
      declares('order.not_found', 'order.illegal_transition', 'payment.provider_unavailable', 'idempotency.conflict')
    )
    .mutation(({ ctx, input }) => cancelOrder(ctx.deps, { input, actor: ctx.actor })),

  addNote: staff('orders:write', ['personal_data'])
    .input(AddOrderNoteInput)
    .output(AdminOrder)
    .errors(declares('order.not_found', 'idempotency.conflict'))
    .mutation(({ ctx, input }) => addOrderNote(ctx.deps, { input, actor: ctx.actor })),

  edit: staff('orders:write', ['money_out', 'stock', 'personal_data'])
    .input(EditOrderInput)
    .output(AdminOrder)
    .errors(
      declares(
        'order.not_found',
        'order.conflict',
        'order.not_editable',
        'order.line_not_found',
        'order.out_of_stock',
        'variant.not_found',
        'payment.provider_unavailable',
        'idempotency.conflict'
      )
    )
    .mutation(({ ctx, input }) => editOrder(ctx.deps, { input, actor: ctx.actor })),

  transition: staff('orders:write', ['money_out', 'stock', 'personal_data'])
    .input(TransitionOrderInput)
    .output(AdminOrder)
    .errors(
      declares(
        'order.not_found',
        'order.illegal_transition',
        'order.line_not_found',
        'order.out_of_stock',
        'order.coupon_refused',
        'order.cart_changed',
        'fulfilment.exceeds_open',
        'stock.insufficient',
        'payment.provider_unavailable',
        'idempotency.conflict'
      )
    )
    .mutation(({ ctx, input }) => transitionOrder(ctx.deps, { input, actor: ctx.actor })),

  returns,
}
