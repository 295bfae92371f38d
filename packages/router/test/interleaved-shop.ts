import { dirname, join } from 'node:path'
import { expireOrders, recoverPayments, workProviderEvents } from '@tradepost/commerce'
import type { IdOf, PlaceOrderInput } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { readTestLedger } from '@tradepost/integrations/testing'
import { eq } from 'drizzle-orm'
import { findBrokenInvariants } from './invariants.ts'
import { findFaultsOfBooks } from './provider-books.ts'
import type { TestShop, Visitor } from './test-shop.ts'
import { makeClock, makeTestShop, newVisitor, only, orderInput } from './test-shop.ts'

const MINUTE = 60_000
/** Slightly longer than an order's reservation. */
export const RESERVATION_MS = 16 * MINUTE
/** How long the server leaves a payment alone, because a call may still be working on it. */
export const OPEN_FOR_MS = 30_000
/** Slightly longer than the late card takes to answer. */
export const LATE_MS = 4000

/** A shop in which acts can be stopped halfway, with its own clock, staff, and a product that never sells out. */
export interface InterleavedShop {
  readonly shop: TestShop
  readonly clock: ReturnType<typeof makeClock>
  /** Signed in as the owner. */
  readonly staffVisitor: Visitor
  readonly plenty: IdOf<'variant'>
}

/** Opens the shop. `captureMode` decides whether cards are charged or only authorized. */
export const openInterleavedShop = async (captureMode: 'automatic' | 'manual'): Promise<InterleavedShop> => {
  const clock = makeClock()
  const shop = await makeTestShop({ now: clock.now })
  await shop.deps.db.write((tx) =>
    tx.update(schema.shopSettings).set({ captureMode }).where(eq(schema.shopSettings.id, 1))
  )
  const plenty = only(await shop.addProduct({ slug: 'plenty', price: '10.00', onHand: 100_000 }))
  return { shop, clock, plenty, staffVisitor: (await shop.signUp('olive', 'owner')).visitor }
}

/** A buyer with one of two scarce units in the cart, and a coupon that only one order may use. */
export interface Scene {
  readonly slug: string
  readonly email: string
  readonly code: string
  readonly variantId: IdOf<'variant'>
  readonly buyer: Visitor
}

/** Creates a scene that no other scene of the shop touches. */
export const makeScene = async ({ shop }: InterleavedShop, number: number): Promise<Scene> => {
  const slug = `scarce-${number}`
  const code = `ONCE-${number}`
  await insertPromotion(shop, { code, number })
  const variantId = only(await shop.addProduct({ slug, price: '20.00', onHand: 2 }))
  const buyer = newVisitor({ address: `198.51.100.${number % 250}` })
  await shop.as(buyer).cart.addItem({ variantId })
  await shop.as(buyer).cart.applyCoupon({ code })
  return { slug, email: `buyer-${number}@example.com`, code, variantId, buyer }
}

const insertPromotion = (shop: TestShop, { code, number }: { code: string; number: number }) =>
  shop.deps.db.write((tx) =>
    tx.insert(schema.promotions).values({
      id: `prm_${String(number).padStart(26, '0')}`,
      title: code,
      code,
      reward: { kind: 'percent', basisPoints: 1000, on: { kind: 'everything' } },
      minimumAmounts: [],
      minimumQuantity: 0,
      stacking: 'combine',
      priority: 0,
      isActive: true,
      usageLimit: 1,
      perCustomerLimit: 1,
      usedCount: 0,
      version: 1,
      createdAt: 0,
      updatedAt: 0,
    })
  )

/** Returns the input that places a scene's order. */
export const inputOf = ({ email, slug }: Scene, cardNumber: string, key = 'key'): PlaceOrderInput =>
  orderInput(`${slug}-${key}`, { email, payment: { method: 'test_card', cardNumber } })

/** Returns the ID of a buyer's newest order, or null. */
export const orderOf = ({ shop }: InterleavedShop, email: string): IdOf<'order'> | null => {
  const [order] = shop.rows('SELECT id FROM orders WHERE email = ? ORDER BY id DESC LIMIT 1', email)
  return order ? (String(order['id']) as IdOf<'order'>) : null
}

/** Runs the shop's jobs until nothing is left: reservations expire, and events and open payments are settled. */
export const settleAll = async ({ shop: { deps }, clock }: InterleavedShop): Promise<void> => {
  for (const ms of [OPEN_FOR_MS + 1000, RESERVATION_MS, OPEN_FOR_MS + 1000, OPEN_FOR_MS + 1000]) {
    clock.pass(ms)
    while ((await workProviderEvents(deps)) > 0);
    while ((await expireOrders(deps)) > 0);
    await recoverPayments(deps, OPEN_FOR_MS)
  }
}

/** Finds all faults after everything is settled: in the rows, and between the rows and the provider's books. */
export const findFaults = (world: InterleavedShop, scene: Scene): string[] => {
  const { shop } = world
  return [...findBrokenInvariants(shop.path), ...findFaultsOfMoney(world), ...findFaultsOfOrders(shop, scene)]
}

const findFaultsOfMoney = ({ shop, clock }: InterleavedShop): string[] => {
  const time = { nowMs: clock.now(), answerAfterMs: 3000 }
  const books = readTestLedger(join(dirname(shop.path), 'test-payments.jsonl'), time)
  const booked = books.map(({ reference, status, capturedAmount: captured, refundedAmount: refunded }) => ({
    reference,
    status,
    captured,
    refunded,
  }))
  return findFaultsOfBooks(shop.path, booked)
}

const findFaultsOfOrders = (shop: TestShop, { email }: Scene): string[] => {
  const open = shop.rows(
    `SELECT o.status, p.status AS payment FROM orders o JOIN payments p ON p.order_id = o.id
    WHERE o.email = ? AND (o.status = 'pending_payment' OR p.status IN ('pending', 'capturing', 'voiding'))`,
    email
  )
  const unsent = shop.rows("SELECT id, amount FROM refunds WHERE status = 'pending'")
  const unpaid = shop.rows(
    `SELECT o.status, o.total_amount, sum(CASE WHEN p.status = 'authorized' THEN p.amount WHEN p.refunded_amount = p.captured_amount THEN 0
      ELSE p.captured_amount END) AS paid
    FROM orders o JOIN payments p ON p.order_id = o.id WHERE o.email = ? AND o.status NOT IN ('canceled', 'expired')
    GROUP BY o.id HAVING paid <> o.total_amount`,
    email
  )
  return [
    ...open.map((row) => `orders: left open ${JSON.stringify(row)}`),
    ...unsent.map((row) => `orders: a refund was never sent ${JSON.stringify(row)}`),
    ...unpaid.map((row) => `orders: placed for other money than it costs ${JSON.stringify(row)}`),
  ]
}
