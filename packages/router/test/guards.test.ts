import type { ActPoint, PaymentProvider } from '@tradepost/commerce'
import {
  ProviderUnavailable,
  recoverPayments,
  workProviderEvents,
  expireOrders,
  receiveProviderEvent,
} from '@tradepost/commerce'
import Sqlite from 'libsql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allocateStock } from '../../commerce/src/inventory/allocate-stock.ts'
import { requestRefund, settleRefund } from '../../commerce/src/payments/refund-payment.ts'
import { settlePayment } from '../../commerce/src/payments/settle-payment.ts'
import { markCapturing } from '../../commerce/src/payments/take-or-free.ts'
import type { InterleavedShop, Scene } from './interleaved-shop.ts'
import { inputOf, LATE_MS, makeScene, openInterleavedShop, orderOf, RESERVATION_MS } from './interleaved-shop.ts'
import { findBrokenInvariants } from './invariants.ts'
import { callerOf, declinedCard, failureOf, goodCard, newVisitor, only, testActor, wireErrorOf } from './test-shop.ts'

// Guards that come after other guards: each is tested alone, bypassing the earlier ones.

let world: InterleavedShop
beforeAll(async () => {
  world = await openInterleavedShop('automatic')
  const scene = await makeScene(world, 1)
  await world.shop.as(scene.buyer).orders.place(inputOf(scene, goodCard))
})
afterAll(() => world.shop.close())

const one = (table: string): string => `(SELECT id FROM ${table} LIMIT 1)`
const columns = (table: string): string =>
  world.shop
    .rows('SELECT name FROM pragma_table_info(?)', table)
    .map(({ name }) => String(name))
    .join(', ')

/** Returns SQL that inserts the first row of a table again, with some columns changed. */
const again = (table: string, changed: Record<string, string>): string => {
  const values = columns(table)
    .split(', ')
    .map((name) => changed[name] ?? name)
  return `INSERT INTO ${table} SELECT ${values.join(', ')} FROM ${table} LIMIT 1`
}

const openCartOfAccount = (n: number) => ({
  id: `'crt_${n}'`,
  status: "'open'",
  guest_hash: 'NULL',
  user_id: one('users'),
})

const storedEvent =
  "INSERT INTO provider_events VALUES ('stripe', 'evt_twice', 'payment_intent.succeeded', NULL, 0, NULL, 0, 0, NULL)"

test.each([
  ['more promised than there is', () => 'UPDATE stock_levels SET allocated = on_hand + 1'],
  ['stock below nothing', () => 'UPDATE stock_levels SET allocated = -1'],
  ['a second live order of a cart', () => again('orders', { id: "'ord_2'", number: "'TP-2'" })],
  ['an order number twice', () => again('orders', { id: "'ord_2'", cart_id: 'NULL' })],
  ['a key twice', () => again('idempotency_keys', {})],
  ['one payment of a provider twice', () => again('payments', { id: "'pay_2'" })],
  ['more given back than was taken', () => 'UPDATE payments SET refunded_amount = captured_amount + 1'],
  ['more taken than was asked for', () => 'UPDATE payments SET captured_amount = amount + 1'],
  ['one entry of a payment’s ledger twice', () => again('payment_entries', { id: "'evt_2'" })],
  ['a promotion used beyond its limit', () => 'UPDATE promotions SET used_count = usage_limit + 1'],
  ['a promotion used twice by one order', () => again('promotion_uses', {})],
  [
    'two open carts of one guest',
    () =>
      again('carts', { id: "'crt_2'", status: "'open'" }).concat(
        '; ',
        again('carts', { id: "'crt_3'", status: "'open'" })
      ),
  ],
  ['two open carts of one account', () => [4, 5].map((n) => again('carts', openCartOfAccount(n))).join('; ')],
  ['a variant twice in a cart', () => again('cart_lines', { id: "'cln_2'" })],
  ['a stock movement that is rewritten', () => 'UPDATE stock_movements SET allocated_delta = 7'],
  [
    'more sent than was ordered',
    () => `UPDATE order_lines SET fulfilled_quantity = quantity + 1 WHERE id = ${one('order_lines')}`,
  ],
  ['more sent back than has left', () => 'UPDATE order_lines SET returned_quantity = fulfilled_quantity + 1'],
  ['an order that costs another sum than its parts', () => 'UPDATE orders SET total_amount = total_amount + 1'],
  ['one event of a provider twice', () => `${storedEvent}; ${storedEvent}`],
  ['a fraction of a cent', () => 'UPDATE orders SET total_amount = 1.5'],
])('guard: the database itself refuses %s', (_, forbidden) => {
  const file = new Sqlite(world.shop.path)
  try {
    file.exec('BEGIN')
    expect(() => file.exec(forbidden())).toThrow(/constraint|append-only|cannot store/i)
    file.exec('ROLLBACK')
  } finally {
    file.close()
  }
})

test.each([
  ['stock that was free when it was looked at and is gone when it is taken', 0],
  ['what was sold ahead once, and is gone now that it may not be any more,', 1],
])('guard: %s is told as short, not taken', async (_, ahead) => {
  const { shop } = world
  const variantId = only(await shop.addProduct({ slug: `twice-in-one-order-${ahead}`, onHand: 3 }))
  const file = new Sqlite(shop.path)
  file.exec(`UPDATE stock_levels SET backorder = ${ahead} WHERE variant_id = '${variantId}'`)
  file.close()
  const orderId = orderOf(world, 'buyer-1@example.com') ?? `ord_${'0'.repeat(26)}`
  const wanted = [2, 2].map((quantity) => ({ variantId, quantity }))
  const rollBack = new Error('rolled back')
  let short: unknown
  const taking = shop.deps.db.write(async (tx) => {
    short = await allocateStock(tx, shop.deps, { orderId, actor: 'test', reason: 'a test', wanted })
    throw rollBack
  })
  await expect(taking).rejects.toBe(rollBack)
  expect(short).toEqual([variantId])
})

test('guard: money is asked for of a payment that is held, and of no other', async () => {
  const { shop } = world
  const [taken] = shop.rows("SELECT id FROM payments WHERE status = 'captured' LIMIT 1")
  const id = `pay_${String(taken?.['id']).slice(4)}` as const
  expect(await shop.deps.db.write((tx) => markCapturing(tx, shop.deps, { id, amount: 1 }))).toBe(false)
})

test('guard: who gives back more than was taken is told so', async () => {
  const { shop } = world
  const orderId = orderOf(world, 'buyer-1@example.com') ?? `ord_${'0'.repeat(26)}`
  const [payment] = shop.rows('SELECT amount FROM payments WHERE order_id = ?', orderId)
  const amount = { amount: Number(payment?.['amount']) - 1, currency: 'EUR' as const }
  const refund = (n: number) =>
    shop
      .as(world.staffVisitor)
      .admin.orders.refund({ id: orderId, idempotencyKey: `too-much-${n}`, amount, reason: 'x' })
  const outcomes = await Promise.allSettled([refund(1), refund(2)])
  const told = outcomes.map((one) => (one.status === 'fulfilled' ? 'ok' : wireErrorOf(one.reason).code))
  expect(told).toEqual(['ok', 'refund.exceeds_captured'])
})

test('guard: what became of a refund is noted once, also where two have asked for it', async () => {
  const { shop } = world
  const orderId = (await shop.as(world.staffVisitor).admin.orders.list({ limit: 1 })).items[0]?.id
  if (!orderId) throw new Error('There is no order.')
  const about = { orderId, amount: 1, reason: 'x', by: testActor }
  const [id] = await shop.deps.db.write((tx) => requestRefund(tx, shop.deps, about))
  if (!id) throw new Error('No refund was written.')
  const refunded = () => shop.rows('SELECT refunded_amount AS amount FROM payments WHERE order_id = ?', orderId)
  const before = refunded()
  const answer = { reference: '', status: 'failed', amount: 1 } as const
  const settle = () => shop.deps.db.write((tx) => settleRefund(tx, shop.deps, { id, answer }))
  await settle()
  const once = refunded()
  await settle()
  expect([Number(before[0]?.['amount']) - Number(once[0]?.['amount']), refunded()]).toEqual([1, once])
})

/**
 * Starts an order with a card that is answered late, and expires the order while the provider is silent, so that the
 * shop does not know about its money.
 */
const startAndRunOut = async (scene: Scene) => {
  const { shop, clock } = world
  const begun = await shop.as(scene.buyer).checkout.start(inputOf(scene, '4000000000000077'))
  clock.pass(RESERVATION_MS)
  const silent = {
    ...shop.testPayments,
    find: () => Promise.reject(new Error('silent')),
    void: () => Promise.reject(new Error('silent')),
  }
  await expireOrders({ ...shop.deps, payments: [silent] })
  return begun
}

/** Lets the provider report an order's money late, and returns the payment from the provider's books. */
const comeLate = async (orderId: string) => {
  const { shop, clock } = world
  clock.pass(LATE_MS)
  const [payment] = shop.rows('SELECT provider_reference AS reference FROM payments WHERE order_id = ?', orderId)
  const reference = String(payment?.['reference'])
  await receiveProviderEvent(shop.deps, 'test', { id: `evt_${orderId}`, type: 'payment.answered', reference })
  await workProviderEvents(shop.deps)
  await recoverPayments(shop.deps, 0)
  return shop.testPayments.find(reference)
}

test('guard: a reservation whose time is not over yet does not end', async () => {
  const { shop, clock } = world
  const scene = await makeScene(world, 42)
  const { orderId } = await shop.as(scene.buyer).checkout.start(inputOf(scene, '4000002500003155'))
  clock.pass(RESERVATION_MS - 120_000)
  await expireOrders(shop.deps)
  expect(shop.rows('SELECT status FROM orders WHERE id = ?', orderId)).toEqual([{ status: 'pending_payment' }])
  clock.pass(120_000)
  await expireOrders(shop.deps)
  expect(shop.rows('SELECT status FROM orders WHERE id = ?', orderId)).toEqual([{ status: 'expired' }])
})

test('guard: a late payment does not bring back an order whose cart was ordered again: its money goes back', async () => {
  const { shop } = world
  const scene = await makeScene(world, 40)
  const { orderId } = await startAndRunOut(scene)
  await shop.as(scene.buyer).cart.removeCoupon({ code: scene.code })
  await shop.as(scene.buyer).orders.place(inputOf(scene, goodCard, 'again'))
  const booked = await comeLate(orderId)
  expect(shop.rows('SELECT status FROM orders WHERE id = ?', orderId)).toEqual([{ status: 'expired' }])
  expect([booked?.capturedAmount, booked?.refundedAmount]).toEqual([booked?.amount, booked?.amount])
  expect(findBrokenInvariants(shop.path)).toEqual([])
})

/** Returns a promise that resolves when `open` is called. */
const gate = () => {
  let open = () => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { open: () => open(), opened }
}

test('guard: a payment that its provider never heard of is not given up while the same call works on it again', async () => {
  const { shop, clock } = world
  const scene = await makeScene(world, 41)
  const input = inputOf(scene, goodCard, 'called-twice')
  const placing = (over: Partial<PaymentProvider>) =>
    callerOf({ ...shop.deps, payments: [{ ...shop.testPayments, ...over }] })(scene.buyer).orders.place(input)
  const lost = () => Promise.reject(new ProviderUnavailable('lost'))
  await expect(placing({ create: lost, recover: lost })).rejects.toThrow()
  clock.pass(LATE_MS)
  const [asked, answered] = [gate(), gate()]
  const second: Promise<unknown>[] = []
  // The job asks first, and hears that the payment does not exist while the buyer's second call is creating it.
  const recover = async () => {
    const call = placing({
      create: async (payment) => {
        asked.open()
        await answered.opened
        return shop.testPayments.create(payment)
      },
    })
    second.push(call)
    await asked.opened
    return null
  }
  await recoverPayments({ ...shop.deps, payments: [{ ...shop.testPayments, recover }] }, 0)
  answered.open()
  expect(await Promise.all(second)).toMatchObject([{ order: { status: 'placed' } }])
  expect(findBrokenInvariants(shop.path)).toEqual([])
})

test.each(['of one use in all', 'of one use each'])(
  'guard: a late payment does not bring back an order whose code %s was used since: its money goes back',
  async (limit) => {
    const { shop } = world
    const scene = await makeScene(world, limit === 'of one use each' ? 2 : 3)
    const code = scene.code
    const limits = limit === 'of one use each' ? 'usage_limit = NULL' : 'per_customer_limit = NULL'
    const file = new Sqlite(shop.path)
    file.exec(`UPDATE promotions SET ${limits} WHERE code = '${code}'`)
    file.close()
    const { orderId } = await startAndRunOut(scene)
    const other = shop.as(newVisitor())
    await other.cart.addItem({ variantId: world.plenty })
    await other.cart.applyCoupon({ code })
    const used = await other.orders.place(inputOf(scene, goodCard, 'meanwhile'))
    expect(used.order.discounts).toHaveLength(1)
    const booked = await comeLate(orderId)
    expect(shop.rows('SELECT status FROM orders WHERE id = ?', orderId)).toEqual([{ status: 'expired' }])
    expect(booked?.refundedAmount).toBe(booked?.capturedAmount)
    expect(findBrokenInvariants(shop.path)).toEqual([])
  }
)

test('guard: a reservation that is paid at its last moment does not end, and keeps no other from ending', async () => {
  const { shop, clock } = world
  const challenge = '4000002500003155'
  const [first, second] = [await makeScene(world, 4), await makeScene(world, 5)]
  const { orderId } = await shop.as(first.buyer).checkout.start(inputOf(first, challenge))
  clock.pass(1)
  await shop.as(second.buyer).checkout.start(inputOf(second, challenge))
  clock.pass(RESERVATION_MS)
  let isPaid = false
  const reached = async (point: ActPoint): Promise<void> => {
    if (point !== 'expire.found' || isPaid) return
    isPaid = true
    await shop.as(first.buyer).checkout.complete({ orderId, challenge: 'passed' })
  }
  await expireOrders({ ...shop.deps, reached })
  const statuses = shop.rows('SELECT status FROM orders WHERE email IN (?, ?) ORDER BY id', first.email, second.email)
  expect(statuses).toEqual([{ status: 'placed' }, { status: 'expired' }])
  expect(findBrokenInvariants(shop.path)).toEqual([])
})

test.each([
  ['amount', 6, { amount: 1, capturedAmount: 1 }],
  ['currency', 7, { currency: 'USD' }],
  ['reference', 8, { reference: 'test_of_another_order' }],
] as const)(
  'guard: a payment of another %s is not taken for the order’s own, whatever its provider says',
  async (_, number, lie) => {
    const { shop } = world
    const scene = await makeScene(world, number)
    const { orderId } = await shop.as(scene.buyer).checkout.start(inputOf(scene, '4000002500003155'))
    const [payment] = shop.rows('SELECT provider_reference AS reference FROM payments WHERE order_id = ?', orderId)
    await shop.testPayments.answerChallenge?.(String(payment?.['reference']), true)
    const find = async (reference: string) => {
      const found = await shop.testPayments.find(reference)
      return found && { ...found, ...lie }
    }
    const lied = callerOf({ ...shop.deps, payments: [{ ...shop.testPayments, find }] })(scene.buyer)
    expect((await failureOf(lied.checkout.status({ orderId }))).code).toBe('internal')
    expect(shop.rows('SELECT status FROM orders WHERE id = ?', orderId)).toEqual([{ status: 'pending_payment' }])
    expect((await shop.as(scene.buyer).checkout.status({ orderId })).status).toBe('placed')
  }
)

test.each([
  ['captured', goodCard, ['authorized', 'captured', 'failed', 'voided']],
  ['failed', declinedCard, ['authorized', 'failed', 'voided']],
] as const)(
  'guard: of a payment that is %s nothing that its provider said before changes anything',
  async (is, card, told) => {
    const { shop } = world
    const scene = await makeScene(world, is === 'failed' ? 9 : 10)
    await shop
      .as(scene.buyer)
      .orders.place(inputOf(scene, card))
      .catch(() => {})
    const [payment] = shop.rows('SELECT id, provider_reference AS reference FROM payments ORDER BY id DESC LIMIT 1')
    const found = await shop.testPayments.find(String(payment?.['reference']))
    if (!found) throw new Error('The provider does not know the payment.')
    const paymentId = `pay_${String(payment?.['id']).slice(4)}` as const
    const written = () =>
      ['payments', 'payment_entries', 'order_events', 'order_history', 'refunds'].map((table) =>
        shop.rows(`SELECT * FROM ${table}`)
      )
    const before = written()
    for (const status of told) await settlePayment(shop.deps, { paymentId, state: { ...found, status } })
    expect(written()).toEqual(before)
  }
)
