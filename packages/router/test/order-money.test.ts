import type { PaymentAct } from '@tradepost/commerce'
import {
  ProviderRefused,
  ProviderUnavailable,
  receiveProviderEvent,
  recoverPayments,
  workProviderEvents,
} from '@tradepost/commerce'
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
const noOrder = `ord_${'0'.repeat(26)}` as const
const reason = 'damaged'

/** Places an order whose payment is authorized but not captured. */
const placeHeld = async (quantity = 1) => {
  await at.setShop({ captureMode: 'manual' })
  const placed = await at.place([{ quantity }])
  expect(placed.order.paymentStatus).toBe('authorized')
  return placed
}

/** Returns the owner's desk in a process whose test provider has some functions replaced. */
const deskWith = (own: Partial<(typeof at.shop.deps.payments)[number]>) => {
  const payments = at.shop.deps.payments.map((one) => (one.name === 'test' ? { ...one, ...own } : one))
  const deps = { ...at.shop.deps, payments }
  return { deps, desk: callerOf(deps)(at.owner.visitor).admin.orders }
}

test('capture: takes what is held, whole, once', async () => {
  const { order } = await placeHeld()
  expect((await at.desk.get({ id: order.id })).capturable).toEqual(order.total)
  const captured = await at.desk.capture(act(order.id))
  expect(captured).toMatchObject({ paymentStatus: 'paid', paid: order.total, capturable: { amount: 0 } })
  expect(await failureOf(at.desk.capture(act(order.id)))).toEqual({
    code: 'payment.exceeds_capturable',
    details: { capturable: eur(0) },
  })
  expect((await failureOf(at.desk.capture(act(noOrder)))).code).toBe('order.not_found')
})

test('capture: a part of what is held frees the rest, and more than that or another currency is refused', async () => {
  const { order } = await placeHeld()
  const { amount } = order.total
  const capturable = { capturable: eur(amount) }
  for (const wanted of [eur(amount + 1), { amount: 1, currency: 'USD' as const }]) {
    const refused = await failureOf(at.desk.capture({ ...act(order.id), amount: wanted }))
    expect(refused).toEqual({ code: 'payment.exceeds_capturable', details: capturable })
  }
  const captured = await at.desk.capture({ ...act(order.id), amount: eur(amount - 100) })
  expect(captured).toMatchObject({ paymentStatus: 'partially_paid', paid: eur(amount - 100), capturable: eur(0) })
})

test('capture: an invoice is paid in parts, and what has not come stays owed', async () => {
  const { order } = await at.place([{}], byInvoice)
  const { amount } = order.total
  expect(await at.desk.get({ id: order.id })).toMatchObject({ outstanding: order.total, capturable: order.total })
  const part = await at.desk.capture({ ...act(order.id), amount: eur(400) })
  expect(part).toMatchObject({ paymentStatus: 'partially_paid', paid: eur(400), outstanding: eur(amount - 400) })
  const whole = await at.desk.capture(act(order.id))
  expect(whole).toMatchObject({
    paymentStatus: 'paid',
    paid: order.total,
    outstanding: eur(0),
    paymentMethod: 'invoice',
  })
})

test('refund: an amount, never more than was taken, whatever is asked for', async () => {
  const { order } = await at.place()
  const { amount } = order.total
  const part = await at.desk.refund({ ...act(order.id), amount: eur(100), reason })
  expect(part).toMatchObject({ paymentStatus: 'partially_refunded', refunded: eur(100), refundable: eur(amount - 100) })
  const refundable = { refundable: eur(amount - 100) }
  for (const wanted of [eur(amount - 99), { amount: 1, currency: 'USD' as const }]) {
    const refused = await failureOf(at.desk.refund({ ...act(order.id), amount: wanted, reason }))
    expect(refused).toEqual({ code: 'refund.exceeds_captured', details: refundable })
  }
  const whole = await at.desk.refund({ ...act(order.id), amount: eur(amount - 100), reason })
  expect(whole).toMatchObject({ status: 'placed', paymentStatus: 'refunded', refundable: eur(0) })
  const unpaid = await at.place([{}], byInvoice)
  const refused = await failureOf(at.desk.refund({ ...act(unpaid.order.id), amount: eur(1), reason }))
  expect(refused).toEqual({ code: 'refund.exceeds_captured', details: { refundable: eur(0) } })
  expect((await failureOf(at.desk.refund({ ...act(noOrder), amount: eur(1), reason }))).code).toBe('order.not_found')
})

test('refund: unit by unit with the shipping once, all refunds come to the total exactly', async () => {
  const { order } = await at.place([
    { price: '3.33', quantity: 3 },
    { price: '0.07', quantity: 2 },
  ])
  for (const [quantities, includeShipping] of [
    [[1, 0], false],
    [[0, 1], true],
    [[1, 0], false],
    [[1, 1], false],
  ] as const) {
    await at.desk.refund({ ...act(order.id), lines: unitsOf(order, quantities), includeShipping, reason })
  }
  const seen = await at.desk.get({ id: order.id })
  expect(seen).toMatchObject({ paymentStatus: 'refunded', refunded: order.total, refundable: eur(0) })
  const again = { ...act(order.id), reason }
  const codes = [
    await failureOf(at.desk.refund({ ...again, lines: unitsOf(order, [1]) })),
    await failureOf(at.desk.refund({ ...again, includeShipping: true })),
  ].map(({ code }) => code)
  expect(codes).toEqual(['refund.exceeds_captured', 'refund.exceeds_captured'])
})

test('refund: another order’s line is not found, and neither an amount nor lines, or both, are refused', async () => {
  const [{ order }, other] = [await at.place(), await at.place()]
  const lines = unitsOf(other.order, [1])
  expect(await failureOf(at.desk.refund({ ...act(order.id), lines, reason }))).toEqual({
    code: 'order.line_not_found',
    details: { lineId: lines[0]?.lineId },
  })
  for (const input of [{}, { amount: eur(1), lines }, { amount: eur(1), includeShipping: true }, { amount: eur(0) }]) {
    expect((await failureOf(at.desk.refund({ ...act(order.id), ...input, reason }))).code).toBe('input.invalid')
  }
})

test('refund: a silent provider is told again by the same key, and gives the money back once', async () => {
  const { order } = await at.place()
  let isDown = true
  const asked: string[] = []
  const { testPayments } = at.shop
  const { desk } = deskWith({
    refund: async (given) => {
      asked.push(given.idempotencyKey)
      const answer = await testPayments.refund(given)
      // The provider has refunded the money; only its answer is lost.
      if (isDown) throw new ProviderUnavailable('lost')
      return answer
    },
  })
  const input = { ...act(order.id), amount: eur(100), reason }
  expect((await failureOf(desk.refund(input))).code).toBe('payment.provider_unavailable')
  expect((await at.desk.get({ id: order.id })).refunds).toMatchObject([{ status: 'pending', amount: eur(100) }])
  isDown = false
  const answer = await desk.refund(input)
  expect(answer.refunds).toMatchObject([{ status: 'succeeded', amount: eur(100) }])
  expect(new Set(asked).size).toBe(1)
  expect(JSON.stringify(await desk.refund(input))).toBe(JSON.stringify(answer))
  expect((await testPayments.find(answer.payments[0]?.reference ?? ''))?.refundedAmount).toBe(100)
})

test('refund: one that the provider refuses is told so, and can be given back in another way', async () => {
  const { order } = await at.place()
  const { desk } = deskWith({ refund: () => Promise.reject(new ProviderRefused('no')) })
  const seen = await desk.refund({ ...act(order.id), lines: unitsOf(order, [1]), reason })
  expect(seen).toMatchObject({ paymentStatus: 'paid', refunded: eur(0), refunds: [{ status: 'failed' }] })
  expect(seen.timeline.at(-1)).toMatchObject({ kind: 'refund_failed', isPublic: false })
  const again = await at.desk.refund({ ...act(order.id), lines: unitsOf(order, [1]), includeShipping: true, reason })
  expect(again.paymentStatus).toBe('refunded')
})

test('refund: money that went back at the provider while ours waited is known once ours is refused', async () => {
  const { order } = await at.place()
  const { testPayments } = at.shop
  const { desk } = deskWith({ refund: () => Promise.reject(new ProviderUnavailable('down')) })
  const asked = desk.refund({ ...act(order.id), amount: order.total, reason })
  expect((await failureOf(asked)).code).toBe('payment.provider_unavailable')
  const reference = (await at.desk.get({ id: order.id })).payments[0]?.reference ?? ''
  await testPayments.refund({ idempotencyKey: 'by hand', reference, amount: 300 })
  await receiveProviderEvent(at.shop.deps, 'test', { id: 'evt_by_hand', type: 'refunded', reference })
  await workProviderEvents(at.shop.deps)
  await recoverPayments({ ...at.shop.deps, now: () => Date.now() + 60_000 }, 0)
  const seen = await at.desk.get({ id: order.id })
  expect(seen).toMatchObject({
    paymentStatus: 'partially_refunded',
    refunded: eur(300),
    refunds: [{ status: 'failed' }],
  })
  expect(seen.refundable).toEqual(eur(order.total.amount - 300))
})

test('cancel: a silent provider does not keep an order, and its money goes back by the job', async () => {
  const { order } = await at.place()
  const { desk } = deskWith({ refund: () => Promise.reject(new ProviderUnavailable('down')) })
  const canceled = await desk.cancel({ ...act(order.id), reason: 'x' })
  expect(canceled).toMatchObject({ status: 'canceled', refunds: [{ status: 'pending', amount: order.total }] })
  await recoverPayments({ ...at.shop.deps, now: () => Date.now() + 60_000 }, 0)
  expect((await at.desk.get({ id: order.id })).refunds).toMatchObject([{ status: 'succeeded' }])
})

test.each(['capture', 'void'] as const)(
  '%s: a provider that does not answer is asked again under the key that it was asked under before',
  async (name) => {
    const { order } = await placeHeld()
    const asked: string[] = []
    const silent = ({ idempotencyKey }: PaymentAct) => {
      asked.push(idempotencyKey)
      return Promise.reject(new ProviderUnavailable('silent'))
    }
    const { deps, desk } = deskWith({ [name]: silent })
    if (name === 'void') await desk.cancel({ ...act(order.id), reason })
    else expect((await failureOf(desk.capture(act(order.id)))).code).toBe('payment.provider_unavailable')
    const later = { ...deps, now: () => Date.now() + 60_000 }
    await expect(recoverPayments(later, 0)).rejects.toThrow('could not be settled')
    expect(asked).toHaveLength(2)
    expect(new Set(asked).size).toBe(1)
    await recoverPayments({ ...later, payments: at.shop.deps.payments }, 0)
  }
)

test('capture: one that the provider refuses is told, and the money is held as before', async () => {
  const { order } = await placeHeld(2)
  const asked: string[] = []
  const refuse = ({ idempotencyKey }: PaymentAct) => {
    asked.push(idempotencyKey)
    return Promise.reject(new ProviderRefused('no'))
  }
  const { deps, desk } = deskWith({ capture: refuse })
  expect((await failureOf(desk.capture(act(order.id)))).code).toBe('payment.capture_refused')
  const later = { ...deps, now: () => Date.now() + 60_000 }
  expect(await recoverPayments(later, 0)).toBe(0)
  const again = callerOf(later)(at.owner.visitor).admin.orders.capture(act(order.id))
  expect((await failureOf(again)).code).toBe('payment.capture_refused')
  expect(new Set(asked).size).toBe(2)
  const seen = await at.desk.get({ id: order.id })
  expect(seen).toMatchObject({ paid: eur(0), capturable: order.total, payments: [{ status: 'authorized' }] })
  const edit = { ...act(order.id), version: 1, lines: unitsOf(order, [1]), reason }
  expect((await at.desk.edit(edit)).capturable).toEqual(eur(order.total.amount - 1000))
  const canceled = await at.desk.cancel({ ...act(order.id), reason })
  expect(canceled).toMatchObject({ paymentStatus: 'voided', paid: eur(0), refunds: [] })
})

test('capture: one that is refused of an order that is canceled meanwhile gives the money free', async () => {
  const { order } = await placeHeld()
  const silent = deskWith({ capture: () => Promise.reject(new ProviderUnavailable('silent')) })
  expect((await failureOf(silent.desk.capture(act(order.id)))).code).toBe('payment.provider_unavailable')
  const { desk } = deskWith({ capture: () => Promise.reject(new ProviderRefused('no')) })
  const canceled = await desk.cancel({ ...act(order.id), reason })
  expect(canceled).toMatchObject({ status: 'canceled', paymentStatus: 'voided', paid: eur(0), refunds: [] })
})

test('cancel: money that is only held is given free', async () => {
  const { order } = await placeHeld()
  const canceled = await at.desk.cancel({ ...act(order.id), reason: 'x' })
  expect(canceled).toMatchObject({ paymentStatus: 'voided', refunds: [], payments: [{ status: 'voided' }] })
  const found = await at.shop.testPayments.find(canceled.payments[0]?.reference ?? '')
  expect(found?.status).toBe('voided')
})

test('keys: an act of each kind is answered alike byte for byte, and another input is refused', async () => {
  const { order } = await at.place([{ quantity: 3 }], byInvoice)
  const acts = {
    addNote: { note: 'n' },
    capture: { amount: eur(500) },
    refund: { amount: eur(100), reason },
    fulfil: { lines: unitsOf(order, [1]) },
  }
  for (const [name, rest] of Object.entries(acts)) {
    const call = at.desk[name as keyof typeof acts] as (input: unknown) => Promise<unknown>
    const input = { ...act(order.id), ...rest }
    const first = JSON.stringify(await call(input))
    expect(JSON.stringify(await call(input)), name).toBe(first)
    const many = await Promise.all([1, 2, 3].map(() => call({ ...input })))
    expect(new Set(many.map((one) => JSON.stringify(one))), name).toEqual(new Set([first]))
    const other = { ...input, trackingNumber: 'T', note: 'm', amount: eur(1) }
    const changed = Object.fromEntries(Object.keys(input).map((key) => [key, other[key as keyof typeof other]]))
    const conflict = name === 'fulfil' ? { ...input, trackingNumber: 'T' } : changed
    expect((await failureOf(call(conflict))).code, name).toBe('idempotency.conflict')
  }
  const seen = await at.desk.get({ id: order.id })
  expect(seen).toMatchObject({ paid: eur(500), refunded: eur(100), fulfilments: [{ lines: unitsOf(order, [1]) }] })
})

test('keys: a key of one member is another’s own, and a refused act leaves its key free', async () => {
  const { order } = await at.place([{ quantity: 2 }])
  const other = await at.shop.signUp(`other-${newKey()}`, 'manager')
  const input = { ...act(order.id), lines: unitsOf(order, [1]) }
  await at.desk.fulfil(input)
  await other.api.admin.orders.fulfil(input)
  expect((await at.desk.get({ id: order.id })).status).toBe('fulfilled')
  const { order: second } = await at.place()
  const refund = { ...act(second.id), amount: second.total, reason }
  await at.desk.refund({ ...act(second.id), amount: eur(1), reason })
  expect((await failureOf(at.desk.refund(refund))).code).toBe('refund.exceeds_captured')
  const smaller = { ...refund, amount: eur(second.total.amount - 1) }
  expect((await at.desk.refund(smaller)).paymentStatus).toBe('refunded')
})
