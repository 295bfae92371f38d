import type { IdOf, PaymentChoice } from '@tradepost/contract'
import { mergeGuestCart } from '@tradepost/commerce'
import { someAddress } from '../test-shop.ts'
import type { Weighed } from './dice.ts'
import { weighed } from './dice.ts'
import type { Person, World } from './world.ts'
import { call, callKeyed, look, note, once } from './world.ts'

export type CustomerAct = (world: World, person: Person) => Promise<unknown>

type Act = CustomerAct

/** Chooses a random variant of the shop. */
export const someVariant = (world: World): IdOf<'variant'> =>
  String(world.dice.some(look(world, 'select id from variants order by sku'))?.[0]) as IdOf<'variant'>

const ownOrders = (world: World, { user, guest }: Person, where: string) => {
  const own = user ? 'user_id' : 'guest_hash'
  return look(
    world,
    `select id from orders where ${own} = ? and (${where}) order by id desc limit 3`,
    user?.id ?? guest
  )
}

const withOrder =
  (where: string, act: (at: { world: World; person: Person; id: IdOf<'order'> }) => Promise<unknown>): Act =>
  async (world, person) => {
    const row = world.dice.some(ownOrders(world, person, where))
    if (row) await act({ world, person, id: String(row[0]) as IdOf<'order'> })
  }

const add: Act = async (world, person) => {
  const variantId = someVariant(world)
  const quantity = 1 + world.dice.int(3)
  await call(world, { name: 'cart.addItem', person, act: (api) => api.cart.addItem({ variantId, quantity }) })
}

const setQuantity: Act = async (world, person) => {
  const quantity = world.dice.int(4)
  const set = async (api: Parameters<Parameters<typeof call>[1]['act']>[0]) => {
    const line = world.dice.some((await api.cart.get()).lines)
    return line ? api.cart.setQuantity({ lineId: line.id, quantity }) : null
  }
  await call(world, { name: 'cart.setQuantity', person, act: set })
}

const coupon: Act = async (world, person) => {
  const code = world.dice.pick(['ONLY-ONE', 'ONLY-ONE', 'TENTH', 'TENTH', 'FREE-SHIP', 'FIVE-OFF'] as const)
  const isIn = world.dice.chance(0.8)
  const act = isIn ? 'cart.applyCoupon' : 'cart.removeCoupon'
  await call<unknown>(world, {
    name: act,
    person,
    act: (api) => (isIn ? api.cart.applyCoupon({ code }) : api.cart.removeCoupon({ code })),
  })
}

const currency: Act = async (world, person) => {
  const currency = world.dice.pick(['EUR', 'USD', 'EUR'] as const)
  await call(world, { name: 'cart.setCurrency', person, act: (api) => api.cart.setCurrency({ currency }) })
}

const choosePayment = (world: World): PaymentChoice => {
  const cardNumber = world.dice.some(world.cards) ?? ''
  return world.dice.chance(0.15) ? { method: 'invoice' } : { method: 'test_card', cardNumber }
}

/** Guests may use the email address of their account or share one, because coupon uses are counted by email address. */
const emailOf = ({ dice }: World, { name, user, account }: Person): string =>
  user?.email ?? (dice.chance(0.5) ? (account?.email ?? 'family@example.com') : `${name}@example.com`)

const detailsOf = (world: World, person: Person) => ({
  email: emailOf(world, person),
  shippingAddress: { ...someAddress, countryCode: world.dice.pick(['IE', 'DE', 'US'] as const) },
})

/** Fills the cart before an order, most of the time, and sometimes enters a coupon. */
const fill: Act = async (world, person) => {
  const times = world.dice.pick([0, 1, 1, 1, 1, 2, 2] as const)
  for (let n = 0; n < times; n += 1) await add(world, person)
  if (world.dice.chance(0.4)) await coupon(world, person)
}

const place: Act = async (world, person) => {
  await fill(world, person)
  const input = { ...detailsOf(world, person), payment: choosePayment(world) }
  await once(world, {
    name: 'orders.place',
    person,
    act: (api, idempotencyKey) => api.orders.place({ idempotencyKey, ...input }),
  })
}

const start: Act = async (world, person) => {
  await fill(world, person)
  const payment = world.dice.chance(0.4) ? ({ method: 'card' } as const) : choosePayment(world)
  const input = { ...detailsOf(world, person), payment }
  await once(world, {
    name: 'checkout.start',
    person,
    act: (api, idempotencyKey) => api.checkout.start({ idempotencyKey, ...input }),
  })
}

const pay: Act = async (world, person) => {
  const orders = ownOrders(world, person, '1')
  const open = [...world.ledger.payments.values()].find(
    ({ asked, status }) => status === 'requires_payment' && orders.some(([id]) => id === asked.orderId)
  )
  if (!open) return
  const card = world.dice.some(world.cards) ?? ''
  world.ledger.pay(open.reference, card)
  note(world, `paid ${open.reference} with ${card}`)
}

const complete = withOrder('1', async ({ world, person, id: orderId }) => {
  const challenge = world.dice.pick(['passed', 'failed', undefined, 'passed'] as const)
  const input = challenge ? { orderId, challenge } : { orderId }
  await call(world, { name: 'checkout.complete', person, act: (api) => api.checkout.complete(input) })
})

const status = withOrder('1', async ({ world, person, id: orderId }) => {
  await call(world, { name: 'checkout.status', person, act: (api) => api.checkout.status({ orderId }) })
})

const giveUp = withOrder("status = 'pending_payment'", async ({ world, person, id: orderId }) => {
  await call(world, { name: 'checkout.cancel', person, act: (api) => api.checkout.cancel({ orderId }) })
})

const cancel = withOrder('1', async ({ world, person, id }) => {
  await once(world, {
    name: 'orders.cancel',
    person,
    act: (api, idempotencyKey) => api.orders.cancel({ id, idempotencyKey }),
  })
})

// At least one unit has been fulfilled.
const HERE = "status in ('partially_fulfilled', 'fulfilled', 'completed')"

const sendBack = withOrder(HERE, async ({ world, person, id }) => {
  const line = world.dice.some(look(world, 'select id from order_lines where order_id = ? order by id', id))
  if (!line) return
  const lines = [{ lineId: String(line[0]) as IdOf<'orderLine'>, quantity: 1 + world.dice.int(2) }]
  await once(world, {
    name: 'orders.requestReturn',
    person,
    act: (api, idempotencyKey) => api.orders.requestReturn({ id, idempotencyKey, lines, reason: 'changed_mind' }),
  })
})

/** Signs out, to continue as a guest, or signs in, which merges the guest cart into the account's cart. */
const changeWho: Act = async (world, person) => {
  const { account } = person
  if (!account) return
  person.user = person.user ? null : account
  if (!person.user) return
  await mergeGuestCart(world.server.deps, { guestHash: person.guest, userId: account.id })
  note(world, `${person.name} signed in`)
}

/** Repeats an earlier keyed call of any person, whether it was answered or not. */
const repeat: Act = async (world) => {
  const keyed = world.dice.some(world.keyed.slice(-12))
  if (keyed) await callKeyed(world, keyed)
}

/** Acts of customers, with their weights. */
export const customerActs: Weighed<Act> = [
  [8, add],
  [2, setQuantity],
  [3, coupon],
  [1, currency],
  [9, place],
  [8, start],
  [3, pay],
  [2, complete],
  [1, status],
  [1, giveUp],
  [3, cancel],
  [3, sendBack],
  [1, changeWho],
  [6, repeat],
]

// The acts that make sense for a customer whose order is waiting for payment.
const whilePaying: Weighed<Act> = [
  [6, pay],
  [5, complete],
  [1, status],
  [2, giveUp],
  [1, changeWho],
]

/** Performs a likely act of a customer: often pays for a pending order or returns fulfilled units. */
export const actAsCustomer = async (world: World, person: Person, acts: Weighed<Act>): Promise<void> => {
  const { dice } = world
  const has = (where: string) => ownOrders(world, person, where).length > 0
  if (has("status = 'pending_payment'") && dice.chance(0.8)) await weighed(dice, whilePaying)(world, person)
  else if (has(HERE) && dice.chance(0.3)) await sendBack(world, person)
  else await weighed(dice, acts)(world, person)
}
