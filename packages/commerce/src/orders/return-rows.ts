import type { AdminReturn, IdOf, ReturnStatus } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Reads, Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import type { SQL } from 'drizzle-orm'
import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { toInstant } from '../deps.ts'
import type { LineUnits } from './line-units.ts'

const { orders, returnLines, returns } = schema

/** Reads returns for staff, newest first. */
export const readReturns = async (read: Reads, where: SQL | undefined, limit: number): Promise<AdminReturn[]> => {
  const rows = await read
    .select({
      id: returns.id,
      status: returns.status,
      reason: returns.reason,
      note: returns.note,
      createdAt: returns.createdAt,
      orderId: returns.orderId,
      orderNumber: orders.number,
      email: orders.email,
      lines: linesOfReturn,
    })
    .from(returns)
    .innerJoin(orders, eq(orders.id, returns.orderId))
    .where(where)
    .orderBy(desc(returns.id))
    .limit(limit)
  return rows.map(({ createdAt, lines, ...row }) => ({ lines: parseLines(lines), at: toInstant(createdAt), ...row }))
}

const linesOfReturn = sql<string>`(
  select json_group_array(json_object('lineId', order_line_id, 'quantity', quantity, 'restockedQuantity', restocked_quantity))
  from return_lines where return_lines.return_id = returns.id
)`

// Only the expression above writes this text.
const parseLines = (text: string) => JSON.parse(text) as AdminReturn['lines']

/** Reads one return; throws `return.not_found`. */
export const readReturn = async (read: Reads, id: IdOf<'return'>): Promise<AdminReturn> => {
  const [found] = await readReturns(read, eq(returns.id, id), 1)
  if (!found) throw fail('return.not_found')
  return found
}

/**
 * Changes the status of a return by conditional update; throws `return.illegal_transition` if the current status does
 * not allow it.
 */
export const moveReturn = async (
  tx: Tx,
  deps: Deps,
  { id, from, to }: { id: IdOf<'return'>; from: ReturnStatus[]; to: ReturnStatus }
): Promise<void> => {
  const moved = await tx
    .update(returns)
    .set({ status: to, updatedAt: deps.now() })
    .where(and(eq(returns.id, id), inArray(returns.status, from)))
    .returning({ id: returns.id })
  if (moved.length > 0) return
  const { status } = await readReturn(tx, id)
  throw fail('return.illegal_transition', { status })
}

/** Records how many units of a line of a return were restocked. */
export const setRestocked = async (tx: Tx, id: IdOf<'return'>, { lineId, quantity }: LineUnits): Promise<void> => {
  await tx
    .update(returnLines)
    .set({ restockedQuantity: quantity })
    .where(and(eq(returnLines.returnId, id), eq(returnLines.orderLineId, lineId)))
}
