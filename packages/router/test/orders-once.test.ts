import type { NewPayment, PaymentProvider, ProviderPayment } from '@tradepost/commerce'
import { ProviderUnavailable, recoverPayments } from '@tradepost/commerce'
import type { IdOf } from '@tradepost/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findBrokenInvariants } from './invariants.ts'
import type { TestShop } from './test-shop.ts'
import { callerOf, declinedCard, failureOf, makeTestShop, newVisitor, only, orderInput } from './test-shop.ts'

let shop: TestShop
let mug: IdOf<'variant'>

beforeEach(async () => {
  shop = await makeTestShop()
  mug = only(await shop.addProduct({ slug: 'mug', sku: 'MUG', price: '10.00', onHand: 5 }))
})

afterEach(async () => {
  const broken = findBrokenInvariants(shop.path)
  await shop.close()
  expect(broken).toEqual([])
})

const countOf = (table: string): unknown => only(shop.rows(`SELECT count(*) AS n FROM ${table}`))['n']
const allocated = (): unknown =>
  only(shop.rows('SELECT allocated FROM stock_levels WHERE variant_id = ?', mug))['allocated']

const guestWithMug = async (quantity = 1) => {
  const visitor = newVisitor()
  await shop.as(visitor).cart.addItem({ variantId: mug, quantity })
  return visitor
}

/** Makes a provider that records the requests to it and answers only when the test says so. */
const makeHeldPayments = () => {
  const asked: { charge: NewPayment; answer: (result: ProviderPayment) => void; lose: (error: Error) => void }[] = []
  const known = new Map<string, ProviderPayment>()
  let onCharge: () => void = () => {}
  const provider: PaymentProvider = {
    ...shop.testPayments,
    create: (charge) =>
      new Promise((resolve, reject) => {
        const answer = (result: ProviderPayment) => {
          known.set(charge.idempotencyKey, result)
          resolve(result)
        }
        asked.push({ charge, answer, lose: reject })
        onCharge()
      }),
    recover: async ({ idempotencyKey }) => known.get(idempotencyKey) ?? null,
    find: async (reference) => [...known.values()].find((one) => one.reference === reference) ?? null,
  }
  const nextCharge = () => new Promise<void>((resolve) => (onCharge = resolve))
  return { provider, asked, known, nextCharge }
}

const captured = ({ idempotencyKey, amount, currency }: NewPayment): ProviderPayment => ({
  status: 'captured',
  reference: `ref-${idempotencyKey}`,
  amount,
  currency,
  capturedAmount: amount,
  refundedAmount: 0,
  failure: null,
  clientSecret: null,
})

const declined = (payment: NewPayment): ProviderPayment => ({
  ...captured(payment),
  status: 'failed',
  capturedAmount: 0,
  failure: 'card_declined',
})

/** Returns the same shop in a process that has just started, an hour later. */
const restarted = (payments: PaymentProvider) => {
  const deps = { ...shop.deps, payments: [payments], now: () => Date.now() + 3_600_000 }
  return { deps, as: callerOf(deps) }
}

test('key: the same key with another input is a conflict, at once and later, and changes nothing', async () => {
  const api = shop.as(await guestWithMug())
  const other = { ...orderInput('the-one-key'), email: 'other@example.com' }
  const [, atOnce] = await Promise.allSettled([api.orders.place(orderInput('the-one-key')), api.orders.place(other)])
  expect(atOnce.status).toBe('rejected')
  expect(await failureOf(api.orders.place(other))).toEqual({ code: 'idempotency.conflict', details: null })
  expect(countOf('orders')).toBe(1)
})

test('key: a call with a wrong input that is under way does not have the right one refused beside it', async () => {
  const api = shop.as(await guestWithMug())
  const first = await api.orders.place(orderInput('the-one-key'))
  const other = { ...orderInput('the-one-key'), email: 'other@example.com' }
  const [wrong, right] = await Promise.allSettled([
    api.orders.place(other),
    api.orders.place(orderInput('the-one-key')),
  ])
  expect(wrong.status).toBe('rejected')
  expect(right).toEqual({ status: 'fulfilled', value: first })
})

test('key: the order of the input’s keys does not make another input', async () => {
  const api = shop.as(await guestWithMug())
  const first = await api.orders.place(orderInput('the-one-key'))
  const { email, idempotencyKey, payment, shippingAddress } = orderInput('the-one-key')
  expect(await api.orders.place({ payment, shippingAddress, email, idempotencyKey })).toEqual(first)
})

test('key: twenty parallel calls with one key make one order, ask for one charge, and get the same answer', async () => {
  const test = shop.testPayments
  const asked: string[] = []
  const create = (one: NewPayment) => test.create(one).finally(() => asked.push(one.idempotencyKey))
  const as = callerOf({ ...shop.deps, payments: [{ ...test, create }] })
  const visitor = await guestWithMug(2)
  const calls = Array.from({ length: 20 }, () => as(visitor).orders.place(orderInput('the-one-key')))
  const answers = await Promise.all(calls)
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect([countOf('orders'), countOf('payments'), allocated(), asked.length]).toEqual([1, 1, 2, 1])
})

test('key: the stored answer is given byte for byte, whatever happened since', async () => {
  const visitor = await guestWithMug()
  const first = JSON.stringify(await shop.as(visitor).orders.place(orderInput('the-one-key')))
  await shop.as(visitor).cart.addItem({ variantId: mug })
  await shop.addProduct({ slug: 'mug', sku: 'MUG', price: '77.00', onHand: 5 })
  const afterRestart = restarted(shop.testPayments).as(visitor)
  expect(JSON.stringify(await afterRestart.orders.place(orderInput('the-one-key')))).toBe(first)
})

test('key: one key of two buyers is two keys', async () => {
  const [a, b] = [await guestWithMug(), await guestWithMug()]
  const [first, second] = await Promise.all(
    [a, b].map((guest) => shop.as(guest).orders.place(orderInput('shared-key')))
  )
  expect(first?.order.id).not.toBe(second?.order.id)
})

test('cart: two parallel keys on one cart make one order', async () => {
  const visitor = await guestWithMug()
  const keys = ['left-tab-key', 'right-tab-key']
  const answers = await Promise.allSettled(keys.map((key) => shop.as(visitor).orders.place(orderInput(key))))
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect([countOf('orders'), allocated()]).toEqual([1, 1])
})

test('stock: two buyers, one unit, one order', async () => {
  await shop.addProduct({ slug: 'mug', sku: 'MUG', price: '10.00', onHand: 1 })
  const buyers = await Promise.all([guestWithMug(), guestWithMug()])
  const answers = await Promise.allSettled(
    buyers.map((buyer) => shop.as(buyer).orders.place(orderInput('key-of-each')))
  )
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect([countOf('orders'), allocated()]).toEqual([1, 1])
})

test('cart: while it is being paid nobody changes it, and another order of it is refused', async () => {
  const { provider, asked, nextCharge } = makeHeldPayments()
  const as = callerOf({ ...shop.deps, payments: [provider] })
  const visitor = await guestWithMug()
  const lineId = only((await as(visitor).cart.get()).lines).id
  const begun = nextCharge()
  const placing = as(visitor).orders.place(orderInput('slow-card'))
  await begun

  const orderId = only(shop.rows('SELECT id FROM orders'))['id']
  const refused = { code: 'checkout.in_progress', details: { orderId } }
  expect(await failureOf(as(visitor).cart.addItem({ variantId: mug }))).toEqual(refused)
  expect(await failureOf(as(visitor).cart.setQuantity({ lineId, quantity: 3 }))).toEqual(refused)
  expect(await failureOf(as(visitor).cart.removeItem({ lineId }))).toEqual(refused)
  expect(await failureOf(as(visitor).orders.place(orderInput('another-key')))).toEqual(refused)
  expect((await as(visitor).cart.get()).itemCount).toBe(1)

  const { charge, answer } = only(asked)
  answer(captured(charge))
  expect((await placing).order.status).toBe('placed')
})

test('crash: an order left pending is canceled, its stock given back, and its key may be used again', async () => {
  const { provider, nextCharge } = makeHeldPayments()
  const visitor = await guestWithMug(2)
  const begun = nextCharge()
  void callerOf({ ...shop.deps, payments: [provider] })(visitor).orders.place(orderInput('crashed-key'))
  await begun
  expect(allocated()).toBe(2)

  const { deps, as } = restarted(shop.testPayments)
  expect(await recoverPayments(deps, 60_000)).toBe(1)
  expect(shop.rows('SELECT status FROM orders')).toEqual([{ status: 'canceled' }])
  expect(allocated()).toBe(0)
  expect((await as(visitor).cart.get()).itemCount).toBe(2)
  expect(await recoverPayments(deps, 60_000)).toBe(0)

  const { order } = await as(visitor).orders.place(orderInput('crashed-key'))
  expect(order.status).toBe('placed')
  expect(order.timeline.flatMap(({ kind, text }) => (kind === 'status' ? [text] : []))).toEqual([
    'pending_payment',
    'placed',
  ])
})

test('crash: what the provider charged is placed, and the same key is told so', async () => {
  const { provider, asked, known, nextCharge } = makeHeldPayments()
  const visitor = await guestWithMug()
  const begun = nextCharge()
  void callerOf({ ...shop.deps, payments: [provider] })(visitor).orders.place(orderInput('crashed-key'))
  await begun
  const { charge } = only(asked)
  known.set(charge.idempotencyKey, captured(charge))

  const { deps, as } = restarted(provider)
  expect(await recoverPayments(deps, 60_000)).toBe(1)
  const { order } = await as(visitor).orders.place(orderInput('crashed-key'))
  expect(order).toMatchObject({ status: 'placed', paymentStatus: 'paid' })
  expect([asked.length, countOf('orders'), allocated()]).toEqual([1, 1, 1])
})

test('crash: a payment that is still young is left alone', async () => {
  const { provider, nextCharge } = makeHeldPayments()
  const begun = nextCharge()
  void callerOf({ ...shop.deps, payments: [provider] })(await guestWithMug()).orders.place(orderInput('young-payment'))
  await begun
  expect(await recoverPayments(restarted(shop.testPayments).deps, 7_200_000)).toBe(0)
  expect(shop.rows('SELECT status FROM orders')).toEqual([{ status: 'pending_payment' }])
})

test('lost answer: the same key asks the provider the same charge again and places one order', async () => {
  const { provider, asked, nextCharge } = makeHeldPayments()
  const as = callerOf({ ...shop.deps, payments: [provider] })
  const visitor = await guestWithMug()
  const place = async () => {
    const begun = nextCharge()
    const placing = as(visitor).orders.place(orderInput('lost-answer'))
    await begun
    return { placing }
  }
  const { placing: first } = await place()
  asked[0]?.lose(new ProviderUnavailable('socket hang up'))
  expect((await failureOf(first)).code).toBe('payment.provider_unavailable')
  const { placing: second } = await place()
  expect(asked[1]?.charge).toEqual(asked[0]?.charge)
  if (asked[1]) asked[1].answer(captured(asked[1].charge))
  expect((await second).order.status).toBe('placed')
  expect(countOf('orders')).toBe(1)
})

test('two servers, one key: both charge with the same provider key and give the same answer', async () => {
  const { provider, asked, nextCharge } = makeHeldPayments()
  const visitor = await guestWithMug()
  const slow = callerOf({ ...shop.deps, payments: [provider] })(visitor)
  const begun = nextCharge()
  const late = slow.orders.place(orderInput('on-both-nodes'))
  await begun
  const fast = callerOf({ ...shop.deps, payments: [{ ...provider, create: async (charge) => captured(charge) }] })(
    visitor
  )
  const first = JSON.stringify(await fast.orders.place(orderInput('on-both-nodes')))
  await fast.cart.addItem({ variantId: mug })
  const { charge, answer } = only(asked)
  answer(captured(charge))

  expect(JSON.stringify(await late)).toBe(first)
  expect(JSON.stringify(await fast.orders.place(orderInput('on-both-nodes')))).toBe(first)
  expect(countOf('orders')).toBe(1)
})

test('two checkouts at once, one key: both are answered what the first was, whatever became of the payment since', async () => {
  const { provider, asked, nextCharge } = makeHeldPayments()
  const api = callerOf({ ...shop.deps, payments: [provider] })(await guestWithMug())
  const start = async () => {
    const begun = nextCharge()
    const starting = api.checkout.start(orderInput('started-twice'))
    await begun
    return { starting }
  }
  const [{ starting: first }, { starting: second }] = [await start(), await start()]
  const [one, other] = asked
  if (!one || !other) throw new Error('Both calls ask the provider.')
  one.answer({ ...captured(one.charge), status: 'processing', capturedAmount: 0 })
  const answer = JSON.stringify(await first)
  other.answer(captured(other.charge))
  expect(JSON.stringify(await second)).toBe(answer)
  expect(shop.rows('SELECT status FROM orders')).toEqual([{ status: 'placed' }])
  expect(JSON.stringify(await api.checkout.start(orderInput('started-twice')))).toBe(answer)
})

test.each(['tracked to untracked', 'untracked to tracked'])(
  'decline: exactly what was taken is given back, also when the variant went from %s meanwhile',
  async (change) => {
    const { provider, asked, nextCharge } = makeHeldPayments()
    const as = callerOf({ ...shop.deps, payments: [provider] })
    const [before, after] = change.startsWith('tracked') ? [{ onHand: 5 }, {}] : [{}, { onHand: 5 }]
    const variantId = only(await shop.addProduct({ slug: 'bowl', sku: 'BOWL', ...before }))
    const visitor = newVisitor()
    await as(visitor).cart.addItem({ variantId, quantity: 2 })
    const begun = nextCharge()
    const placing = failureOf(as(visitor).orders.place(orderInput('then-declined')))
    await begun
    await shop.addProduct({ slug: 'bowl', sku: 'BOWL', ...after })
    const { charge, answer } = only(asked)
    answer(declined(charge))

    expect((await placing).code).toBe('payment.declined')
    const held = shop.rows('SELECT allocated FROM stock_levels WHERE variant_id = ?', variantId)
    expect(held).toEqual([{ allocated: 0 }])
  }
)

test('sign-in while the guest’s cart is being paid: it stays with its payment and opens again for the guest', async () => {
  const { provider, asked, nextCharge } = makeHeldPayments()
  const as = callerOf({ ...shop.deps, payments: [provider] })
  await shop.signUp('ada')
  const visitor = await guestWithMug()
  const begun = nextCharge()
  const placing = failureOf(as(visitor).orders.place(orderInput('paid-by-guest', { payment: cardOf(declinedCard) })))
  await begun
  const tab = newVisitor({ guest: visitor.guest })
  const ada = { email: 'ada@example.com', password: 'correct horse battery' }
  expect((await as(tab).auth.signIn(ada)).cartChanges).toEqual([])
  const { charge, answer } = only(asked)
  answer(declined(charge))
  expect((await placing).code).toBe('payment.declined')
  expect((await as(tab).cart.get()).itemCount).toBe(0)
  expect((await as(newVisitor({ guest: visitor.guest })).cart.get()).itemCount).toBe(1)
})

test('sign-in while the account’s cart is being paid: the guest’s stays as it is, and nothing is added to what is paid', async () => {
  const { provider, asked, nextCharge } = makeHeldPayments()
  const as = callerOf({ ...shop.deps, payments: [provider] })
  await shop.signUp('ada')
  const ada = { email: 'ada@example.com', password: 'correct horse battery' }
  const paying = newVisitor()
  await as(paying).auth.signIn(ada)
  await as(paying).cart.addItem({ variantId: mug })
  const begun = nextCharge()
  const placing = as(paying).orders.place(orderInput('paid-by-ada'))
  await begun
  const tab = await guestWithMug(2)
  expect((await as(tab).auth.signIn(ada)).cartChanges).toEqual([])
  const { charge, answer } = only(asked)
  answer(captured(charge))
  expect((await placing).order.lines).toMatchObject([{ quantity: 1 }])
  expect((await as(tab).cart.get()).itemCount).toBe(0)
  expect((await as(newVisitor({ guest: tab.guest })).cart.get()).itemCount).toBe(2)
})

const cardOf = (cardNumber: string) => ({ method: 'test_card' as const, cardNumber })
