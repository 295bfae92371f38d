import type { ActPoint } from '@tradepost/commerce'
import { recoverPayments } from '@tradepost/commerce'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { findBrokenInvariants } from './invariants.ts'
import type { OrderDesk } from './order-desk.ts'
import { byInvoice, newKey, openDesk, unitsOf } from './order-desk.ts'
import { callerOf, failureOf } from './test-shop.ts'

let at: OrderDesk

beforeAll(async () => {
  at = await openDesk()
})

afterEach(async () => {
  await at.setShop({ captureMode: 'automatic' })
  expect(findBrokenInvariants(at.shop.path)).toEqual([])
})

afterAll(() => at.shop.close())

const act = (id: `ord_${string}`) => ({ id, idempotencyKey: newKey() })
const eur = (amount: number) => ({ amount, currency: 'EUR' as const })
const wonBy = (outcomes: readonly PromiseSettledResult<unknown>[]) =>
  outcomes.filter(({ status }) => status === 'fulfilled').length

/** Returns the captured minus the refunded amount of an order, from the provider's ledger. */
const keptOf = async (id: `ord_${string}`) => {
  const { payments } = await at.desk.get({ id })
  const found = await Promise.all(payments.map(({ reference }) => at.shop.testPayments.find(reference ?? '')))
  return found.reduce((sum, one) => sum + (one?.capturedAmount ?? 0) - (one?.refundedAmount ?? 0), 0)
}

const placeHeld = async () => {
  await at.setShop({ captureMode: 'manual' })
  return at.place()
}

test('refund against refund: together never more than was taken, in our books and the provider’s', async () => {
  const { order } = await at.place()
  const half = eur(Math.floor(order.total.amount / 2) + 1)
  const refund = () => at.desk.refund({ ...act(order.id), amount: half, reason: 'x' })
  expect(wonBy(await Promise.allSettled([refund(), refund(), refund()]))).toBe(1)
  expect(await keptOf(order.id)).toBe(order.total.amount - half.amount)
})

test('refund by units against the same units: they are given back once', async () => {
  const { order } = await at.place([{ quantity: 2 }])
  const refund = () => at.desk.refund({ ...act(order.id), lines: unitsOf(order, [2]), reason: 'x' })
  expect(wonBy(await Promise.allSettled([refund(), refund()]))).toBe(1)
  expect((await at.desk.get({ id: order.id })).refunded.amount).toBe(2000)
})

test.each(['first', 'second'])('fulfil against cancel, the cancel %s: one of them wins whole', async (place) => {
  const { order, api } = await at.place()
  const fulfil = () => at.desk.fulfil(act(order.id))
  const cancel = () => api.orders.cancel(act(order.id))
  const outcomes = await Promise.allSettled(place === 'first' ? [cancel(), fulfil()] : [fulfil(), cancel()])
  expect(wonBy(outcomes)).toBe(1)
  const { status, refunded } = await at.desk.get({ id: order.id })
  expect(refunded.amount).toBe(status === 'canceled' ? order.total.amount : 0)
  expect(await keptOf(order.id)).toBe(status === 'canceled' ? 0 : order.total.amount)
})

test('fulfil against fulfil: no unit leaves twice', async () => {
  const { order } = await at.place([{ quantity: 3 }])
  const fulfil = () => at.desk.fulfil({ ...act(order.id), lines: unitsOf(order, [2]) })
  expect(wonBy(await Promise.allSettled([fulfil(), fulfil()]))).toBe(1)
})

test.each(['capture.marked', 'capture.asked'] as const)(
  'capture against cancel at %s: the order is canceled, and what was taken goes back whole',
  async (point) => {
    const { order } = await placeHeld()
    const { desk, passed } = stoppedAt(point, () => at.desk.cancel({ ...act(order.id), reason: 'x' }))
    await desk.capture(act(order.id))
    await passed()
    await recoverPayments({ ...at.shop.deps, now: () => Date.now() + 60_000 }, 0)
    expect((await at.desk.get({ id: order.id })).status).toBe('canceled')
    expect(await keptOf(order.id)).toBe(0)
  }
)

test('cancel against capture at void.marked: nothing is taken', async () => {
  const { order } = await placeHeld()
  const { desk, passed } = stoppedAt('void.marked', async () => {
    expect((await failureOf(at.desk.capture(act(order.id)))).code).toBe('payment.exceeds_capturable')
  })
  await desk.cancel({ ...act(order.id), reason: 'x' })
  await passed()
  expect(await keptOf(order.id)).toBe(0)
})

test('capture against capture: what is held is taken once', async () => {
  const { order } = await placeHeld()
  const outcomes = await Promise.allSettled([at.desk.capture(act(order.id)), at.desk.capture(act(order.id))])
  expect(wonBy(outcomes)).toBe(1)
  expect(await keptOf(order.id)).toBe(order.total.amount)
})

test('capture against edit: what is being taken is not edited away', async () => {
  const { order } = await placeHeld()
  const { desk, passed } = stoppedAt('capture.marked', async () => {
    const lines = unitsOf(order, [1]).map((line) => ({ ...line, quantity: 2 }))
    const edit = at.desk.edit({ ...act(order.id), version: 1, lines, reason: 'x' })
    expect((await failureOf(edit)).code).toBe('order.conflict')
  })
  await desk.capture(act(order.id))
  await passed()
})

test.each(['first', 'second'])(
  'edit against fulfil, the edit %s: what leaves is what the order holds',
  async (place) => {
    const { order } = await at.place([{ quantity: 3 }])
    const fulfil = () => at.desk.fulfil(act(order.id))
    const lines = unitsOf(order, [1])
    const edit = () => at.desk.edit({ ...act(order.id), version: 1, lines, reason: 'x' })
    const outcomes = await Promise.allSettled(place === 'first' ? [edit(), fulfil()] : [fulfil(), edit()])
    const seen = await at.desk.get({ id: order.id })
    expect(wonBy(outcomes)).toBe(seen.version)
    expect(seen.fulfilments[0]?.lines).toEqual(unitsOf(order, [seen.version === 2 ? 1 : 3]))
  }
)

test('edit against edit: one of two wins, the other is told the version', async () => {
  const { order } = await at.place([{ quantity: 3 }])
  const edit = (quantity: number) =>
    at.desk.edit({ ...act(order.id), version: 1, lines: unitsOf(order, [quantity]), reason: 'x' })
  expect(wonBy(await Promise.allSettled([edit(1), edit(2)]))).toBe(1)
  expect((await at.desk.get({ id: order.id })).version).toBe(2)
})

test('keys: an act of each kind that is sent three times at once is done once, and answered alike', async () => {
  const { order } = await at.place([{ quantity: 3 }], byInvoice)
  const { id } = order
  const acts = [
    (idempotencyKey: string) => at.desk.addNote({ id, idempotencyKey, note: 'n' }),
    (idempotencyKey: string) => at.desk.capture({ id, idempotencyKey, amount: eur(500) }),
    (idempotencyKey: string) => at.desk.refund({ id, idempotencyKey, amount: eur(100), reason: 'x' }),
    (idempotencyKey: string) => at.desk.fulfil({ id, idempotencyKey, lines: unitsOf(order, [1]) }),
  ]
  for (const act of acts) {
    const key = newKey()
    const answers = await Promise.all([act(key), act(key), act(key)])
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  }
  const seen = await at.desk.get({ id })
  expect(seen).toMatchObject({ paid: eur(500), refunded: eur(100), fulfilments: [{ lines: unitsOf(order, [1]) }] })
  expect(seen.timeline.filter(({ kind }) => kind === 'note')).toHaveLength(1)
})

const crashPoints = ['refund.requested', 'refund.asked', 'refund.settled'] as const

test.each(crashPoints)('crash at %s: the same key goes on, and the money goes back once', async (point) => {
  const { order } = await at.place()
  const input = { ...act(order.id), amount: eur(300), reason: 'x' }
  const { desk } = stoppedAt(point, () => Promise.reject(new Error('crash')))
  expect((await failureOf(desk.refund(input))).code).toBe('internal')
  const answer = await at.desk.refund(input)
  expect(answer.refunds).toMatchObject([{ status: 'succeeded', amount: eur(300) }])
  expect(JSON.stringify(await at.desk.refund(input))).toBe(JSON.stringify(answer))
  expect(await keptOf(order.id)).toBe(order.total.amount - 300)
})

test.each(['capture.marked', 'capture.asked', 'capture.settled'] as const)(
  'crash at %s: the same key goes on, and the money is taken once',
  async (point) => {
    const { order } = await placeHeld()
    const input = act(order.id)
    const { desk } = stoppedAt(point, () => Promise.reject(new Error('crash')))
    expect((await failureOf(desk.capture(input))).code).toBe('internal')
    expect((await at.desk.capture(input)).paymentStatus).toBe('paid')
    expect(await keptOf(order.id)).toBe(order.total.amount)
  }
)

/** Returns the owner's desk in a process that runs `then` the first time it reaches a point. */
const stoppedAt = (stop: ActPoint, then: () => Promise<unknown>) => {
  let met: Promise<unknown> | undefined
  const reached = async (point: ActPoint) => {
    if (point !== stop || met) return
    met = then()
    await met
  }
  const passed = async () => {
    if (!met) throw new Error(`${stop} was not reached.`)
    await met
  }
  return { desk: callerOf({ ...at.shop.deps, reached })(at.owner.visitor).admin.orders, passed }
}
