import type { FulfilmentStatus, PaymentStatus } from '@tradepost/contract'
import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

/**
 * What became of an order's money, computed from its payments: both lists and filters read it by this one expression.
 * Refunds count from the moment they are asked for.
 */
export const paymentStatusOfOrder: SQL<PaymentStatus> = sql<PaymentStatus>`(
  select case
    when coalesce(sum(payments.captured_amount), 0) = 0 then case
      when sum(payments.status in ('authorized', 'capturing')) > 0 then 'authorized'
      when sum(payments.status in ('pending')) > 0 then 'unpaid'
      when sum(payments.status in ('voided', 'voiding')) > 0 then 'voided'
      when sum(payments.status = 'failed') > 0 then 'failed'
      when orders.total_amount = 0 then 'paid'
      else 'unpaid' end
    when sum(payments.refunded_amount) = sum(payments.captured_amount) then 'refunded'
    when sum(payments.refunded_amount) > 0 then 'partially_refunded'
    when sum(payments.captured_amount) < orders.total_amount then 'partially_paid'
    else 'paid' end
  from payments where payments.order_id = orders.id
)`

/** How much of an order has left, computed from its lines. */
export const fulfilmentStatusOfOrder: SQL<FulfilmentStatus> = sql<FulfilmentStatus>`(
  select case
    when coalesce(sum(order_lines.fulfilled_quantity), 0) = 0 then 'unfulfilled'
    when sum(order_lines.fulfilled_quantity) < sum(order_lines.quantity) then 'partially_fulfilled'
    when sum(order_lines.returned_quantity) = sum(order_lines.quantity) then 'returned'
    else 'fulfilled' end
  from order_lines where order_lines.order_id = orders.id
)`
