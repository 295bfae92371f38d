import type { AdminOrder, EditOrderInput, PricedCart, PricingInput } from '@tradepost/contract'
import { fail, formatMoney, money, priceCart } from '@tradepost/contract'
import type { Reads, Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { learnPayments } from '../payments/learn-payments.ts'
import { mayRefund } from '../payments/may-refund.ts'
import { writeOrderEvent } from '../payments/payment-rows.ts'
import { settleDifference } from './edit-balance.ts'
import { changeUses, keepUsable } from './edit-promotions.ts'
import { shippingAfterEdit } from './edit-shipping.ts'
import { moveStockOfEdit } from './edit-stock.ts'
import type { EditedLine } from './edited-lines.ts'
import { planLines } from './edited-lines.ts'
import type { StaffAct } from './keyed-act.ts'
import { actThenMove, keyOf, nameOf } from './keyed-act.ts'
import type { OrderSource } from './order-source.ts'
import { readOrderSource } from './order-source.ts'
import { isEditable } from './order-rows.ts'
import { readAdminOrder } from './read-admin-order.ts'
import { dropRefundedUnits } from './refunded-units.ts'
import { writeLines } from './write-edited-lines.ts'

const { orders } = schema

type EditAct = StaffAct<EditOrderInput>

/**
 * Edits the contents of an order that has not begun to ship. Reprices the order with its original pricing input, and
 * added lines at today's prices. Stock and coupons follow, and the difference becomes outstanding or is refunded.
 * Throws `order.not_found`, `order.conflict`, `order.not_editable`, `order.line_not_found`, `variant.not_found`,
 * `order.out_of_stock`, `idempotency.conflict`, and `input.invalid` for contents that an order cannot have. Staff
 * without the refund permission get `auth.forbidden` for an edit that refunds money, and `payment.provider_unavailable`
 * if the provider cannot report what was paid.
 */
export const editOrder = async (deps: Deps, act: EditAct): Promise<AdminOrder> => {
  const { id: orderId } = act.input
  if (!mayRefund(act.actor)) await learnPayments(deps, orderId)
  const keyed = {
    use: keyOf(act),
    orderId,
    act: (tx: Tx) => edit(tx, deps, act),
    show: (read: Reads) => readAdminOrder(read, orderId),
  }
  // The order is edited whatever the provider says. Money that it does not move now is moved later.
  return actThenMove(deps, keyed, { needsProvider: false })
}

const edit = async (tx: Tx, deps: Deps, { input, actor: by }: EditAct): Promise<void> => {
  const { source, pricing } = await readEditable(tx, input)
  const { order } = source
  const actor = nameOf(by)
  const lines = await planLines(tx, deps, { source, input })
  const stock = {
    before: source.lines,
    after: lines.map(({ variantId, pricing: { quantity } }) => ({ variantId, quantity })),
  }
  await moveStockOfEdit(tx, deps, { orderId: order.id, actor, reason: 'order edited', ...stock })
  const user = { orderId: order.id, customer: order.email }
  const promotions = await keepUsable(tx, { ...user, now: deps.now() }, pricing.promotions)
  const priced = { ...pricing, promotions, lines: lines.map((line) => line.pricing) }
  const shipping = await shippingAfterEdit(tx, { orderId: order.id, lines, shipping: pricing.shipping })
  // The order keeps its shipping input, because a later edit may add lines that require shipping.
  const cart = priceCart({ ...priced, shipping })
  await changeUses(tx, deps, { ...user, applied: cart.discounts })
  await writeLines(tx, { source, lines, cart })
  await writeOrder(tx, source, { pricing: priced, cart })
  const { currency, totalAmount: before } = order
  const { reason } = input
  const changed = { orderId: order.id, before, after: cart.total, currency, by, reason }
  await dropRefundedUnits(tx, { source, lines, ungiven: await settleDifference(tx, deps, changed) })
  const text = `${formatMoney(money(before, currency))} → ${formatMoney(money(cart.total, currency))}`
  await writeOrderEvent(tx, deps, { orderId: order.id, kind: 'edited', text, reason, actor })
  await recordAudit(tx, deps, { actor: by, change: { target: order.id, ...auditOf({ source, lines, cart }) } })
}

/** Reads an order that may be edited, in the version that the editor has seen. */
const readEditable = async (
  tx: Tx,
  { id, version }: EditOrderInput
): Promise<{ source: OrderSource; pricing: PricingInput }> => {
  const source = await readOrderSource(tx, eq(orders.id, id))
  if (!source) throw fail('order.not_found')
  // A capture or a void in progress was requested for the order as it was, and is about to change it.
  const isMoving = source.payments.some(({ status }) => status === 'capturing' || status === 'voiding')
  if (source.order.version !== version || isMoving) throw fail('order.conflict', { version: source.order.version })
  const { pricing } = source.order
  if (pricing === null || !isEditable(source)) throw fail('order.not_editable')
  return { source, pricing }
}

const writeOrder = async (
  tx: Tx,
  { order }: OrderSource,
  { pricing, cart }: { pricing: PricingInput; cart: PricedCart }
): Promise<void> => {
  const written = await tx
    .update(orders)
    .set({
      subtotalAmount: cart.subtotal,
      discountAmount: cart.discount + cart.shippingDiscount,
      shippingAmount: cart.shipping,
      shippingDiscountAmount: cart.shippingDiscount,
      shippingTaxAmount: cart.shippingTax,
      taxAmount: cart.tax,
      totalAmount: cart.total,
      taxes: [...cart.taxes],
      discounts: [...cart.discounts],
      pricing,
      version: order.version + 1,
    })
    .where(and(eq(orders.id, order.id), eq(orders.version, order.version), eq(orders.status, 'placed')))
    .returning({ id: orders.id })
  if (written.length === 0) throw fail('order.conflict', { version: order.version })
}

const auditOf = ({ source, lines, cart }: { source: OrderSource; lines: readonly EditedLine[]; cart: PricedCart }) => ({
  before: {
    version: source.order.version,
    total: source.order.totalAmount,
    lines: source.lines.map(({ id, quantity }) => ({ lineId: id, quantity })),
  },
  after: {
    version: source.order.version + 1,
    total: cart.total,
    lines: lines.map(({ id, pricing: { quantity } }) => ({ lineId: id, quantity })),
  },
})
