import type { IdOf, PaymentFailure, PlaceOrderOutput } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Given, Tx } from '@tradepost/db'
import { compiled, compiledForOne, schema } from '@tradepost/db'
import type { SQLWrapper } from 'drizzle-orm'
import { and, eq, isNull, sql } from 'drizzle-orm'

const { idempotencyKeys } = schema

/** The answer that is stored under the key of `orders.place` and that a repeated call returns. */
export type StoredAnswer =
  | { readonly ok: true; readonly output: PlaceOrderOutput }
  | { readonly ok: false; readonly reason: PaymentFailure }

const PLACE = 'orders.place'

const openKeyOf = (orderId: IdOf<'order'> | SQLWrapper) =>
  and(eq(idempotencyKeys.subjectId, orderId), isNull(idempotencyKeys.answer), eq(idempotencyKeys.procedure, PLACE))

const selectOpenKey = compiledForOne((q, { orderId }: Given<{ orderId: IdOf<'order'> }>) =>
  q.select({ key: idempotencyKeys.key }).from(idempotencyKeys).where(openKeyOf(orderId))
)

const updateOpenKey = compiled((q, { orderId, answer }: Given<{ orderId: IdOf<'order'>; answer: string }>) =>
  q
    .update(idempotencyKeys)
    .set({ answer: sql`${answer}` })
    .where(openKeyOf(orderId))
)

/** Selects, in a query of orders, whether the call that began an order still waits for its answer. */
export const isAwaited =
  sql<number>`exists (select 1 from ${idempotencyKeys} where ${openKeyOf(schema.orders.id)})`.mapWith(Boolean)

/** An order, and whether the call that began it waits for its answer; looked up if not given. */
export interface Awaited {
  readonly orderId: IdOf<'order'>
  readonly isAwaited?: boolean | undefined
}

/** Stores the answer of the call that began an order, if a call waits for it. Returns what was stored, or null. */
export const answerOpenKey = async (
  tx: Tx,
  { orderId, isAwaited: known }: Awaited,
  make: () => Promise<StoredAnswer>
): Promise<StoredAnswer | null> => {
  const isOpen = known ?? (await selectOpenKey(tx, { orderId })) !== undefined
  if (!isOpen) return null
  const answer = await make()
  await updateOpenKey(tx, { orderId, answer: JSON.stringify(answer) })
  return answer
}

/** Deletes the key of a call whose order ended without an answer, so that the same call may be repeated. */
export const forgetOpenKey = async (tx: Tx, orderId: IdOf<'order'>): Promise<void> => {
  await tx.delete(idempotencyKeys).where(openKeyOf(orderId))
}

/** Parses a stored answer. Only `answerOpenKey` writes them. */
export const parseAnswer = (text: string): StoredAnswer => JSON.parse(text) as StoredAnswer

/** Returns the output of a stored answer; throws `payment.declined` for a payment that was refused. */
export const toOutput = (answer: StoredAnswer): PlaceOrderOutput => {
  if (answer.ok) return answer.output
  throw fail('payment.declined', { reason: answer.reason })
}
