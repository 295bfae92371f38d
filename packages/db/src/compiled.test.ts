import { and, eq, sql } from 'drizzle-orm'
import type { Given } from './compiled.ts'
import { afterEach, beforeEach, expect, expectTypeOf, test } from 'vitest'
import { compiled } from './compiled.ts'
import type { Tx } from './database.ts'
import * as schema from './schema/index.ts'
import type { TestDatabase } from './testing.ts'
import { openTestDatabase } from './testing.ts'
import { insertRow, updateRow } from './write-row.ts'

const { outbox, shopSettings, users } = schema
let opened: TestDatabase
beforeEach(async () => {
  opened = await openTestDatabase()
})
afterEach(() => opened.remove())

const user = (n: number) => ({
  id: `usr_${n}` as const,
  email: `u${n}@example.com`,
  name: `User ${n}`,
  passwordHash: 'x',
  role: 'customer' as const,
  createdAt: n,
})

const findUser = compiled((q, { id }: Given<{ id: `usr_${string}` }>) =>
  q
    .select({ id: users.id, about: { name: users.name, createdAt: users.createdAt } })
    .from(users)
    .where(eq(users.id, id))
)
const readSettings = compiled((q, _: Given<object>) => q.select().from(shopSettings))

test('compiled: a select gives what Drizzle gives, with its types, inside a transaction and outside', async () => {
  const { database: db } = opened
  await db.write(async (tx) => {
    await insertRow(tx, users, user(1))
    expect(await findUser(tx, { id: 'usr_1' })).toEqual([{ id: 'usr_1', about: { name: 'User 1', createdAt: 1 } }])
  })
  const found = await findUser(db.read, { id: 'usr_1' })
  expectTypeOf(found[0]).toEqualTypeOf<
    { id: `usr_${string}`; about: { name: string; createdAt: number } } | undefined
  >()
  expect(found).toHaveLength(1)
  expect(await findUser(db.read, { id: 'usr_2' })).toEqual([])
})

test('compiled: booleans, JSON and NULL are decoded as Drizzle decodes them', async () => {
  const { database: db } = opened
  expect(await readSettings(db.read, {})).toEqual(await db.read.select().from(shopSettings))
})

test('compiled: whole numbers are bound as integers, and booleans as 0 and 1', async () => {
  const { database: db } = opened
  const setMinutes = compiled((q, { rate, isOn }: Given<{ rate: number; isOn: boolean }>) =>
    q
      .update(shopSettings)
      .set({ reservationMinutes: sql`${1999} * ${rate} / ${100}`, offersInvoice: sql`${isOn}` })
      .where(and(eq(shopSettings.id, 1)))
      .returning({ minutes: shopSettings.reservationMinutes, isOn: shopSettings.offersInvoice })
  )
  expect(await db.write((tx) => setMinutes(tx, { rate: 15, isOn: false }))).toEqual([{ minutes: 299, isOn: false }])
})

test('compiled: an insert encodes JSON columns and takes NULL', async () => {
  const { database: db } = opened
  const announce = compiled((q, { payload }: Given<{ payload: Record<string, unknown> }>) =>
    q.insert(outbox).values({ id: 'evt_1', topic: 'order.placed', subjectId: 'ord_1', payload, createdAt: 1 })
  )
  await db.write((tx) => announce(tx, { payload: { from: null, to: 'placed' } }))
  const [row] = await db.read.select().from(outbox)
  expect(row).toMatchObject({ payload: { from: null, to: 'placed' }, attempts: 0, deliveredAt: null })
})

test('compiled: a value that is not given, and text with U+0000, are refused', async () => {
  const { database: db } = opened
  const incomplete: object = {}
  await expect(findUser(db.read, incomplete as { id: `usr_${string}` })).rejects.toThrow('was not given id')
  await expect(findUser(db.read, { id: 'usr_\u0000' })).rejects.toMatchObject({ cause: expect.any(RangeError) })
})

test('compiled: after the transaction it is refused, and the reading side cannot write by it', async () => {
  const { database: db } = opened
  let kept: Tx | undefined
  await db.write(async (tx) => {
    kept = tx
  })
  if (!kept) throw new Error('The write did not run.')
  await expect(insertRow(kept, users, user(1))).rejects.toMatchObject({
    cause: { message: expect.stringContaining('over') },
  })
  await expect(findUser(kept, { id: 'usr_1' })).rejects.toMatchObject({ cause: expect.any(Error) })
})

test('rows: one is inserted and updated with booleans, numbers and NULL as the table has them', async () => {
  const { database: db } = opened
  await db.write(async (tx) => {
    await insertRow(tx, users, user(1))
    await updateRow(tx, users, { id: 'usr_1', name: 'Ann', createdAt: 7 })
  })
  expect(await findUser(db.read, { id: 'usr_1' })).toEqual([{ id: 'usr_1', about: { name: 'Ann', createdAt: 7 } }])
})
