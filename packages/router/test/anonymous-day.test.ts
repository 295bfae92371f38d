import { deliverOutbox, expireOrders, makeQuotas, removeOldRows } from '@tradepost/commerce'
import { expect, test } from 'vitest'
import { playVisitor } from './anonymous-visitors.ts'
import { findBrokenInvariants } from './invariants.ts'
import type { TestShop } from './test-shop.ts'
import { callerOf, makeClock, makeTestShop, only } from './test-shop.ts'

/** Anonymous visitors per simulated day. The proof takes 10,000. */
const VISITORS = Number(process.env['VISITORS'] ?? 300)
const DAY_MS = 24 * 60 * 60 * 1000
const AT_ONCE = 20

const counted = [
  'carts',
  'cart_lines',
  'idempotency_keys',
  'outbox',
  'registrations',
  'mail_tokens',
  'allowances',
  'orders',
  'order_links',
] as const

/** Counts the rows that visitors leave, and measures the file in KB, with and without its free pages. */
const measure = (shop: TestShop) => {
  const rows = Object.fromEntries(
    counted.map((table) => [table, Number(only(shop.rows(`SELECT count(*) AS n FROM ${table}`))['n'])])
  )
  const read = (name: string) => Number(Object.values(only(shop.rows(`PRAGMA ${name}`)))[0])
  const kb = read('page_size') / 1024
  return { rows, usedKb: (read('page_count') - read('freelist_count')) * kb, fileKb: read('page_count') * kb }
}

/** Runs the server's background jobs: expires reservations, delivers the outbox, and deletes old rows. */
const runJobs = async (shop: TestShop) => {
  while ((await expireOrders(shop.deps)) > 0) continue
  while ((await deliverOutbox(shop.deps)).delivered > 0) continue
  while ((await removeOldRows(shop.deps)) > 0) continue
}

// A real hash takes a tenth of a second, and a thousand visitors need one.
const quickPasswords = { hash: async () => 'of nobody', verify: async () => false }

const openShop = async () => {
  const clock = makeClock()
  const made = await makeTestShop({ now: clock.now, quotas: makeQuotas({ now: clock.now, factor: 1 }) })
  const shop = { ...made, as: callerOf({ ...made.deps, passwords: quickPasswords }) }
  const mugs = Array.from({ length: 20 }, (_, n) => ({ slug: `mug-${n}`, sku: `MUG-${n}`, onHand: 100_000 }))
  const variantIds: `var_${string}`[] = []
  for (const mug of mugs) variantIds.push(...(await shop.addProduct(mug)))
  let n = 0
  const playDay = async (ordersToo: boolean) => {
    for (const end = n + VISITORS; n < end; n += AT_ONCE) {
      const visits = Array.from({ length: Math.min(AT_ONCE, end - n) }, (_, i) =>
        playVisitor(shop, { n: n + i, variantIds, ordersToo })
      )
      await Promise.all(visits)
      clock.pass((DAY_MS / VISITORS) * AT_ONCE)
      if (n % (AT_ONCE * 25) === 0) await runJobs(shop)
    }
    await runJobs(shop)
  }
  return { clock, shop, playDay }
}

// The first day creates orders, which are kept permanently. The other days show that nothing else remains.
const days = [{ ordersToo: true }, { ordersToo: false }, { ordersToo: false }]

test('a day of anonymous visitors leaves nothing but orders once retention has run, and the file does not keep growing', async () => {
  const { clock, shop, playDay } = await openShop()
  const table: object[] = []
  const tell = (when: string) => {
    const figures = measure(shop)
    const { rows, ...sizes } = figures
    table.push({ when, ...sizes, ...rows })
    return figures
  }
  tell('before')
  const after: ReturnType<typeof measure>[] = []
  for (const [index, { ordersToo }] of days.entries()) {
    await playDay(ordersToo)
    tell(`day ${index + 1}${ordersToo ? '' : ', no orders'}`)
    if (index === 0) expect(findBrokenInvariants(shop.path)).toEqual([])
    for (const passed of [2, 6, 7, 16, 15, 46]) {
      clock.pass(passed * DAY_MS)
      await runJobs(shop)
      if (index === 0) tell(`${passed} days later`)
    }
    after.push(tell('92 days later'))
  }
  console.table(table)
  for (const { orders, ...rest } of after.map(({ rows }) => rows)) {
    expect(orders).toBe(after[0]?.rows['orders'])
    expect(rest).toEqual(Object.fromEntries(Object.keys(rest).map((name) => [name, 0])))
  }
  const [first, second, third] = after
  // Pages fill slightly differently each time.
  expect(third?.usedKb).toBeLessThanOrEqual((second?.usedKb ?? 0) * 1.02)
  expect(second?.usedKb).toBeLessThanOrEqual((first?.usedKb ?? 0) * 1.02)
  expect(third?.fileKb).toBeLessThanOrEqual((first?.fileKb ?? 0) * 1.05)
  // The event that announced a step is eventually deleted, but the step stays.
  expect(findBrokenInvariants(shop.path).filter((fault) => !fault.startsWith('I8'))).toEqual([])
  await shop.close()
}, 1_800_000)
