import type { NewPayment, PaymentProvider } from '@tradepost/commerce'
import { ProviderRefused, ProviderUnavailable } from '@tradepost/commerce'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Fault } from '../testing/fake-stripe-faults.ts'
import type { FakeStripe } from '../testing/fake-stripe.ts'
import { startFakeStripe } from '../testing/fake-stripe.ts'
import { makeStripePayments } from './stripe-payments.ts'

const AMOUNT = 1000

const order: NewPayment = {
  idempotencyKey: 'pay_1',
  orderId: 'ord_01',
  orderNumber: 'T-1001',
  email: 'ada@example.com',
  amount: AMOUNT,
  currency: 'EUR',
  capture: 'automatic',
  cardNumber: null,
}

// Each fault loses a response or prevents a request. Other tests cover resets: the SDK waits half a second after one.
const anyFault = fc.constantFrom<Fault | null>(
  null,
  null,
  { kind: 'truncated' },
  { kind: 'truncated', isWhole: true },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 500, isKept: true },
  { kind: 'status', status: 429 },
  { kind: 'delay', ms: 5 }
)

const good = '4242424242424242'
const anyCard = fc.constantFrom(good, good, good, good, '4000000000000002', '4000002500003155', 'bank_debit')

const anyAct = fc.oneof(
  fc.record({ act: fc.constant('confirm' as const), card: anyCard }),
  fc.record({ act: fc.constant('answer' as const), good: fc.boolean() }),
  fc.record({ act: fc.constant('capture' as const), amount: fc.integer({ min: 1, max: AMOUNT + 100 }) }),
  fc.record({ act: fc.constant('refund' as const), amount: fc.integer({ min: 1, max: AMOUNT }) }),
  fc.record({ act: fc.constant('void' as const) })
)

const anyStep = fc.record({
  what: anyAct,
  /** The faults of the act's requests, in order. */
  faults: fc.array(anyFault, { maxLength: 4 }),
  /** The number of simultaneous calls with the same key. */
  askers: fc.integer({ min: 1, max: 3 }),
  /** Whether a day passes before the calls are repeated, so that Stripe forgets the keys. */
  isSlow: fc.boolean(),
})

type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never

/** Repeats simultaneous calls until one gets an answer. Returns null if the answer is a refusal. */
const settle = async <T>(
  fake: FakeStripe,
  { faults, askers, isSlow }: Step,
  ask: () => Promise<T>
): Promise<T | null> => {
  for (const fault of faults) fake.faults.add(fault ?? { kind: 'delay', ms: 1 })
  for (;;) {
    const answers = await Promise.all(Array.from({ length: askers }, () => askOnce(ask)))
    const answer = answers.find((answer) => answer !== 'none')
    if (isSlow) fake.forgetKeys()
    if (answer === undefined) continue
    fake.faults.clear()
    return answer === 'refused' ? null : answer.value
  }
}

const askOnce = async <T>(ask: () => Promise<T>): Promise<{ value: T } | 'refused' | 'none'> => {
  try {
    return { value: await ask() }
  } catch (error) {
    if (error instanceof ProviderRefused) return 'refused'
    if (error instanceof ProviderUnavailable) return 'none'
    throw error
  }
}

/** Performs an act of the buyer or of Stripe. Changes nothing if the act is not possible now. */
const happen = (fake: FakeStripe, what: Step['what'], { reference, secret }: { reference: string; secret: string }) => {
  const status = fake.ledger().find(({ intent }) => intent === reference)?.status ?? ''
  if (what.act === 'confirm' && status.startsWith('requires_') && status !== 'requires_capture') {
    fake.confirmFromBrowser(secret, what.card)
  }
  if (what.act === 'answer' && status === 'requires_action') fake.finishChallenge(reference, what.good)
  if (what.act === 'answer' && status === 'processing') fake.finishProcessing(reference, what.good)
}

const checkBooks = (fake: FakeStripe, refunded: number) => {
  const charged = fake.ledger().filter(({ charges }) => charges > 0)
  expect(charged.length).toBeLessThanOrEqual(1)
  for (const row of charged) {
    expect(row.charges).toBe(1)
    expect(row.captured).toBeLessThanOrEqual(AMOUNT)
    expect(row.refunded).toBeLessThanOrEqual(row.captured)
  }
  expect(charged.reduce((sum, row) => sum + row.refunded, 0)).toBe(refunded)
}

const live = async ({ fake, payments }: { fake: FakeStripe; payments: PaymentProvider }, history: History) => {
  const { capture, first, steps } = history
  const made = await settle(fake, first, () => payments.create({ ...order, capture }))
  if (!made) throw new Error('A payment could not be opened.')
  const { reference, clientSecret } = made
  let refunded = 0
  for (const [n, step] of steps.entries()) {
    const { what } = step
    const act = { idempotencyKey: `act_${n}`, reference }
    happen(fake, what, { reference, secret: clientSecret ?? '' })
    if (what.act === 'capture') await settle(fake, step, () => payments.capture({ ...act, amount: what.amount }))
    if (what.act === 'void') await settle(fake, step, () => payments.void(act))
    if (what.act === 'refund') {
      const refund = await settle(fake, step, () => payments.refund({ ...act, amount: what.amount }))
      refunded += refund?.amount ?? 0
    }
    checkBooks(fake, refunded)
  }
  const seen = await payments.find(reference)
  const row = fake.ledger().find(({ intent }) => intent === reference)
  expect(seen).toMatchObject({ capturedAmount: row?.captured, refundedAmount: row?.refunded })
}

const anyHistory = fc.record({
  capture: fc.constantFrom('automatic' as const, 'manual' as const),
  first: anyStep,
  steps: fc.array(anyStep, { maxLength: 12 }),
})

type History = typeof anyHistory extends fc.Arbitrary<infer T> ? T : never

test('whatever is lost, repeated, asked together or forgotten: one charge, and exactly the refunds that were told', async () => {
  // Each reading of the clock is a minute later, so that the breaker never stops the history.
  let ms = 0
  const now = () => (ms += 60_000)
  await fc.assert(
    fc.asyncProperty(anyHistory, async (history) => {
      const fake = await startFakeStripe()
      try {
        const { url, secretKey, webhookSecret } = fake
        const payments = await makeStripePayments({ secretKey, webhookSecret, apiBase: url, now })
        await live({ fake, payments }, history)
      } finally {
        await fake.stop()
      }
    }),
    { numRuns: 150 }
  )
})
