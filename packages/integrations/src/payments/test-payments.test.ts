import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NewPayment, ProviderEvent } from '@tradepost/commerce'
import { ProviderRefused, ProviderUnavailable } from '@tradepost/commerce'
import { testCards } from '@tradepost/contract'
import * as fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { makeTestPayments, readTestLedger } from './test-payments.ts'

const undo: (() => void)[] = []
afterEach(() => {
  for (const act of undo.splice(0)) act()
})

/** Creates a provider with its own clock and timers, and a ledger file on which it can be restarted. */
const makeShop = () => {
  const folder = mkdtempSync(join(tmpdir(), 'tradepost-test-payments-'))
  undo.push(() => rmSync(folder, { recursive: true, force: true }))
  const ledgerPath = join(folder, 'kept', 'ledger.jsonl')
  const clock = { ms: 1_000_000 }
  const events: ProviderEvent[] = []
  const timers = new Set<{ at: number; act: () => void }>()
  const start = () => {
    const payments = makeTestPayments({
      ledgerPath,
      now: () => clock.ms,
      onEvent: (event) => events.push(event),
      schedule: (ms, act) => {
        const timer = { at: clock.ms + ms, act }
        timers.add(timer)
        return () => timers.delete(timer)
      },
    })
    undo.push(payments.stop)
    return payments
  }
  /** Lets time pass and runs the timers that are due. */
  const pass = (ms: number) => {
    clock.ms += ms
    for (const timer of timers) {
      if (timer.at > clock.ms) continue
      timers.delete(timer)
      timer.act()
    }
  }
  return { ledgerPath, clock, events, timers, start, pass, books: () => readTestLedger(ledgerPath, timeOf(clock.ms)) }
}

const timeOf = (nowMs: number) => ({ nowMs, answerAfterMs: 3000 })

const cards = Object.fromEntries(Object.entries(testCards).map(([number, does]) => [does, number]))

const order = (card: string, more: Partial<NewPayment> = {}): NewPayment => ({
  idempotencyKey: 'pay_1',
  orderId: 'ord_01',
  orderNumber: 'T-1001',
  email: 'ada@example.com',
  amount: 2599,
  currency: 'EUR',
  capture: 'automatic',
  cardNumber: cards[card] ?? card,
  ...more,
})

test.each([
  ['succeeds', { status: 'captured', capturedAmount: 2599, failure: null }],
  ['declined', { status: 'failed', capturedAmount: 0, failure: 'card_declined' }],
  ['insufficient_funds', { status: 'failed', capturedAmount: 0, failure: 'insufficient_funds' }],
  ['challenge', { status: 'requires_action', capturedAmount: 0, clientSecret: 'test_pay_1_secret' }],
  ['answers_late', { status: 'processing', capturedAmount: 0 }],
  ['answers_twice', { status: 'captured', capturedAmount: 2599 }],
  ['4111111111111111', { status: 'failed', failure: 'card_declined' }],
])('create: the card that %s does as it is called', async (card, outcome) => {
  const payments = makeShop().start()
  const payment = await payments.create(order(card))
  expect(payment).toMatchObject({
    reference: 'test_pay_1',
    amount: 2599,
    currency: 'EUR',
    refundedAmount: 0,
    ...outcome,
  })
  expect(await payments.find('test_pay_1')).toEqual(payment)
})

test('create: with manual capture money is reserved, captured in part once, or voided', async () => {
  const payments = makeShop().start()
  const manual = { capture: 'manual' } as const
  const { reference, status } = await payments.create(order('succeeds', manual))
  expect(status).toBe('authorized')
  await expect(payments.capture({ idempotencyKey: 'c1', reference, amount: 2600 })).rejects.toThrow(ProviderRefused)
  const captured = await payments.capture({ idempotencyKey: 'c2', reference, amount: 2000 })
  expect(captured).toMatchObject({ status: 'captured', amount: 2599, capturedAmount: 2000 })
  expect(await payments.capture({ idempotencyKey: 'c2', reference, amount: 2000 })).toEqual(captured)
  await expect(payments.capture({ idempotencyKey: 'c3', reference, amount: 599 })).rejects.toThrow(ProviderRefused)
  await expect(payments.void({ idempotencyKey: 'v1', reference })).rejects.toThrow(ProviderRefused)
  const other = await payments.create(order('succeeds', { ...manual, idempotencyKey: 'pay_2' }))
  const voided = await payments.void({ idempotencyKey: 'v2', reference: other.reference })
  expect(voided).toMatchObject({ status: 'voided', capturedAmount: 0 })
  expect(await payments.void({ idempotencyKey: 'v2', reference: other.reference })).toEqual(voided)
})

test('create: the same key is the same payment, and with anything else is refused', async () => {
  const shop = makeShop()
  const payments = shop.start()
  const first = await payments.create(order('succeeds'))
  expect(await payments.create(order('succeeds'))).toEqual(first)
  const changes: Partial<NewPayment>[] = [
    { amount: 2600 },
    { currency: 'USD' },
    { orderId: 'ord_02' },
    { capture: 'manual' },
  ]
  for (const change of changes) {
    await expect(payments.create(order('succeeds', change))).rejects.toThrow(ProviderRefused)
  }
  await expect(payments.create(order('declined'))).rejects.toThrow(ProviderRefused)
  expect(shop.books()).toMatchObject([{ orderId: 'ord_01', capturedAmount: 2599 }])
})

test.each([0, -1, 0.5, Number.NaN])('an amount of %s is refused wherever it is given', async (amount) => {
  const payments = makeShop().start()
  await expect(payments.create(order('succeeds', { amount }))).rejects.toThrow(ProviderRefused)
  const { reference } = await payments.create(order('succeeds'))
  const act = { idempotencyKey: 'a', reference, amount }
  await expect(payments.capture(act)).rejects.toThrow(ProviderRefused)
  await expect(payments.refund(act)).rejects.toThrow(ProviderRefused)
})

test('challenge: passed it takes or reserves the money, failed it fails, and it is answered once', async () => {
  const payments = makeShop().start()
  const [taken, reserved, failed] = [
    await payments.create(order('challenge')),
    await payments.create(order('challenge', { idempotencyKey: 'pay_2', capture: 'manual' })),
    await payments.create(order('challenge', { idempotencyKey: 'pay_3' })),
  ]
  expect(await payments.answerChallenge(taken.reference, true)).toMatchObject({
    status: 'captured',
    clientSecret: null,
  })
  expect(await payments.answerChallenge(reserved.reference, true)).toMatchObject({ status: 'authorized' })
  const failure = await payments.answerChallenge(failed.reference, false)
  expect(failure).toMatchObject({ status: 'failed', failure: 'challenge_failed' })
  expect(await payments.answerChallenge(failed.reference, false)).toEqual(failure)
  await expect(payments.answerChallenge(failed.reference, true)).rejects.toThrow(ProviderRefused)
  const plain = await payments.create(order('succeeds', { idempotencyKey: 'pay_4' }))
  await expect(payments.answerChallenge(plain.reference, true)).rejects.toThrow(ProviderRefused)
})

test('refund: never more than was captured, and the same key once', async () => {
  const payments = makeShop().start()
  const { reference } = await payments.create(order('succeeds'))
  const first = await payments.refund({ idempotencyKey: 'r1', reference, amount: 1000 })
  expect(first).toEqual({ reference: 'test_refund_r1', status: 'succeeded', amount: 1000 })
  expect(await payments.refund({ idempotencyKey: 'r1', reference, amount: 1000 })).toEqual(first)
  await expect(payments.refund({ idempotencyKey: 'r1', reference, amount: 999 })).rejects.toThrow(ProviderRefused)
  await expect(payments.refund({ idempotencyKey: 'r2', reference, amount: 1600 })).rejects.toThrow(ProviderRefused)
  await payments.refund({ idempotencyKey: 'r3', reference, amount: 1599 })
  expect(await payments.find(reference)).toMatchObject({ status: 'captured', refundedAmount: 2599 })
})

test('a late answer comes by event and by asking, once its time has come, and is not to be called back before', async () => {
  const shop = makeShop()
  const payments = shop.start()
  const { reference } = await payments.create(order('answers_late'))
  shop.pass(2999)
  expect(await payments.find(reference)).toMatchObject({ status: 'processing' })
  await expect(payments.void({ idempotencyKey: 'v', reference })).rejects.toThrow(ProviderRefused)
  expect(shop.events).toEqual([])
  shop.pass(1)
  expect(shop.events).toEqual([{ id: 'evt_test_pay_1', type: 'payment.answered', reference }])
  expect(await payments.find(reference)).toMatchObject({ status: 'captured', capturedAmount: 2599 })
  shop.clock.ms -= 60_000
  expect(await payments.find(reference)).toMatchObject({ status: 'captured' })
})

test('a card that answers twice is told twice, as the same event, after the payment was answered', async () => {
  const shop = makeShop()
  const payments = shop.start()
  const { reference } = await payments.create(order('answers_twice'))
  expect(shop.events).toEqual([])
  shop.pass(0)
  const event = { id: 'evt_test_pay_1', type: 'payment.answered', reference }
  expect(shop.events).toEqual([event, event])
})

test('restart: all payments, captures, refunds and voids are known again, and their keys still do nothing twice', async () => {
  const shop = makeShop()
  const before = shop.start()
  const paid = await before.create(order('succeeds'))
  const held = await before.create(order('challenge', { idempotencyKey: 'pay_2', capture: 'manual' }))
  await before.answerChallenge(held.reference, true)
  await before.capture({ idempotencyKey: 'c1', reference: held.reference, amount: 2000 })
  await before.refund({ idempotencyKey: 'r1', reference: paid.reference, amount: 1000 })
  const open = await before.create(order('succeeds', { idempotencyKey: 'pay_3', capture: 'manual' }))
  await before.void({ idempotencyKey: 'v1', reference: open.reference })
  const seen = await Promise.all([paid, held, open].map(({ reference }) => before.find(reference)))
  before.stop()
  const size = statSync(shop.ledgerPath).size
  const after = shop.start()
  expect(await Promise.all([paid, held, open].map(({ reference }) => after.find(reference)))).toEqual(seen)
  await after.create(order('succeeds'))
  await after.capture({ idempotencyKey: 'c1', reference: held.reference, amount: 2000 })
  await after.refund({ idempotencyKey: 'r1', reference: paid.reference, amount: 1000 })
  await after.void({ idempotencyKey: 'v1', reference: open.reference })
  expect(statSync(shop.ledgerPath).size).toBe(size)
  expect(await after.find('test_unknown')).toBeNull()
})

test('restart: a late answer whose time came while the provider was down is told after the start, once', async () => {
  const shop = makeShop()
  const before = shop.start()
  const { reference } = await before.create(order('answers_late'))
  before.stop()
  expect(shop.timers.size).toBe(0)
  shop.pass(10_000)
  const after = shop.start()
  expect(await after.find(reference)).toMatchObject({ status: 'captured' })
  shop.pass(0)
  expect(shop.events).toHaveLength(1)
  after.stop()
  shop.start()
  shop.pass(10_000)
  expect(shop.events).toHaveLength(1)
})

test('restart: a line that a crash has cut off is as if it had never been asked for', async () => {
  const shop = makeShop()
  const before = shop.start()
  await before.create(order('succeeds'))
  before.stop()
  appendFileSync(shop.ledgerPath, '{"kind":"created","reference":"test_pay_2","amou')
  expect(shop.books()).toHaveLength(1)
  const after = shop.start()
  expect(await after.find('test_pay_2')).toBeNull()
  await after.create(order('succeeds', { idempotencyKey: 'pay_2', orderId: 'ord_02' }))
  after.stop()
  expect(shop.books()).toMatchObject([{ orderId: 'ord_01' }, { orderId: 'ord_02' }])
})

test('restart: a ledger that is damaged in its midst is not taken for a shorter one', () => {
  const shop = makeShop()
  shop.start().stop()
  appendFileSync(shop.ledgerPath, 'no JSON\n')
  expect(shop.start).toThrow('Line 1 of the test provider’s ledger is damaged.')
})

test('ledger: each answer stands in the file before it is given, without the number of a card', async () => {
  const shop = makeShop()
  const payments = shop.start()
  const { reference } = await payments.create(order('succeeds'))
  expect(shop.books()).toMatchObject([{ reference, capturedAmount: 2599 }])
  await payments.refund({ idempotencyKey: 'r1', reference, amount: 5 })
  expect(shop.books()).toMatchObject([{ refundedAmount: 5 }])
  expect(readFileSync(shop.ledgerPath, 'utf8')).not.toContain('4242')
})

test('ledger: without a file it is kept in memory; once stopped, a file is written no more', async () => {
  const inMemory = makeTestPayments({ ledgerPath: null, now: Date.now })
  await inMemory.create(order('succeeds'))
  expect(await inMemory.find('test_pay_1')).toMatchObject({ status: 'captured' })
  inMemory.stop()
  const shop = makeShop()
  const payments = shop.start()
  payments.stop()
  await expect(payments.create(order('succeeds'))).rejects.toThrow(ProviderUnavailable)
  expect(existsSync(shop.ledgerPath)).toBe(true)
})

test('a late answer is told by itself, by the timers of the process', async () => {
  const events: ProviderEvent[] = []
  const onEvent = (event: ProviderEvent) => events.push(event)
  const payments = makeTestPayments({ ledgerPath: null, now: Date.now, onEvent, answerAfterMs: 1 })
  await payments.create(order('answers_late'))
  await expect.poll(() => events.length).toBe(1)
  payments.stop()
})

test('webhooks: none is its own', async () => {
  const payments = makeShop().start()
  await expect(payments.parseWebhook('{}', 'any')).rejects.toMatchObject({ code: 'webhook.invalid_signature' })
})

const anyStep = fc.oneof(
  fc.record({
    act: fc.constantFrom('capture' as const, 'refund' as const),
    key: fc.nat(5),
    amount: fc.integer({ min: 1, max: 3000 }),
  }),
  fc.record({
    act: fc.constantFrom('void' as const, 'pass' as const, 'fail' as const, 'restart' as const, 'wait' as const),
  })
)

test('whatever is asked, repeated and restarted: captured is at most the amount, and refunded at most captured', async () => {
  const history = fc.record({
    card: fc.constantFrom(...Object.values(testCards)),
    capture: fc.constantFrom('automatic' as const, 'manual' as const),
    steps: fc.array(anyStep, { maxLength: 15 }),
  })
  await fc.assert(
    fc.asyncProperty(history, async ({ card, capture, steps }) => {
      const shop = makeShop()
      let payments = shop.start()
      const { reference } = await payments.create(order(card, { capture }))
      const ask = async (step: (typeof steps)[number]): Promise<unknown> => {
        const act = { idempotencyKey: 'key' in step ? `k${step.key}` : 'k', reference }
        if (step.act === 'capture') return payments.capture({ ...act, amount: step.amount })
        if (step.act === 'refund') return payments.refund({ ...act, amount: step.amount })
        if (step.act === 'void') return payments.void(act)
        if (step.act === 'wait') return shop.pass(1500)
        if (step.act !== 'restart') return payments.answerChallenge(reference, step.act === 'pass')
        payments.stop()
        payments = shop.start()
      }
      for (const step of steps) {
        const before = await payments.find(reference)
        const error: unknown = await ask(step).then(
          () => null,
          (error: unknown) => error
        )
        const after = await payments.find(reference)
        expect(error === null || error instanceof ProviderRefused).toBe(true)
        if (error !== null || step.act === 'restart') expect(after).toEqual(before)
        expect(after?.capturedAmount).toBeLessThanOrEqual(2599)
        expect(after?.refundedAmount).toBeLessThanOrEqual(after?.capturedAmount ?? 0)
        expect(after?.capturedAmount).toBeGreaterThanOrEqual(before?.capturedAmount ?? 0)
      }
      payments.stop()
      expect(shop.books()).toMatchObject([await payments.find(reference)])
    }),
    { numRuns: 200 }
  )
})
