import type { AdminReturn, IdOf, ReceiveReturnInput } from '@tradepost/contract'
import { fail, money } from '@tradepost/contract'
import type { Reads, Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { restockUnits } from '../inventory/order-stock.ts'
import { writeOrderEvent } from '../payments/payment-rows.ts'
import { refundableOf, requestRefund } from '../payments/refund-payment.ts'
import type { StaffAct } from './keyed-act.ts'
import { actThenMove, keyOf, nameOf } from './keyed-act.ts'
import type { LineUnits } from './line-units.ts'
import { countText, lineNotFound, mergeUnits, unitsByVariant } from './line-units.ts'
import { priceRefund, readRefundedUnits } from './refund-price.ts'
import { moveReturn, readReturn, setRestocked } from './return-rows.ts'

const { orderLines, orders, payments, returnLines, returns } = schema

type ReceiveAct = StaffAct<ReceiveReturnInput>

/**
 * Notes that a return came: the named units go back on the shelf, the others are written off, and what all of them cost
 * is refunded where that is wanted, by who may refund. Throws `auth.forbidden`, `return.not_found`, `return.illegal_transition`, `order.line_not_found`,
 * `return.exceeds_fulfilled`, `payment.provider_unavailable`, `idempotency.conflict`.
 */
export const receiveReturn = async (deps: Deps, act: ReceiveAct): Promise<AdminReturn> => {
  const { id, refund } = act.input
  // Who may only note what came must say that the money waits for somebody else.
  if (refund && !act.actor.permissions.includes('orders:refund')) throw fail('auth.forbidden')
  const { orderId } = await readReturn(deps.db.read, id)
  const keyed = {
    use: keyOf(act),
    orderId,
    act: (tx: Tx) => receive(tx, deps, act),
    show: (read: Reads) => readReturn(read, id),
  }
  return actThenMove(deps, keyed, { needsProvider: true })
}

const receive = async (tx: Tx, deps: Deps, { input, actor: by }: ReceiveAct): Promise<void> => {
  const { id } = input
  const came = await readReturn(tx, id)
  const { orderId } = came
  const actor = nameOf(by)
  const wanted = mergeUnits(input.restock)
  assertCame(came, wanted)
  await moveReturn(tx, deps, { id, from: ['approved'], to: 'received' })
  const restocked = await restock(tx, deps, { came, wanted, actor })
  const text = `${countText(came.lines)}, ${countText(restocked)} restocked`
  await writeOrderEvent(tx, deps, { orderId, kind: 'return_received', text, subject: id, actor })
  const refunded = input.refund ? await refundUnits(tx, deps, { came, actor }) : null
  const after = { status: 'received', restocked, refunded }
  await recordAudit(tx, deps, { actor: by, change: { target: id, before: { status: came.status }, after } })
}

const assertCame = (came: AdminReturn, wanted: readonly LineUnits[]): void => {
  for (const { lineId, quantity } of wanted) {
    const line = came.lines.find((one) => one.lineId === lineId)
    if (!line) throw lineNotFound(lineId)
    if (quantity > line.quantity) throw fail('return.exceeds_fulfilled', { lineId, returnable: line.quantity })
  }
}

const restock = async (
  tx: Tx,
  deps: Deps,
  { came, wanted, actor }: { came: AdminReturn; wanted: readonly LineUnits[]; actor: string }
): Promise<LineUnits[]> => {
  for (const one of wanted) await setRestocked(tx, came.id, one)
  const units = wanted.filter(({ quantity }) => quantity > 0)
  const lines = await tx
    .select({ id: orderLines.id, variantId: orderLines.variantId, sku: orderLines.sku })
    .from(orderLines)
    .where(eq(orderLines.orderId, came.orderId))
  const act = { orderId: came.orderId, actor, reason: 'returned', units: unitsByVariant(lines, units) }
  await restockUnits(tx, deps, act)
  return units
}

/** Asks for what the units cost to be given back, as far as they were paid for and not refunded before. */
const refundUnits = async (
  tx: Tx,
  deps: Deps,
  { came, actor }: { came: AdminReturn; actor: string }
): Promise<{ amount: number; currency: string } | null> => {
  const { orderId } = came
  const [order] = await tx.select().from(orders).where(eq(orders.id, orderId))
  if (!order) throw fail('order.not_found')
  const lines = await unpaidOf(tx, orderId, came.lines)
  const price = await priceRefund(tx, order, { lines, includeShipping: false })
  const rows = await tx.select().from(payments).where(eq(payments.orderId, orderId))
  // The goods are here, whatever was given back or never paid before.
  const amount = Math.min(price, refundableOf(rows))
  if (amount === 0) return null
  await requestRefund(tx, deps, { orderId, amount, reason: 'returned', returnId: came.id, lines, actor })
  return money(amount, order.currency)
}

/** Of what has come back in all, what was not refunded yet, whether with a return or before one. */
const unpaidOf = async (tx: Tx, orderId: IdOf<'order'>, units: readonly LineUnits[]): Promise<LineUnits[]> => {
  const received = await tx
    .select({ lineId: returnLines.orderLineId, quantity: returnLines.quantity })
    .from(returnLines)
    .innerJoin(returns, eq(returns.id, returnLines.returnId))
    .where(and(eq(returns.orderId, orderId), eq(returns.status, 'received')))
  const refunded = await readRefundedUnits(tx, orderId)
  return units
    .map(({ lineId, quantity }) => {
      const unpaid = countOf(mergeUnits(received), lineId) - countOf(refunded, lineId)
      return { lineId, quantity: Math.min(quantity, Math.max(0, unpaid)) }
    })
    .filter(({ quantity }) => quantity > 0)
}

const countOf = (units: readonly LineUnits[], lineId: string): number =>
  units.find((one) => one.lineId === lineId)?.quantity ?? 0
