import type {
  AdminReturn,
  ApproveReturnInput,
  ListReturnsInput,
  OrderEventKind,
  Page,
  RejectReturnInput,
} from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, eq, lt, sql } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { decodeIdCursor, pageById } from '../page-cursor.ts'
import { writeOrderEvent } from '../payments/payment-rows.ts'
import type { StaffAct } from './keyed-act.ts'
import { actOnce, keyOf, nameOf } from './keyed-act.ts'
import { countText } from './line-units.ts'
import { moveReturn, readReturn, readReturns } from './return-rows.ts'

const { orderLines, returns } = schema

/** Lists returns, newest first. */
export const listReturns = async (
  { db: { read } }: Deps,
  { cursor, limit, status }: ListReturnsInput
): Promise<Page<AdminReturn>> => {
  const older = cursor ? lt(returns.id, decodeIdCursor('return', cursor)) : undefined
  const where = and(status ? eq(returns.status, status) : undefined, older)
  return pageById(await readReturns(read, where, limit + 1), limit, (row) => row)
}

/**
 * Approves a return, so that the customer may send its units back. Throws `return.not_found`,
 * `return.illegal_transition`, `idempotency.conflict`, as {@link rejectReturn} does.
 */
export const approveReturn = (deps: Deps, act: StaffAct<ApproveReturnInput>): Promise<AdminReturn> =>
  decide(deps, act, {
    from: ['requested'],
    to: 'approved',
    kind: 'return_approved',
    reason: null,
    write: async () => {},
  })

/** Rejects a return, even an approved one. Its units may then be part of another return. */
export const rejectReturn = (deps: Deps, act: StaffAct<RejectReturnInput>): Promise<AdminReturn> =>
  decide(deps, act, {
    from: ['requested', 'approved'],
    to: 'rejected',
    kind: 'return_rejected',
    reason: act.input.reason,
    write: async (tx, { lines }) => {
      for (const { lineId, quantity } of lines) {
        await tx
          .update(orderLines)
          .set({ returnedQuantity: sql`${orderLines.returnedQuantity} - ${quantity}` })
          .where(eq(orderLines.id, lineId))
      }
    },
  })

interface Decision {
  readonly from: AdminReturn['status'][]
  readonly to: AdminReturn['status']
  readonly kind: OrderEventKind
  readonly reason: string | null
  readonly write: (tx: Tx, asked: AdminReturn) => Promise<void>
}

const decide = async (
  deps: Deps,
  act: StaffAct<ApproveReturnInput | RejectReturnInput>,
  { from, to, kind, reason, write }: Decision
): Promise<AdminReturn> => {
  const { id } = act.input
  const { orderId } = await readReturn(deps.db.read, id)
  const decideIn = async (tx: Tx) => {
    const before = await readReturn(tx, id)
    await moveReturn(tx, deps, { id, from, to })
    await write(tx, before)
    const event = { orderId, kind, text: countText(before.lines), reason, subject: id, actor: nameOf(act.actor) }
    await writeOrderEvent(tx, deps, event)
    const after = { status: to, ...(reason === null ? {} : { reason }) }
    await recordAudit(tx, deps, { actor: act.actor, change: { target: id, before: { status: before.status }, after } })
  }
  return actOnce(deps, { use: keyOf(act), orderId, act: decideIn, show: (read) => readReturn(read, id) })
}
