import type { IdOf } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import type { SQL } from 'drizzle-orm'
import { and, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { rowToUser } from '../auth/user-rows.ts'
import type { Deps } from '../deps.ts'
import { toInstant } from '../deps.ts'
import { readSummaries, rowToSummary } from '../orders/order-rows.ts'
import { ERASED_DOMAIN } from '../orders/track-order.ts'
import { listAddresses } from './addresses.ts'
import type { Proof } from './prove.ts'
import { prove, readAccount } from './prove.ts'
import type { SessionHolder } from './own-sessions.ts'
import { listSessions } from './own-sessions.ts'

const { addresses, carts, idempotencyKeys, knownDevices, mailTokens, orders, outbox, recoveryCodes, registrations } =
  schema
const { orderLinks, promotionUses, returns, sessions, users } = schema

const MAX_EXPORTED_ORDERS = 10_000

/** Returns all data that the shop stores about a person. */
export const exportPersonalData = async (deps: Deps, holder: SessionHolder) => {
  const { read } = deps.db
  const rows = await readSummaries(read, eq(orders.userId, holder.userId), MAX_EXPORTED_ORDERS)
  return {
    exportedAt: toInstant(deps.now()),
    user: rowToUser(await readAccount(deps, holder.userId)),
    addresses: await listAddresses(read, holder.userId),
    sessions: await listSessions(deps, holder),
    orders: rows.map((row) => ({ ...rowToSummary(row), email: row.email, shippingAddress: row.shippingAddress })),
  }
}

/**
 * Erases a person. The account can no longer be used and no longer identifies anybody. Orders remain, with the data
 * required for tax but nothing that identifies the buyer. Throws what `prove` throws, and `account.last_owner` for the
 * shop's only owner.
 */
export const erasePersonalData = async (deps: Deps, proof: Proof): Promise<void> => {
  const { userId } = proof
  const user = await prove(deps, proof)
  await deps.db.write(async (tx) => {
    if (user.role === 'owner' && (await countOtherOwners(tx, userId)) === 0) throw fail('account.last_owner')
    await forgetOrdersBuyer(tx, userId)
    await forgetTraces(tx, { userId, email: user.email })
    const email = `${userId}${ERASED_DOMAIN}`
    const gone = {
      email,
      name: 'Erased',
      passwordHash: '',
      role: 'customer' as const,
      totpSecret: null,
      totpEnabledAt: null,
    }
    await tx
      .update(users)
      .set({ ...gone, disabledAt: deps.now(), erasedAt: deps.now() })
      .where(eq(users.id, userId))
  })
}

/** Counts the active owners other than this user. */
export const countOtherOwners = (tx: Tx, userId: IdOf<'user'>): Promise<number> =>
  tx.$count(users, and(eq(users.role, 'owner'), isNull(users.disabledAt), ne(users.id, userId)))

const ERASED = `erased${ERASED_DOMAIN}`

const forgetOrdersBuyer = async (tx: Tx, userId: IdOf<'user'>): Promise<void> => {
  const own = tx.select({ id: orders.id }).from(orders).where(eq(orders.userId, userId))
  await tx.delete(orderLinks).where(inArray(orderLinks.orderId, own))
  await tx.update(promotionUses).set({ customer: ERASED }).where(inArray(promotionUses.orderId, own))
  await tx.update(returns).set({ note: '' }).where(inArray(returns.orderId, own))
  // The idempotency keys of staff stay valid. Only the buyer's data in their stored answers is erased.
  await tx
    .update(idempotencyKeys)
    .set({ answer: sql`json_replace(${nobodyIn(idempotencyKeys.answer)}, '$.email', ${ERASED}, '$.note', '')` })
    .where(and(inArray(idempotencyKeys.subjectId, own), sql`json_valid(${idempotencyKeys.answer})`))
  await tx
    .update(orders)
    .set({
      email: ERASED,
      shippingAddress: sql`${withoutName(orders.shippingAddress, '$')}`,
      billingAddress: sql`iif(${orders.billingAddress} is null, null, ${withoutName(orders.billingAddress, '$')})`,
    })
    .where(eq(orders.userId, userId))
}

const nobodyIn = (answer: SQLiteColumn): SQL =>
  withoutName(sql`${withoutName(answer, '$.shippingAddress')}`, '$.billingAddress')

/** Returns SQL that erases what identifies a person from the address at a path in a JSON text, if it exists. */
const withoutName = (json: SQLiteColumn | SQL, path: string): SQL =>
  sql`json_replace(${json}, ${`${path}.name`}, 'Erased', ${`${path}.line1`}, 'Erased', ${`${path}.line2`}, null,
    ${`${path}.city`}, 'Erased', ${`${path}.postalCode`}, 'Erased')`

const forgetTraces = async (tx: Tx, { userId, email }: { userId: IdOf<'user'>; email: string }): Promise<void> => {
  await tx.delete(sessions).where(eq(sessions.userId, userId))
  await tx.delete(addresses).where(eq(addresses.userId, userId))
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
  await tx.delete(knownDevices).where(eq(knownDevices.userId, userId))
  await tx.delete(carts).where(eq(carts.userId, userId))
  await tx.delete(registrations).where(eq(registrations.email, email))
  await tx.delete(mailTokens).where(or(eq(mailTokens.email, email), eq(mailTokens.subjectId, userId)))
  // Stored answers and sent mails repeat the buyer's name and address.
  await tx.delete(idempotencyKeys).where(eq(idempotencyKeys.owner, userId))
  await tx
    .delete(outbox)
    .where(
      or(
        eq(outbox.subjectId, userId),
        sql`${outbox.payload} ->> '$.email' = ${email} or ${outbox.payload} ->> '$.newEmail' = ${email}`
      )
    )
}
