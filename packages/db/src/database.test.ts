import { eq, sql } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import * as schema from './schema/index.ts'
import { openTestDatabase } from './testing.ts'

const { shopSettings, users } = schema
const opened: { remove: () => Promise<void> }[] = []
const open = async () => {
  const fresh = await openTestDatabase()
  opened.push(fresh)
  return fresh.database
}
afterEach(async () => {
  for (const { remove } of opened.splice(0)) await remove()
})

const user = (n: number) => ({
  id: `usr_${n}` as const,
  email: `u${n}@example.com`,
  name: `User ${n}`,
  passwordHash: 'x',
  role: 'customer' as const,
  createdAt: n,
})

test('write: what was written is read by the reading side after the answer', async () => {
  const db = await open()
  await db.write((tx) => tx.insert(users).values(user(1)))
  expect(await db.read.select({ id: users.id }).from(users)).toEqual([{ id: 'usr_1' }])
})

test('read: the reading side cannot write', async () => {
  const db = await open()
  const reads: object = db.read
  expect('insert' in reads).toBe(true)
  const sneaky = reads as { insert: (table: typeof users) => { values: (row: object) => Promise<unknown> } }
  await expect(sneaky.insert(users).values(user(1))).rejects.toMatchObject({ cause: { code: 'SQLITE_READONLY' } })
})

test('write: a job that throws is rolled back alone, in a group with others', async () => {
  const db = await open()
  const results = await Promise.allSettled(
    Array.from({ length: 32 }, (_, n) =>
      db.write(async (tx) => {
        await tx.insert(users).values(user(n))
        if (n % 4 === 1) throw new Error(`no ${n}`)
        return n
      })
    )
  )
  expect(results.filter((result) => result.status === 'rejected')).toHaveLength(8)
  expect(await db.read.$count(users)).toBe(24)
})

test('write: integers stay integers in SQL arithmetic', async () => {
  const db = await open()
  const rate = 15
  await db.write((tx) =>
    tx
      .update(shopSettings)
      .set({ reservationMinutes: sql`${1999} * ${rate} / ${100}` })
      .where(eq(shopSettings.id, 1))
  )
  const [row] = await db.read.select({ fee: shopSettings.reservationMinutes }).from(shopSettings)
  expect(row).toEqual({ fee: 299 })
})

test('write: an update or delete without a predicate is refused', async () => {
  const db = await open()
  await db.write((tx) => tx.insert(users).values(user(1)))
  await expect(db.write((tx) => tx.delete(users).where(undefined))).rejects.toThrow()
  expect(await db.read.$count(users)).toBe(1)
})
