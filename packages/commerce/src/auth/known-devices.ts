import type { IdOf } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, desc, eq, inArray, ne } from 'drizzle-orm'
import { hashSecret } from '../buyer.ts'
import type { Deps } from '../deps.ts'
import type { KnownDevice } from './throttle.ts'

const { knownDevices } = schema

/** The most browsers that an account knows. Another one replaces the least recently used. */
const MAX_DEVICES = 10

/** Finds the browser with a device cookie among those that an account knows. */
export const findDevice = async (
  { db: { read } }: Deps,
  userId: IdOf<'user'>,
  deviceHash: string
): Promise<KnownDevice | undefined> => {
  const [row] = await read
    .select({ deviceHash: knownDevices.deviceHash, byReset: knownDevices.byReset })
    .from(knownDevices)
    .where(and(eq(knownDevices.userId, userId), eq(knownDevices.deviceHash, deviceHash)))
  return row
}

/** Remembers a browser that has proved to be the user's, by the hash of its device cookie. */
export const rememberDevice = async (deps: Deps, userId: IdOf<'user'>, device: string): Promise<void> => {
  const now = deps.now()
  await deps.db.write(async (tx) => {
    await tx
      .insert(knownDevices)
      .values({ userId, deviceHash: hashSecret(device), createdAt: now, lastUsedAt: now })
      .onConflictDoUpdate({ target: [knownDevices.userId, knownDevices.deviceHash], set: { lastUsedAt: now } })
    const surplus = await tx
      .select({ deviceHash: knownDevices.deviceHash })
      .from(knownDevices)
      .where(eq(knownDevices.userId, userId))
      .orderBy(desc(knownDevices.lastUsedAt))
      .limit(100)
      .offset(MAX_DEVICES)
    const hashes = surplus.map(({ deviceHash }) => deviceHash)
    if (hashes.length > 0)
      await tx
        .delete(knownDevices)
        .where(and(eq(knownDevices.userId, userId), inArray(knownDevices.deviceHash, hashes)))
  })
}

/** Forgets every browser of an account except the one that completed a reset, which becomes known. */
export const knowOnlyReset = async (
  tx: Tx,
  deps: Deps,
  at: { userId: IdOf<'user'>; device: string }
): Promise<void> => {
  const { userId, device } = at
  const now = deps.now()
  await tx.delete(knownDevices).where(eq(knownDevices.userId, userId))
  await tx
    .insert(knownDevices)
    .values({ userId, deviceHash: hashSecret(device), createdAt: now, lastUsedAt: now, byReset: true })
}

/** Forgets every browser of an account except one; for null, forgets all. */
export const forgetOtherDevices = async (tx: Tx, userId: IdOf<'user'>, deviceHash: string | null): Promise<void> => {
  const other = deviceHash === null ? undefined : ne(knownDevices.deviceHash, deviceHash)
  await tx.delete(knownDevices).where(and(eq(knownDevices.userId, userId), other))
}
