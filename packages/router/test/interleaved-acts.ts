import type { ActPoint, Deps } from '@tradepost/commerce'
import { expireOrders, receiveProviderEvent, recoverPayments, workProviderEvents } from '@tradepost/commerce'
import type { IdOf } from '@tradepost/contract'
import type { InterleavedShop, Scene } from './interleaved-shop.ts'
import { inputOf, LATE_MS, OPEN_FOR_MS, orderOf, RESERVATION_MS } from './interleaved-shop.ts'
import type { ApiCaller } from './test-shop.ts'
import { callerOf, declinedCard, goodCard, newVisitor, orderInput } from './test-shop.ts'

const challengeCard = '4000002500003155'
const lateCard = '4000000000000077'

/** The context of an act or a rival. */
export interface Place {
  readonly world: InterleavedShop
  readonly scene: Scene
  /** The dependencies of the act, through which the test stops it at chosen points. */
  readonly deps: Deps
}

/** An act that is stopped at each of its points, once for each rival. */
export interface Act {
  readonly name: string
  readonly captureMode?: 'manual'
  readonly prepare?: (place: Place) => Promise<unknown>
  readonly run: (place: Place) => Promise<unknown>
}

const asBuyer = ({ deps, scene }: Place): ApiCaller => callerOf(deps)(scene.buyer)

/** Calls as the shop's staff, with the dependencies of the act. */
const asStaff = ({ deps, world }: Place): ApiCaller => callerOf(deps)(world.staffVisitor)

const orderId = ({ world, scene }: Place): IdOf<'order'> => orderOf(world, scene.email) ?? `ord_${'0'.repeat(26)}`

const place = (card: string) => (at: Place) => asBuyer(at).orders.place(inputOf(at.scene, card))
const start = (card: string) => (at: Place) => asBuyer(at).checkout.start(inputOf(at.scene, card))

/** Places an order in a call that hangs forever at a point. */
const dieAt = (point: ActPoint) => async (at: Place) => {
  await new Promise<void>((resolve) => {
    const reached = async (one: ActPoint): Promise<void> => {
      if (one !== point) return
      resolve()
      await new Promise(() => {})
    }
    void place(goodCard)({ ...at, deps: { ...at.deps, reached } })
  })
  at.world.clock.pass(OPEN_FOR_MS + 1000)
}

const startThenWait = (card: string, ms: number) => async (at: Place) => {
  await start(card)(at)
  at.world.clock.pass(ms)
}

const tellOf = async ({ world, scene, deps }: Place): Promise<void> => {
  const rows = world.shop.rows(
    'SELECT p.id FROM payments p JOIN orders o ON o.id = p.order_id WHERE o.email = ? ORDER BY p.id',
    scene.email
  )
  for (const { id } of rows) {
    const reference = `test_${String(id)}`
    const event = { id: `evt_${reference}_${world.clock.now()}`, type: 'payment.answered', reference }
    await receiveProviderEvent(deps, 'test', event)
  }
  await workProviderEvents(deps)
}

const cancel = (at: Place) =>
  asStaff(at).admin.orders.cancel({ id: orderId(at), idempotencyKey: `${at.scene.slug}-cancel`, reason: 'a test' })
const refund = (at: Place, key = 'refund') =>
  asStaff(at).admin.orders.refund({
    id: orderId(at),
    idempotencyKey: `${at.scene.slug}-${key}`,
    amount: { amount: 500, currency: 'EUR' },
    reason: 'a test',
  })
const capture = (at: Place, key = 'capture') =>
  asStaff(at).admin.orders.capture({ id: orderId(at), idempotencyKey: `${at.scene.slug}-${key}` })
const giveUp = (at: Place) => asBuyer(at).checkout.cancel({ orderId: orderId(at) })
const passProof = (at: Place) => asBuyer(at).checkout.complete({ orderId: orderId(at), challenge: 'passed' })
const moveTo = (to: 'placed' | 'expired') => (at: Place) =>
  asStaff(at).admin.orders.transition({ id: orderId(at), idempotencyKey: `${at.scene.slug}-${to}`, to })

/** All acts on orders and their money. */
export const acts: readonly Act[] = [
  { name: 'an order is placed by card', run: place(goodCard) },
  { name: 'an order is placed by a card that holds the money', captureMode: 'manual', run: place(goodCard) },
  { name: 'an order is placed by a card that is declined', run: place(declinedCard) },
  { name: 'a checkout begins by card', run: start(goodCard) },
  { name: 'a checkout begins by a card that asks for a proof', run: start(challengeCard) },
  { name: 'a proof is given', prepare: start(challengeCard), run: passProof },
  { name: 'a proof holds the money', captureMode: 'manual', prepare: start(challengeCard), run: passProof },
  {
    name: 'a late payment is looked at',
    prepare: startThenWait(lateCard, LATE_MS),
    run: (at) => asBuyer(at).checkout.status({ orderId: orderId(at) }),
  },
  { name: 'a late payment is told of', prepare: startThenWait(lateCard, LATE_MS), run: tellOf },
  {
    name: 'a late payment that holds the money is told of',
    captureMode: 'manual',
    prepare: startThenWait(lateCard, LATE_MS),
    run: tellOf,
  },
  {
    name: 'a reservation ends',
    prepare: startThenWait(challengeCard, RESERVATION_MS),
    run: ({ deps }) => expireOrders(deps),
  },
  {
    name: 'a reservation ends that was paid meanwhile',
    prepare: startThenWait(lateCard, RESERVATION_MS),
    run: ({ deps }) => expireOrders(deps),
  },
  {
    name: 'an order is recovered that was charged',
    prepare: dieAt('checkout.asked'),
    run: ({ deps }) => recoverPayments(deps, OPEN_FOR_MS),
  },
  {
    name: 'an order is recovered whose card holds the money',
    captureMode: 'manual',
    prepare: dieAt('checkout.asked'),
    run: ({ deps }) => recoverPayments(deps, OPEN_FOR_MS),
  },
  {
    name: 'an order is recovered that no provider has heard of',
    prepare: dieAt('checkout.reserved'),
    run: ({ deps }) => recoverPayments(deps, OPEN_FOR_MS),
  },
  { name: 'a checkout is given up', prepare: start(challengeCard), run: giveUp },
  { name: 'a checkout is given up that was charged unseen', prepare: dieAt('checkout.asked'), run: giveUp },
  {
    name: 'a checkout is given up that holds money unseen',
    captureMode: 'manual',
    prepare: dieAt('checkout.asked'),
    run: giveUp,
  },
  { name: 'a paid order is canceled', prepare: place(goodCard), run: cancel },
  { name: 'an order is canceled whose money is held', captureMode: 'manual', prepare: place(goodCard), run: cancel },
  { name: 'held money is taken', captureMode: 'manual', prepare: place(goodCard), run: (at) => capture(at) },
  { name: 'money is given back', prepare: place(goodCard), run: (at) => refund(at) },
  { name: 'an open order is placed by staff', prepare: start(challengeCard), run: moveTo('placed') },
]

/** Acts of others, which run completely while an act is stopped. */
export const rivals: readonly { readonly name: string; readonly run: (at: Place) => Promise<unknown> }[] = [
  {
    name: 'the buyer changes the cart',
    run: (at) => asBuyer(at).cart.addItem({ variantId: at.world.plenty }),
  },
  { name: 'the same key comes again', run: place(goodCard) },
  { name: 'another key comes', run: (at) => asBuyer(at).orders.place(inputOf(at.scene, goodCard, 'other-key')) },
  { name: 'the buyer gives up', run: giveUp },
  { name: 'the buyer gives a proof', run: passProof },
  { name: 'staff cancel', run: cancel },
  { name: 'staff give money back', run: (at) => refund(at, 'rival-refund') },
  { name: 'staff take the money', run: (at) => capture(at, 'rival-capture') },
  { name: 'staff place it by hand', run: moveTo('placed') },
  {
    name: 'the time runs out',
    run: async ({ world }) => {
      world.clock.pass(RESERVATION_MS)
      await expireOrders(world.shop.deps)
    },
  },
  { name: 'the provider tells', run: tellOf },
  {
    name: 'the job recovers what is open',
    run: async ({ world }) => {
      world.clock.pass(OPEN_FOR_MS + 1000)
      await recoverPayments(world.shop.deps, OPEN_FOR_MS)
    },
  },
  {
    name: 'the price rises',
    run: ({ world, scene }) => world.shop.addProduct({ slug: scene.slug, price: '21.00', onHand: 2 }),
  },
  { name: 'another buyer takes the rest', run: (at) => buyRest(at) },
  { name: 'the code is used up', run: (at) => useCode(at) },
]

const buyRest = async ({ world: { shop }, scene: { variantId, slug } }: Place): Promise<void> => {
  const other = shop.as(newVisitor())
  await other.cart.addItem({ variantId, quantity: 2 }).catch(() => other.cart.addItem({ variantId }))
  await other.orders.place(orderInput(`${slug}-rest`, { email: 'rest@example.com' }))
}

const useCode = async ({ world: { shop, plenty }, scene: { code, slug } }: Place): Promise<void> => {
  const other = shop.as(newVisitor())
  await other.cart.addItem({ variantId: plenty })
  await other.cart.applyCoupon({ code })
  await other.orders.place(orderInput(`${slug}-code`, { email: 'code@example.com' }))
}
