import { randomBytes } from 'node:crypto'
import { continueIds, deliverOutbox, exportOrders, newId } from '@tradepost/commerce'
import type { OrderUpdate } from '@tradepost/contract'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { findBrokenInvariants } from './invariants.ts'
import type { OrderDesk, Placed } from './order-desk.ts'
import { byInvoice, newKey, openDesk, unitsOf } from './order-desk.ts'
import { callerOf, failureOf, makeClock, newVisitor, only, PASSWORD } from './test-shop.ts'

const clock = makeClock()
let at: OrderDesk

beforeAll(async () => {
  at = await openDesk({ now: clock.now })
})

afterEach(() => {
  expect(findBrokenInvariants(at.shop.path)).toEqual([])
})

afterAll(() => at.shop.close())

const DAY_MS = 24 * 60 * 60 * 1000
const act = (id: `ord_${string}`) => ({ id, idempotencyKey: newKey() })
let guests = 0
const newEmail = () => `guest-${++guests}@example.com`
const guess = (address: string) => at.shop.as(newVisitor({ address })).orders

const deliver = async () => {
  while ((await deliverOutbox(at.shop.deps)).delivered > 0) continue
}

/** Delivers due mails and returns those to an address, oldest first. */
const mailsTo = async (email: string) => {
  await deliver()
  return at.shop.mailbox
    .list()
    .filter(({ to }) => to === email)
    .toReversed()
}

const tokenIn = (text: string) => /\/track#([0-9a-z]{40})/.exec(text)?.[1] ?? ''

test('mail: each step is told once, and every mail has a link of its own to that one order', async () => {
  const email = newEmail()
  const { order, api } = await at.place([{ quantity: 2 }], { email })
  const tracking = { carrier: 'DHL', trackingNumber: 'T-77' }
  await at.desk.fulfil({ ...act(order.id), lines: unitsOf(order, [1]), ...tracking })
  await at.desk.fulfil(act(order.id))
  const back = { ...act(order.id), lines: unitsOf(order, [1]), reason: 'damaged' as const }
  const { id } = only((await api.orders.requestReturn(back)).returns)
  await at.desk.returns.approve({ id, idempotencyKey: newKey() })
  await at.desk.returns.receive({ id, idempotencyKey: newKey() })
  const mails = await mailsTo(email)
  expect(mails.map(({ subject }) => subject.replace(order.number, 'N')).toSorted()).toEqual([
    'A refund for your order N',
    'Your order N',
    'Your order N is on its way',
    'Your order N is on its way',
    'Your return for N',
    'Your return for N',
  ])
  expect(mails.filter(({ text }) => text.includes('T-77'))).toHaveLength(1)
  const tokens = mails.map(({ text }) => tokenIn(text))
  expect(new Set(tokens).size).toBe(mails.length)
  for (const token of tokens) expect((await guess('a-reader').track({ token })).id).toBe(order.id)
})

test('mail: a cancellation is told to the buyer, not one of an order that was never placed', async () => {
  const email = newEmail()
  const { order } = await at.place([{}], { email })
  await at.desk.cancel({ ...act(order.id), reason: 'no cloth' })
  const subjects = (await mailsTo(email)).map(({ subject }) => subject)
  expect(subjects).toContain(`Your order ${order.number} was canceled`)
  expect(subjects).toContain(`A refund for your order ${order.number}`)
})

test('mail: low stock is told to the owners', async () => {
  const { schema } = await import('@tradepost/db')
  const id = `evt_${'1'.repeat(26)}` as const
  const payload = { sku: 'MUG', available: 1 }
  const row = { id, topic: 'stock.low', subjectId: 'x', payload, createdAt: 0 }
  await at.shop.deps.db.write((tx) => tx.insert(schema.outbox).values(row))
  expect((await mailsTo(at.owner.user.email)).map(({ subject }) => subject)).toContain('Low stock: MUG')
})

test('track: by number and address together, in any case, and alike for whatever of it is wrong', async () => {
  const email = newEmail()
  const { order } = await at.place([{}], { email })
  const { track } = guess('tracker')
  const found = await track({ number: order.number.toLowerCase(), email: email.toUpperCase() })
  expect(found).toEqual(order)
  const other = await at.place([{}], { email: newEmail() })
  const wrong = [
    { number: order.number, email: 'other@example.com' },
    { number: other.order.number, email },
    { number: 'TP-0000-0000', email },
    { token: '0'.repeat(40) },
  ]
  for (const input of wrong) expect(await failureOf(track(input))).toEqual({ code: 'order.not_found', details: null })
})

test('track: who guesses has to wait, whoever looks at their own does not', async () => {
  const email = newEmail()
  const { order } = await at.place([{}], { email })
  const { track } = guess('a-guesser')
  const tries = Array.from({ length: 30 }, () => failureOf(track({ number: 'TP-0000-0000', email })))
  expect(new Set((await Promise.all(tries)).map(({ code }) => code))).toEqual(new Set(['order.not_found']))
  expect((await failureOf(track({ number: order.number, email }))).code).toBe('auth.rate_limited')
  for (let n = 0; n < 40; n++) await guess('an-owner').track({ number: order.number, email })
})

/** Reads `count` updates of an order. */
const watch = async ({ api, order }: Placed, count: number, lastEventId?: string) => {
  const ends = new AbortController()
  const updates = await api.orders.onUpdate({ id: order.id, lastEventId })
  const seen: { id: string; text: string; status: string }[] = []
  for await (const update of updates) {
    // A caller in the same process gets a pair of what a client gets as `id` and `data`.
    const [id, { entry, order: now }] = update as unknown as [string, OrderUpdate]
    seen.push({ id, text: entry.text, status: now.status })
    if (seen.length === count) break
  }
  ends.abort()
  return seen
}

test('updates: a clock that is set back between two runs hides nothing: timeline, watcher and mails keep their order', async () => {
  const placed = await at.place([{ quantity: 2 }])
  const { order } = placed
  const [first] = await watch(placed, 1)
  await at.desk.addNote({ ...act(order.id), note: 'before', isPublic: true })
  const [before] = await watch(placed, 1)
  // Another run of the process does not know the IDs that this one has made.
  const earlier = { ...at.shop.deps, now: () => clock.now() - DAY_MS, random: (bytes: number) => randomBytes(bytes) }
  const desk = callerOf(earlier)(at.owner.visitor).admin.orders
  await desk.addNote({ ...act(order.id), note: 'after', isPublic: true })
  await desk.fulfil({ ...act(order.id) })
  expect((await watch(placed, 4, first?.id)).map(({ text }) => text)).toEqual([
    'before',
    'after',
    '2 units',
    'fulfilled',
  ])
  expect((await watch(placed, 1, before?.id)).map(({ text }) => text)).toEqual(['after'])
  expect((await watch(placed, 1)).map(({ text }) => text)).toEqual(['fulfilled'])
  const { timeline } = await at.desk.get({ id: order.id })
  expect(timeline.slice(-3).map(({ text }) => text)).toEqual(['after', '2 units', 'fulfilled'])
  const written = at.shop.rows('SELECT payload FROM outbox WHERE subject_id = ? ORDER BY rowid', order.id)
  expect(String(written.at(-1)?.['payload'])).toContain('"to":"fulfilled"')
})

test('ids: after a restart with a clock that was set back they go on from the newest that is stored', async () => {
  const { order } = await at.place()
  const restarted = { ...at.shop.deps, now: () => clock.now() - DAY_MS, random: (bytes: number) => randomBytes(bytes) }
  await continueIds(restarted)
  expect([order.id, newId(restarted, 'order')].toSorted()[0]).toBe(order.id)
})

test('updates: a watcher sees how the order is, each entry once and in order, and goes on after a cut', async () => {
  const placed = await at.place([{ quantity: 2 }])
  const { order } = placed
  const [first] = await watch(placed, 1)
  expect(first).toMatchObject({ text: 'placed', status: 'placed' })
  await at.desk.addNote({ ...act(order.id), note: 'hidden' })
  await at.desk.addNote({ ...act(order.id), note: 'shown', isPublic: true })
  await at.desk.fulfil({ ...act(order.id), lines: unitsOf(order, [1]) })
  const missed = await watch(placed, 3, first?.id)
  expect(missed.map(({ text }) => text)).toEqual(['shown', '1 unit', 'partially_fulfilled'])
  const later = watch(placed, 1, missed.at(-1)?.id)
  await at.desk.addNote({ ...act(order.id), note: 'live', isPublic: true })
  expect((await later).map(({ text }) => text)).toEqual(['live'])
  const stranger = at.shop.as(newVisitor())
  expect((await failureOf(stranger.orders.onUpdate({ id: order.id }))).code).toBe('order.not_found')
})

test('updates: a clock that steps back hides nothing, and keeps the order of what has happened', async () => {
  const placed = await at.place()
  const [first] = await watch(placed, 1)
  clock.pass(-60_000)
  await at.desk.addNote({ ...act(placed.order.id), note: 'after the step', isPublic: true })
  clock.pass(60_000)
  expect((await watch(placed, 1, first?.id)).map(({ text }) => text)).toEqual(['after the step'])
  expect((await at.desk.get({ id: placed.order.id })).timeline.at(-1)).toMatchObject({ text: 'after the step' })
})

test('export: one row a line, amounts exact, and no cell that a spreadsheet would run', async () => {
  const { order } = await at.place([{ price: '3.33', quantity: 3 }, { price: '0.07' }], byInvoice)
  const { orderCount, text } = await exportOrders(at.shop.deps)
  let file = ''
  for await (const part of text) file += part
  const [header = '', ...rows] = file.trimEnd().split('\r\n')
  expect(orderCount).toBe(only(at.shop.rows('SELECT count(*) AS n FROM orders'))['n'])
  expect(header.split(',').slice(0, 3)).toEqual(['Number', 'Placed at', 'Status'])
  const own = rows.filter((row) => row.startsWith(order.number))
  expect(own).toHaveLength(2)
  const cells = (own[0] ?? '').split(',')
  const cellOf = (name: string) => cells[header.split(',').indexOf(name)]
  expect([cellOf('Line quantity'), cellOf('Line unit price'), cellOf('Line total')]).toEqual(['3', '3.33', '9.99'])
  expect(cellOf('Payment status')).toBe('unpaid')
})

test('erasure: an erased buyer’s orders can still be worked on, name nobody, and write to nobody', async () => {
  const buyer = await at.shop.signUp('erased-buyer')
  const person = { name: 'Zelda Quark', line1: '1 Secret St', line2: null, city: 'Town', postalCode: 'Z1' }
  const billingAddress = { ...person, countryCode: 'IE' }
  const { order } = await at.place([{ quantity: 2 }], { buyer, billingAddress })
  const noted = { ...act(order.id), note: 'Fine.' }
  await at.desk.addNote(noted)
  await deliver()
  await buyer.api.account.data.erase({ password: PASSWORD })
  const fulfilled = await at.desk.fulfil(act(order.id))
  expect(fulfilled).toMatchObject({ status: 'fulfilled', email: 'erased@erased.invalid' })
  expect((await at.desk.addNote(noted)).email).toBe('erased@erased.invalid')
  const tables = at.shop.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'product_search%'")
  const held = tables.map(({ name: table }) => JSON.stringify(at.shop.rows(`SELECT * FROM "${String(table)}"`))).join()
  expect(held).not.toContain('Zelda')
  expect(held).not.toContain('Secret St')
  const sent = at.shop.mailbox.list().length
  await deliver()
  expect(at.shop.mailbox.list()).toHaveLength(sent)
  const input = { number: order.number, email: 'erased@erased.invalid' }
  expect((await failureOf(guess('of-erased').track(input))).code).toBe('order.not_found')
})

// This test must be the last: sessions expire during it.
test('track: a link ends after 90 days, and only its hash is kept', async () => {
  const email = newEmail()
  await at.place([{}], { email })
  const token = tokenIn(only(await mailsTo(email)).text)
  expect(JSON.stringify(at.shop.rows('SELECT * FROM order_links'))).not.toContain(token)
  clock.pass(90 * DAY_MS - 1000)
  await guess('in-time').track({ token })
  clock.pass(2000)
  expect((await failureOf(guess('too-late').track({ token }))).code).toBe('order.not_found')
})
