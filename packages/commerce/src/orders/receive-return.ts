import type { AdminReturn, ReceiveReturnInput } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Reads, Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { restockUnits } from '../inventory/order-stock.ts'
import { assertMayRefund } from '../payments/may-refund.ts'
import { writeOrderEvent } from '../payments/payment-rows.ts'
import type { StaffAct } from './keyed-act.ts'
import { actThenMove, keyOf, nameOf } from './keyed-act.ts'
import type { LineUnits } from './line-units.ts'
import { countText, lineNotFound, mergeUnits, unitsByVariant } from './line-units.ts'
import { refundReturn } from './refund-return.ts'
import { moveReturn, readReturn, setRestocked } from './return-rows.ts'

const { orderLines } = schema

type ReceiveAct = StaffAct<ReceiveReturnInput>

/**
 * Records that a return arrived: restocks the given units, writes off the others, and refunds the price of all of them
 * or reduces what is outstanding. An actor without the refund permission must pass `refund: false`; otherwise, also if
 * it is omitted, they get `auth.forbidden`. Throws `return.not_found`, `return.illegal_transition`,
 * `order.line_not_found`, `return.exceeds_fulfilled`, `payment.provider_unavailable`, `idempotency.conflict`.
 */
export const receiveReturn = async (deps: Deps, act: ReceiveAct): Promise<AdminReturn> => {
  const { id, refund } = act.input
  // Staff who may only receive must say explicitly that somebody else decides about the money.
  if (refund) assertMayRefund(act.actor)
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
  const settled = input.refund ? await refundReturn(tx, deps, { came, by }) : { refunded: null }
  const after = { status: 'received', restocked, ...settled }
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
