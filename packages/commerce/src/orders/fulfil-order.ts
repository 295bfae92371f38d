import type { AdminOrder, FulfilOrderInput, IdOf } from '@tradepost/contract'
import { CodedError, fail } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { insertRows, schema } from '@tradepost/db'
import { and, asc, eq, sql } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import { shipStock } from '../inventory/order-stock.ts'
import { writeOrderEvent } from '../payments/payment-rows.ts'
import { assertAllows, changeStatus } from './change-status.ts'
import type { StaffAct } from './keyed-act.ts'
import { actOnce, keyOf, nameOf } from './keyed-act.ts'
import type { LineUnits } from './line-units.ts'
import { countText, lineNotFound, mergeUnits, unitsByVariant } from './line-units.ts'
import { readAdminOrder } from './read-admin-order.ts'

const { fulfilmentLines, fulfilments, orderLines } = schema

/** A fulfillment; with `isPart`, one that leaves nothing to ship is refused. */
type FulfilAct = StaffAct<FulfilOrderInput> & { readonly isPart?: boolean }

/**
 * Ships all open units of an order, or the given ones: counts them as fulfilled by conditional update, removes them
 * from stock, and advances the order's status. Throws `order.not_found`, `order.illegal_transition`,
 * `order.line_not_found`, `fulfilment.exceeds_open`, `stock.insufficient`, `idempotency.conflict`.
 */
export const fulfilOrder = (deps: Deps, act: FulfilAct): Promise<AdminOrder> => {
  const { id: orderId } = act.input
  return actOnce(deps, {
    use: keyOf(act),
    orderId,
    act: (tx) => fulfil(tx, deps, act),
    show: (read) => readAdminOrder(read, orderId),
  })
}

const fulfil = async (tx: Tx, deps: Deps, { input, actor: by, isPart = false }: FulfilAct): Promise<void> => {
  const { id: orderId } = input
  const actor = nameOf(by)
  const from = await assertAllows(tx, orderId, isPart ? 'fulfil_part' : 'fulfil')
  const lines = await readLines(tx, orderId)
  const units = input.lines ? mergeUnits(input.lines) : openUnits(lines)
  for (const one of units) await countSent(tx, orderId, one)
  const fulfilmentId = await insertFulfilment(tx, deps, { input, units, actor })
  await shipStock(tx, deps, { orderId, actor, reason: 'order sent', units: unitsByVariant(lines, units) })
  const isWhole = openUnits(await readLines(tx, orderId)).length === 0
  if (isWhole && isPart) throw leavesNothing()
  const event = { orderId, actor, kind: 'fulfilled', text: parcelText(input, units), subject: fulfilmentId } as const
  await writeOrderEvent(tx, deps, event)
  const action = isWhole ? 'fulfil' : 'fulfil_part'
  const to = await changeStatus(tx, deps, { orderId, action, actor, reason: null })
  const change = { target: orderId, before: { status: from }, after: { status: to, fulfilmentId, lines: units } }
  await recordAudit(tx, deps, { actor: by, change })
}

const leavesNothing = () =>
  new CodedError('input.invalid', {
    issues: [{ path: 'lines', message: 'This leaves nothing for another parcel: go to fulfilled instead.' }],
  })

const readLines = (tx: Tx, orderId: IdOf<'order'>) =>
  tx
    .select({
      id: orderLines.id,
      variantId: orderLines.variantId,
      sku: orderLines.sku,
      quantity: orderLines.quantity,
      fulfilledQuantity: orderLines.fulfilledQuantity,
    })
    .from(orderLines)
    .where(eq(orderLines.orderId, orderId))
    .orderBy(asc(orderLines.id))

const openUnits = (lines: Awaited<ReturnType<typeof readLines>>): LineUnits[] =>
  lines
    .map(({ id, quantity, fulfilledQuantity }) => ({ lineId: id, quantity: quantity - fulfilledQuantity }))
    .filter(({ quantity }) => quantity > 0)

const countSent = async (tx: Tx, orderId: IdOf<'order'>, { lineId, quantity }: LineUnits): Promise<void> => {
  const where = and(eq(orderLines.id, lineId), eq(orderLines.orderId, orderId))
  const open = sql<number>`${orderLines.quantity} - ${orderLines.fulfilledQuantity}`
  const counted = await tx
    .update(orderLines)
    .set({ fulfilledQuantity: sql`${orderLines.fulfilledQuantity} + ${quantity}` })
    .where(and(where, sql`${open} >= ${quantity}`))
    .returning({ id: orderLines.id })
  if (counted.length > 0) return
  const [line] = await tx.select({ open }).from(orderLines).where(where)
  throw line ? fail('fulfilment.exceeds_open', { lineId, open: line.open }) : lineNotFound(lineId)
}

const insertFulfilment = async (
  tx: Tx,
  deps: Deps,
  { input, units, actor }: { input: FulfilOrderInput; units: readonly LineUnits[]; actor: string }
): Promise<IdOf<'fulfilment'>> => {
  const id = newId(deps, 'fulfilment')
  const { id: orderId, carrier = null, trackingNumber = null, trackingUrl = null } = input
  await tx
    .insert(fulfilments)
    .values({ id, orderId, carrier, trackingNumber, trackingUrl, actor, createdAt: deps.now() })
  const rows = units.map(({ lineId, quantity }) => ({ fulfilmentId: id, orderLineId: lineId, quantity }))
  await insertRows(tx, fulfilmentLines, rows)
  return id
}

const parcelText = ({ carrier, trackingNumber }: FulfilOrderInput, units: readonly LineUnits[]): string =>
  [countText(units), carrier, trackingNumber].filter(Boolean).join(', ')
