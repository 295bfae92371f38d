import type { NewPayment } from '@tradepost/commerce'
import { ProviderUnavailable } from '@tradepost/commerce'
import { afterEach, expect, test, vi } from 'vitest'
import type { Fault } from '../testing/fake-stripe-faults.ts'
import type { FakeStripe } from '../testing/fake-stripe.ts'
import { startFakeStripe } from '../testing/fake-stripe.ts'
import { makeStripePayments } from './stripe-payments.ts'

const running: FakeStripe[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((fake) => fake.stop()))
})

/** `patient` has a long timeout, for calls that must succeed even on a busy machine. */
const start = async (timeoutMs = 5000) => {
  const fake = await startFakeStripe()
  running.push(fake)
  const { url, secretKey, webhookSecret } = fake
  const settings = { secretKey, webhookSecret, apiBase: url, now: Date.now }
  const payments = await makeStripePayments({ ...settings, timeoutMs })
  return { fake, payments, patient: await makeStripePayments({ ...settings, timeoutMs: 30_000 }) }
}

const order: NewPayment = {
  idempotencyKey: 'pay_1',
  orderId: 'ord_01',
  orderNumber: 'T-1001',
  email: 'ada@example.com',
  amount: 2599,
  currency: 'EUR',
  capture: 'manual',
  cardNumber: null,
}

// The SDK repeats a request once after a reset, so only two resets are visible to its caller.
const faults: readonly { name: string; fault: Fault; times: number; timeoutMs?: number }[] = [
  { name: 'a blackhole', fault: { kind: 'blackhole' }, times: 1, timeoutMs: 300 },
  { name: 'a blackhole after all was done', fault: { kind: 'blackhole', isDone: true }, times: 1, timeoutMs: 300 },
  { name: 'an answer that comes late', fault: { kind: 'delay', ms: 600 }, times: 1, timeoutMs: 300 },
  { name: '500', fault: { kind: 'status', status: 500 }, times: 1 },
  { name: '500 that Stripe keeps under the key', fault: { kind: 'status', status: 500, isKept: true }, times: 1 },
  { name: '503', fault: { kind: 'status', status: 503 }, times: 1 },
  { name: '429', fault: { kind: 'status', status: 429 }, times: 1 },
  { name: 'a reset before anything was done', fault: { kind: 'reset' }, times: 2 },
  { name: 'a reset after all was done', fault: { kind: 'lost_answer' }, times: 2 },
  { name: 'an answer that breaks off', fault: { kind: 'truncated' }, times: 1 },
  { name: 'half an answer as if it were whole', fault: { kind: 'truncated', isWhole: true }, times: 1 },
]

/** Calls once during the fault, then with the same key until it succeeds. A key may be in use for a while. */
const askAgain = async <T>(ask: () => Promise<T>): Promise<T> => {
  await expect(ask()).rejects.toThrow(ProviderUnavailable)
  return vi.waitFor(ask, { timeout: 30_000, interval: 50 })
}

const isPost = ({ method }: { method: string }) => method === 'POST'

test.each(faults)('a payment through $name, repeated with its keys, is one charge and one refund', async (row) => {
  const { fake, payments } = await start(row.timeoutMs)
  const breakNext = () => fake.faults.add(row.fault, { times: row.times, matches: isPost })
  breakNext()
  const { reference, clientSecret } = await askAgain(() => payments.create(order))
  fake.confirmFromBrowser(clientSecret ?? '', '4242424242424242')
  breakNext()
  const capture = { idempotencyKey: 'cap_1', reference, amount: 2000 }
  expect(await askAgain(() => payments.capture(capture))).toMatchObject({ status: 'captured', capturedAmount: 2000 })
  breakNext()
  const refund = { idempotencyKey: 'ref_1', reference, amount: 700 }
  expect(await askAgain(() => payments.refund(refund))).toMatchObject({ status: 'succeeded', amount: 700 })
  const books = fake.ledger()
  expect(books.filter(({ charges }) => charges > 0)).toMatchObject([{ charges: 1, captured: 2000, refunded: 700 }])
  expect(books).toHaveLength(1)
})

test.each(faults)('a void through $name, repeated with its key, is a void', async ({ fault, times, timeoutMs }) => {
  const { fake, payments, patient } = await start(timeoutMs)
  const { reference } = await patient.create(order)
  fake.faults.add(fault, { times, matches: isPost })
  const voided = await askAgain(() => payments.void({ idempotencyKey: 'void_1', reference }))
  expect(voided).toMatchObject({ status: 'voided' })
})

test.each(faults)('find through $name says that it cannot tell, never that there is nothing', async (row) => {
  const { fake, payments, patient } = await start(row.timeoutMs)
  const { reference } = await patient.create(order)
  fake.faults.add(row.fault, { times: row.times })
  expect(await askAgain(() => payments.find(reference))).toMatchObject({ reference, status: 'requires_payment' })
})

test('a single reset is repeated at once, with the same key, and nobody notices', async () => {
  const { fake, payments } = await start()
  fake.faults.add({ kind: 'lost_answer' })
  await payments.create(order)
  expect(fake.requests.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['pay_1', 'pay_1'])
  expect(fake.ledger()).toHaveLength(1)
})

test('while Stripe refuses connections nothing is done, and the same keys go through when it is back', async () => {
  const { fake, payments } = await start()
  await fake.refuseConnections()
  await expect(payments.create(order)).rejects.toThrow(ProviderUnavailable)
  await fake.acceptConnections()
  const { clientSecret } = await payments.create(order)
  fake.confirmFromBrowser(clientSecret ?? '', '4242424242424242')
  expect(fake.ledger()).toMatchObject([{ charges: 1 }])
})

test('an act that takes several requests ends within its one limit of time', async () => {
  const { fake, payments, patient } = await start(800)
  const { reference, clientSecret } = await patient.create({ ...order, capture: 'automatic' })
  fake.confirmFromBrowser(clientSecret ?? '', '4242424242424242')
  fake.faults.add({ kind: 'delay', ms: 500 }, { times: 2 })
  const refund = payments.refund({ idempotencyKey: 'ref_1', reference, amount: 100 })
  await expect(refund).rejects.toThrow('Stripe has not answered within 800 ms.')
})

test('a key that is in use is asked for again, and the answer of the first request is given', async () => {
  const { fake, payments } = await start()
  let goOn: () => void = () => undefined
  fake.faults.add({ kind: 'wait', until: new Promise((resolve) => (goOn = resolve)) })
  const first = payments.create(order)
  await expect.poll(() => fake.requests.length).toBe(1)
  await expect(payments.create(order)).rejects.toThrow(ProviderUnavailable)
  goOn()
  const { reference } = await first
  expect(await payments.create(order)).toMatchObject({ reference })
  expect(fake.ledger()).toHaveLength(1)
})

test('ten failures in a row, and Stripe is no longer asked', async () => {
  const { fake, payments } = await start()
  fake.faults.add({ kind: 'status', status: 500 }, { times: 100 })
  for (let n = 0; n < 15; n += 1) await expect(payments.find('pi_1')).rejects.toThrow(ProviderUnavailable)
  expect(fake.requests).toHaveLength(10)
})

test('a fault that Stripe keeps does not bring a second refund when it is asked for again many times at once', async () => {
  const { fake, payments } = await start()
  const { reference, clientSecret } = await payments.create({ ...order, capture: 'automatic' })
  fake.confirmFromBrowser(clientSecret ?? '', '4242424242424242')
  fake.faults.add({ kind: 'status', status: 500, isKept: true }, { matches: isPost })
  const act = { idempotencyKey: 'ref_1', reference, amount: 1000 }
  await expect(payments.refund(act)).rejects.toThrow(ProviderUnavailable)
  const again = await Promise.allSettled(Array.from({ length: 8 }, () => payments.refund(act)))
  const references = again.flatMap((result) => (result.status === 'fulfilled' ? [result.value.reference] : []))
  expect(new Set(references).size).toBe(1)
  expect(fake.ledger()).toMatchObject([{ refunded: 1000 }])
})
