import type { ImportRun } from '@tradepost/contract'
import { CodedError } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { uploadFile } from './import-runs.ts'
import type { OrderDesk } from './order-desk.ts'
import { newKey, openDesk } from './order-desk.ts'
import { listProcedures } from './procedure-list.ts'
import { csvOf } from './product-csv.ts'
import type { Account } from './test-shop.ts'
import { makeClock, newVisitor, only, PASSWORD } from './test-shop.ts'

const clock = makeClock()
let at: OrderDesk

beforeEach(async () => {
  at = await openDesk({ now: clock.now })
})

afterEach(async () => {
  vi.useRealTimers()
  await at.shop.close()
})

const importOf = async ({ api }: Account): Promise<ImportRun> =>
  uploadFile(api, csvOf([{ slug: 'mug', price: '9.00' }]))
const noted = async (id: `ord_${string}`) =>
  at.desk.addNote({ id, idempotencyKey: newKey(), note: 'x', isPublic: true })

/** Subscribes to a stream and reads its first value. */
const hear = async <T>(stream: Promise<AsyncIterable<T>>) => {
  const values = (await stream)[Symbol.asyncIterator]()
  expect((await values.next()).done).toBe(false)
  return values
}

/** Returns the error code that ends a stream. */
const endOf = (values: AsyncIterator<unknown>): Promise<unknown> =>
  values.next().then(
    () => 'it went on',
    (error: unknown) => (error instanceof CodedError ? error.code : error)
  )

/** For each subscription: subscribes as some user, and returns `news`, which causes a new value. */
const streams = {
  'orders.onUpdate': async () => {
    const listener = await at.shop.signUp('cora')
    const { order } = await at.place([{}], { buyer: listener })
    const values = await hear<unknown>(listener.api.orders.onUpdate({ id: order.id }))
    return { listener, values, news: () => noted(order.id) }
  },
  'admin.imports.onProgress': async () => {
    const listener = await at.shop.signUp('mo', 'manager')
    const run = await importOf(listener)
    const values = await hear<unknown>(listener.api.admin.imports.onProgress({ id: run.id }))
    return { listener, values, news: () => at.owner.api.admin.imports.start({ id: run.id }) }
  },
} as const
type Path = keyof typeof streams
const paths = Object.keys(streams) as Path[]

test('every subscription is among those below', () => {
  const all = listProcedures().filter(({ type }) => type === 'subscription')
  expect(all.map(({ path }) => path).toSorted()).toEqual(paths.toSorted())
})

test.each(paths)('%s: goes on while its caller stays who they were', async (path) => {
  const { values, news } = await streams[path]()
  await news()
  expect((await values.next()).done).toBe(false)
})

test.each(paths)('%s: what comes after the session has ended is not told any more', async (path) => {
  const { listener, values, news } = await streams[path]()
  await listener.api.auth.signOut()
  await news()
  expect(await endOf(values)).toBe('auth.required')
  expect((await values.next()).done).toBe(true)
})

test.each(paths)('%s: ends within 15 s of the session’s end, though there is no news (A07)', async (path) => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const { listener, values } = await streams[path]()
  await listener.api.auth.signOut()
  const ended = endOf(values)
  vi.advanceTimersByTime(15_000)
  expect(await ended).toBe('auth.required')
  expect(vi.getTimerCount()).toBe(0)
})

test('who leaves is looked after no more', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const { values } = await streams['orders.onUpdate']()
  expect(vi.getTimerCount()).toBe(1)
  await values.return?.()
  expect(vi.getTimerCount()).toBe(0)
})

test('a disabled account, another role, a revoked key and an ended session each end what is heard', async () => {
  const staff = at.owner.api.admin
  const mo = await at.shop.signUp('mo', 'manager')
  const sue = await at.shop.signUp('sue', 'manager')
  const run = await importOf(at.owner)
  const { key, apiKey } = await staff.apiKeys.create({
    password: PASSWORD,
    name: 'tool',
    permissions: ['products:read'],
  })
  const late = await at.shop.signUp('late', 'manager')
  const heard = await Promise.all(
    [mo.api, sue.api, at.shop.as(newVisitor({ session: key })), late.api].map((api) =>
      hear(api.admin.imports.onProgress({ id: run.id }))
    )
  )
  await staff.staff.setDisabled({ userId: mo.user.id, disabled: true })
  await staff.staff.setRole({ userId: sue.user.id, role: 'customer' })
  await staff.apiKeys.revoke({ id: apiKey.id })
  await at.shop.deps.sessions.endAll(late.user.id)
  await staff.imports.start({ id: run.id })
  for (const values of heard) expect(await endOf(values)).toBe('auth.required')
})

test('listening neither prolongs a session nor counts as its use, and ends where the session runs out', async () => {
  const { listener, values, news } = await streams['orders.onUpdate']()
  const own = eq(schema.sessions.userId, listener.user.id)
  const session = async () => only(await at.shop.deps.db.read.select().from(schema.sessions).where(own))
  const before = await session()
  clock.pass(20 * 24 * 60 * 60 * 1000)
  await news()
  expect((await values.next()).done).toBe(false)
  expect(await session()).toEqual(before)
  await at.shop.deps.db.write((tx) => tx.update(schema.sessions).set({ expiresAt: clock.now() }).where(own))
  await news()
  expect(await endOf(values)).toBe('auth.required')
})
