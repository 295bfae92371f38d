import type { NewPayment } from '@tradepost/commerce'
import { ProviderRefused, ProviderUnavailable } from '@tradepost/commerce'
import { afterEach, expect, test } from 'vitest'
import type { FakeStripe } from '../testing/fake-stripe.ts'
import { startFakeStripe } from '../testing/fake-stripe.ts'
import { makeStripePayments } from './stripe-payments.ts'

const running: FakeStripe[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((fake) => fake.stop()))
})

const start = async () => {
  const fake = await startFakeStripe()
  running.push(fake)
  const { url, secretKey, webhookSecret } = fake
  const payments = await makeStripePayments({ secretKey, webhookSecret, apiBase: url, now: Date.now })
  return { fake, payments }
}

const order: NewPayment = {
  idempotencyKey: 'pay_1',
  orderId: 'ord_01',
  orderNumber: 'T-1001',
  email: 'ada@example.com',
  amount: 2599,
  currency: 'EUR',
  capture: 'automatic',
  cardNumber: null,
}

/** Creates a payment and confirms it with a card in the browser. */
const pay = async (
  { fake, payments }: Awaited<ReturnType<typeof start>>,
  more: Partial<NewPayment> & { card?: string }
) => {
  const { card = '4242424242424242', ...changes } = more
  const { reference, clientSecret } = await payments.create({ ...order, ...changes })
  fake.confirmFromBrowser(clientSecret ?? '', card)
  return reference
}

test('create: opens a payment without redirects, with the order in its metadata and no e-mail of the buyer', async () => {
  const { fake, payments } = await start()
  const payment = await payments.create(order)
  expect(payment).toEqual({
    reference: expect.stringMatching(/^pi_/),
    status: 'requires_payment',
    amount: 2599,
    currency: 'EUR',
    capturedAmount: 0,
    refundedAmount: 0,
    refunds: [],
    failure: null,
    clientSecret: expect.stringContaining('_secret_'),
  })
  expect(Object.fromEntries(fake.requests[0]?.params ?? [])).toEqual({
    amount: '2599',
    currency: 'eur',
    capture_method: 'automatic',
    'automatic_payment_methods[enabled]': 'true',
    'automatic_payment_methods[allow_redirects]': 'never',
    'metadata[order_id]': 'ord_01',
    'metadata[order_number]': 'T-1001',
    'expand[0]': 'latest_charge',
  })
  expect(fake.requests[0]?.idempotencyKey).toBe('pay_1')
})

test('create: the same key is the same payment, and with another amount is refused', async () => {
  const { fake, payments } = await start()
  const first = await payments.create(order)
  expect(await payments.create(order)).toEqual(first)
  await expect(payments.create({ ...order, amount: 2600 })).rejects.toThrow(ProviderRefused)
  expect(fake.ledger()).toHaveLength(1)
})

test.each([
  ['4000000000000002', 'card_declined'],
  ['4000000000009995', 'insufficient_funds'],
  ['4000000000000069', 'expired_card'],
  ['4000000000000119', 'processing_error'],
] as const)('find: after the card %s was refused, the payment waits for another and says %s', async (card, failure) => {
  const shop = await start()
  const reference = await pay(shop, { card })
  const refused = await shop.payments.find(reference)
  expect(refused).toMatchObject({ status: 'requires_payment', failure, capturedAmount: 0 })
  shop.fake.confirmFromBrowser(refused?.clientSecret ?? '', '4242424242424242')
  expect(await shop.payments.find(reference)).toMatchObject({ status: 'captured', failure: null, capturedAmount: 2599 })
  expect(shop.fake.ledger()).toMatchObject([{ charges: 1, captured: 2599 }])
})

test('find: a challenge is told, passed it captures, and failed it waits for another card', async () => {
  const shop = await start()
  const [passed, failed] = [
    await pay(shop, { card: '4000002500003155' }),
    await pay(shop, { idempotencyKey: 'pay_2', card: '4000002500003155' }),
  ]
  const asked = await shop.payments.find(passed)
  expect(asked).toMatchObject({ status: 'requires_action', clientSecret: expect.stringContaining('_secret_') })
  shop.fake.finishChallenge(passed, true)
  shop.fake.finishChallenge(failed, false)
  expect(await shop.payments.find(passed)).toMatchObject({ status: 'captured', clientSecret: null })
  expect(await shop.payments.find(failed)).toMatchObject({ status: 'requires_payment', failure: 'challenge_failed' })
})

test('find: a payment that takes its time is processing, and then captured or refused', async () => {
  const shop = await start()
  const good = await pay(shop, { card: 'bank_debit' })
  const bad = await pay(shop, { idempotencyKey: 'pay_2', card: 'bank_debit' })
  expect(await shop.payments.find(good)).toMatchObject({ status: 'processing', clientSecret: null })
  shop.fake.finishProcessing(good, true)
  shop.fake.finishProcessing(bad, false)
  expect(await shop.payments.find(good)).toMatchObject({ status: 'captured' })
  expect(await shop.payments.find(bad)).toMatchObject({ status: 'requires_payment', failure: 'processing_error' })
})

test('find: a payment that Stripe does not know is null', async () => {
  const { payments } = await start()
  expect(await payments.find('pi_unknown')).toBeNull()
})

test('capture: takes a part of what is authorized, sets the rest free, and neither counts as refunded', async () => {
  const shop = await start()
  const reference = await pay(shop, { capture: 'manual' })
  expect(await shop.payments.find(reference)).toMatchObject({ status: 'authorized', capturedAmount: 0 })
  const captured = await shop.payments.capture({ idempotencyKey: 'cap_1', reference, amount: 2000 })
  expect(captured).toMatchObject({ status: 'captured', amount: 2599, capturedAmount: 2000, refundedAmount: 0 })
})

test('capture: of what was captured already is that capture, and of another amount is refused', async () => {
  const { payments, ...shop } = await start()
  const reference = await pay({ payments, ...shop }, { capture: 'manual' })
  await payments.capture({ idempotencyKey: 'cap_1', reference, amount: 2000 })
  const again = await payments.capture({ idempotencyKey: 'cap_2', reference, amount: 2000 })
  expect(again).toMatchObject({ status: 'captured', capturedAmount: 2000 })
  await expect(payments.capture({ idempotencyKey: 'cap_3', reference, amount: 599 })).rejects.toThrow(ProviderRefused)
  await expect(payments.capture({ idempotencyKey: 'cap_4', reference: 'pi_no', amount: 5 })).rejects.toThrow(
    ProviderRefused
  )
})

test('capture: of more than is authorized, or of nothing authorized, is refused', async () => {
  const { payments, ...shop } = await start()
  const reference = await pay({ payments, ...shop }, { capture: 'manual' })
  await expect(payments.capture({ idempotencyKey: 'cap_1', reference, amount: 2600 })).rejects.toThrow(ProviderRefused)
  const open = await payments.create({ ...order, idempotencyKey: 'pay_2' })
  const act = { idempotencyKey: 'cap_2', reference: open.reference, amount: 2599 }
  await expect(payments.capture(act)).rejects.toThrow(ProviderRefused)
})

test('refund: gives back in parts up to what was captured and not a unit more', async () => {
  const { payments, ...shop } = await start()
  const reference = await pay({ payments, ...shop }, {})
  const first = await payments.refund({ idempotencyKey: 'ref_1', reference, amount: 1000 })
  expect(first).toEqual({ reference: expect.stringMatching(/^re_/), status: 'succeeded', amount: 1000 })
  await expect(payments.refund({ idempotencyKey: 'ref_2', reference, amount: 1600 })).rejects.toThrow(ProviderRefused)
  await payments.refund({ idempotencyKey: 'ref_3', reference, amount: 1599 })
  expect(await payments.find(reference)).toMatchObject({ status: 'captured', refundedAmount: 2599 })
  await expect(payments.refund({ idempotencyKey: 'ref_4', reference, amount: 1 })).rejects.toThrow(ProviderRefused)
})

test('refund: the same key gives back once, also after Stripe has forgotten the key', async () => {
  const { fake, payments } = await start()
  const reference = await pay({ fake, payments }, {})
  const act = { idempotencyKey: 'ref_1', reference, amount: 1000 }
  const first = await payments.refund(act)
  expect(await payments.refund(act)).toEqual(first)
  fake.forgetKeys()
  expect(await payments.refund(act)).toEqual(first)
  await expect(payments.refund({ ...act, amount: 999 })).rejects.toThrow(ProviderRefused)
  expect(fake.ledger()).toMatchObject([{ refunded: 1000 }])
})

test.each([
  ['pending', 'pending'],
  ['requires_action', 'pending'],
  ['succeeded', 'succeeded'],
  ['failed', 'failed'],
  ['canceled', 'failed'],
] as const)('refund: Stripe’s “%s” is %s', async (theirs, ours) => {
  const { fake, payments } = await start()
  const reference = await pay({ fake, payments }, {})
  fake.beginRefundsAs(theirs)
  expect(await payments.refund({ idempotencyKey: 'r', reference, amount: 5 })).toMatchObject({ status: ours })
})

test('refund: one that fails later no longer counts, and its key tells so', async () => {
  const { fake, payments } = await start()
  const reference = await pay({ fake, payments }, {})
  fake.beginRefundsAs('pending')
  const act = { idempotencyKey: 'ref_1', reference, amount: 1000 }
  const refund = await payments.refund(act)
  expect(await payments.find(reference)).toMatchObject({ refundedAmount: 1000 })
  fake.settleRefund(refund.reference, 'failed')
  expect(await payments.find(reference)).toMatchObject({ refundedAmount: 0 })
  expect(await payments.refund(act)).toEqual({ ...refund, status: 'failed' })
})

test('void: gives up a payment that has taken no money, twice without harm, and never one that has', async () => {
  const { payments, ...shop } = await start()
  const reference = await pay({ payments, ...shop }, { capture: 'manual' })
  const voided = await payments.void({ idempotencyKey: 'void_1', reference })
  expect(voided).toMatchObject({ status: 'voided', capturedAmount: 0, refundedAmount: 0 })
  expect(await payments.void({ idempotencyKey: 'void_2', reference })).toEqual(voided)
  const paid = await pay({ payments, ...shop }, { idempotencyKey: 'pay_2' })
  await expect(payments.void({ idempotencyKey: 'void_3', reference: paid })).rejects.toThrow(ProviderRefused)
})

test('amounts: yen are whole, and dinars that Stripe would not take to the fils are refused before it is asked', async () => {
  const { fake, payments } = await start()
  const yen = await pay({ fake, payments }, { amount: 501, currency: 'JPY' })
  expect(await payments.find(yen)).toMatchObject({ amount: 501, currency: 'JPY', capturedAmount: 501 })
  const odd = payments.create({ ...order, idempotencyKey: 'kwd', amount: 5124, currency: 'KWD' })
  await expect(odd).rejects.toThrow('Stripe takes KWD only in whole tens of its smallest unit; 5124 is not.')
  expect(fake.requests).toHaveLength(2)
  const dinars = await pay(
    { fake, payments },
    { idempotencyKey: 'kwd', amount: 5120, currency: 'KWD', capture: 'manual' }
  )
  const act = { reference: dinars, amount: 5115 }
  await expect(payments.capture({ ...act, idempotencyKey: 'cap_1' })).rejects.toThrow(ProviderRefused)
  await payments.capture({ ...act, idempotencyKey: 'cap_2', amount: 5110 })
  await expect(payments.refund({ ...act, idempotencyKey: 'ref_1', amount: 5 })).rejects.toThrow(ProviderRefused)
  expect(fake.ledger()).toMatchObject([{}, { currency: 'KWD', captured: 5110, refunded: 0 }])
})

test('amounts: more than Stripe takes at once, or less than it takes at all, is refused with its words', async () => {
  const { payments } = await start()
  await expect(payments.create({ ...order, amount: 100_000_000 })).rejects.toThrow('amount_too_large')
  await expect(payments.create({ ...order, amount: 49 })).rejects.toThrow('amount_too_small')
})

test('a wrong secret key is no refusal for good, and is not told to a log', async () => {
  const { fake } = await start()
  const { url: apiBase, webhookSecret } = fake
  const secretKey = 'sk_test_wrong_and_secret'
  const payments = await makeStripePayments({ secretKey, webhookSecret, apiBase, now: Date.now })
  const error: unknown = await payments.create(order).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(ProviderUnavailable)
  expect(said(error)).not.toContain('sk_test')
})

test('refusals: neither their words nor their causes hold the secret of a payment', async () => {
  const { payments } = await start()
  const { reference, clientSecret } = await payments.create(order)
  const act = { idempotencyKey: 'cap_1', reference, amount: 2599 }
  const error: unknown = await payments.capture(act).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(ProviderRefused)
  expect(said(error)).toContain('payment_intent_unexpected_state')
  expect(said(error)).not.toContain(clientSecret)
})

/** Returns everything that a log could write about an error. */
const said = (error: unknown): string =>
  error instanceof Error ? `${error.message} ${error.stack} ${JSON.stringify(error)} ${said(error.cause)}` : ''

test.each([true, false])(
  'capture: what a partial capture releases is no refund, and hides no real one (%s)',
  async (counts) => {
    const { fake, payments } = await start()
    fake.countReleased(counts)
    const reference = await pay({ fake, payments }, { amount: 23_800, capture: 'manual' })
    const captured = await payments.capture({ idempotencyKey: 'pay_1:capture', reference, amount: 18_800 })
    expect(captured).toMatchObject({ status: 'captured', capturedAmount: 18_800, refundedAmount: 0 })
    await payments.refund({ idempotencyKey: 'rfd_1', reference, amount: 5000 })
    expect(await payments.find(reference)).toMatchObject({ capturedAmount: 18_800, refundedAmount: 5000 })
    await payments.refund({ idempotencyKey: 'rfd_2', reference, amount: 13_800 })
    expect(await payments.find(reference)).toMatchObject({ refundedAmount: 18_800 })
  }
)

test.each([true, false])('void: an authorization that was released gave nothing back (%s)', async (counts) => {
  const { fake, payments } = await start()
  fake.countReleased(counts)
  const reference = await pay({ fake, payments }, { capture: 'manual' })
  const voided = await payments.void({ idempotencyKey: 'pay_1:void', reference })
  expect(voided).toMatchObject({ status: 'voided', capturedAmount: 0, refundedAmount: 0 })
})

test('find: lists every refund by its key, and counts those no more that failed after they had succeeded', async () => {
  const { fake, payments } = await start()
  const reference = await pay({ fake, payments }, {})
  for (let n = 1; n <= 12; n++) await payments.refund({ idempotencyKey: `rfd_${n}`, reference, amount: n })
  const first = (await payments.find(reference))?.refunds?.find(({ idempotencyKey }) => idempotencyKey === 'rfd_1')
  fake.settleRefund(first?.reference ?? '', 'failed')
  const found = await payments.find(reference)
  expect(found).toMatchObject({ refundedAmount: 77 })
  expect(found?.refunds).toHaveLength(12)
  expect(found?.refunds?.filter(({ status }) => status === 'failed')).toEqual([
    { idempotencyKey: 'rfd_1', reference: first?.reference, status: 'failed', amount: 1 },
  ])
})

test('stop: an act that Stripe leaves unanswered ends 3 s after the stop, and no other begins', async () => {
  const fake = await startFakeStripe()
  running.push(fake)
  const { url, secretKey, webhookSecret } = fake
  const stopping = new AbortController()
  const settings = { secretKey, webhookSecret, apiBase: url, now: Date.now, timeoutMs: 600_000 }
  const payments = await makeStripePayments({ ...settings, stopping: stopping.signal })
  fake.faults.add({ kind: 'blackhole' })
  const hanging = payments.create(order)
  await expect.poll(() => fake.requests.length).toBe(1)
  stopping.abort()
  await expect(hanging).rejects.toThrow(ProviderUnavailable)
  await expect(payments.create(order)).rejects.toThrow(ProviderUnavailable)
  expect(fake.requests).toHaveLength(1)
})
