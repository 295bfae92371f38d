import { createHash } from 'node:crypto'
import type { IdOf } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Given, Reads, Tx } from '@tradepost/db'
import { compiledForOne, schema } from '@tradepost/db'
import { and, eq, isNull } from 'drizzle-orm'

const { idempotencyKeys } = schema

/** A key with its owner, its procedure, and the hash of the input it came with. */
export interface KeyUse {
  readonly owner: string
  readonly procedure: string
  readonly key: string
  readonly fingerprint: string
}

/** Returns the SHA-256 of an input, independent of the order of its keys. */
export const fingerprintOf = (input: unknown): string =>
  createHash('sha256').update(JSON.stringify(input, sortKeys)).digest('hex')

const sortKeys = (_: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value

/** The state of a key: unused, used by an act that has begun, or used by an act that has been answered. */
export type KeyState =
  | { readonly state: 'new' }
  | { readonly state: 'begun'; readonly subjectId: string }
  | { readonly state: 'answered'; readonly answer: string }

const selectKey = compiledForOne(
  (q, { owner, procedure, key }: Given<{ owner: string; procedure: string; key: string }>) =>
    q
      .select()
      .from(idempotencyKeys)
      .where(
        and(eq(idempotencyKeys.owner, owner), eq(idempotencyKeys.procedure, procedure), eq(idempotencyKeys.key, key))
      )
)

/** Looks up a key; throws `idempotency.conflict` if it came with another input. */
export const readKey = async (tx: Reads, use: KeyUse): Promise<KeyState> => {
  const row = await selectKey(tx, use)
  if (!row) return { state: 'new' }
  if (row.fingerprint !== use.fingerprint) throw fail('idempotency.conflict')
  return row.answer === null
    ? { state: 'begun', subjectId: row.subjectId ?? '' }
    : { state: 'answered', answer: row.answer }
}

const insertKey = compiledForOne((q, given: Given<KeyUse & { subjectId: IdOf<'order'>; createdAt: number }>) => {
  const { owner, procedure, key, fingerprint, subjectId, createdAt } = given
  return q
    .insert(idempotencyKeys)
    .values({ owner, procedure, key, fingerprint, subjectId, createdAt })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key })
})

/**
 * Claims a key for an act that begins, in the transaction that begins it. If the key is already claimed, returns its
 * state and leaves it unchanged. Throws `idempotency.conflict` if it came with another input.
 */
export const takeKey = async (
  tx: Tx,
  use: KeyUse,
  { subjectId, now }: { subjectId: IdOf<'order'>; now: number }
): Promise<KeyState> => {
  const taken = await insertKey(tx, { subjectId, createdAt: now, ...use })
  return taken ? { state: 'new' } : readKey(tx, use)
}

/** Stores the answer of an act that one transaction completes, in that transaction. */
export const storeAnswer = async (
  tx: Tx,
  use: KeyUse,
  at: { subjectId: string; answer: unknown; now: number }
): Promise<void> => {
  const { subjectId, answer, now } = at
  await tx.insert(idempotencyKeys).values({ subjectId, answer: JSON.stringify(answer), createdAt: now, ...use })
}

/** Stores the answer of an act that has begun, unless one is already stored. */
export const answerKey = async (tx: Tx, use: KeyUse, answer: unknown): Promise<void> => {
  await tx
    .update(idempotencyKeys)
    .set({ answer: JSON.stringify(answer) })
    .where(and(whereKey(use), isNull(idempotencyKeys.answer)))
}

const whereKey = ({ owner, procedure, key }: KeyUse) =>
  and(eq(idempotencyKeys.owner, owner), eq(idempotencyKeys.procedure, procedure), eq(idempotencyKeys.key, key))
