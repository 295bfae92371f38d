import type { IdOf } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, eq, isNull, ne, or, sql } from 'drizzle-orm'
import { rowToUser } from '../auth/user-rows.ts'
import type { Deps } from '../deps.ts'
import { toInstant } from '../deps.ts'
import { readSummaries, rowToSummary } from '../orders/order-rows.ts'
import { listAddresses } from './addresses.ts'
import { checkPassword, readAccount } from './own-account.ts'
import type { SessionHolder } from './own-sessions.ts'
import { listSessions } from './own-sessions.ts'

const { addresses, carts, idempotencyKeys, knownDevices, mailTokens, orders, outbox, recoveryCodes, registrations } =
  schema
const { sessions, users } = schema

const MAX_EXPORTED_ORDERS = 10_000

/** Gives all that the shop holds about a person. */
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
 * Erases a person: the account can no longer be used and names nobody; orders stay, with what the tax office needs and
 * nothing that names the buyer. Throws `auth.wrong_password`, and `account.last_owner` for the shop's only owner.
 */
export const erasePersonalData = async (
  deps: Deps,
  { userId, password }: { userId: IdOf<'user'>; password: string }
): Promise<void> => {
  const user = await checkPassword(deps, userId, password)
  await deps.db.write(async (tx) => {
    if (user.role === 'owner' && (await countOtherOwners(tx, userId)) === 0) throw fail('account.last_owner')
    await forgetOrdersBuyer(tx, userId)
    await forgetTraces(tx, { userId, email: user.email })
    const email = `${userId}@erased.invalid`
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

/** Counts the owners who could still run the shop without this user. */
export const countOtherOwners = (tx: Tx, userId: IdOf<'user'>): Promise<number> =>
  tx.$count(users, and(eq(users.role, 'owner'), isNull(users.disabledAt), ne(users.id, userId)))

const forgetOrdersBuyer = async (tx: Tx, userId: IdOf<'user'>): Promise<void> => {
  const nobody = sql`json_set(${orders.shippingAddress},
    '$.name', 'Erased', '$.line1', 'Erased', '$.line2', null, '$.city', 'Erased', '$.postalCode', 'Erased')`
  await tx
    .update(orders)
    .set({ email: 'erased@erased.invalid', shippingAddress: nobody })
    .where(eq(orders.userId, userId))
}

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
