import { deliverOutbox, makeQuotas } from '@tradepost/commerce'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { byInvoice, newKey } from './order-desk.ts'
import type { TestShop } from './test-shop.ts'
import { makeClock, makeTestShop, newVisitor, only, orderInput } from './test-shop.ts'

const HOUR_MS = 60 * 60 * 1000
const VICTIM = 'stranger@example.com'
let clock: ReturnType<typeof makeClock>
let shop: TestShop
let variantId: `var_${string}`

beforeEach(async () => {
  clock = makeClock()
  shop = await makeTestShop({ now: clock.now, quotas: makeQuotas({ now: clock.now, factor: 1 }) })
  variantId = only(await shop.addProduct({ slug: 'mug', onHand: 500 }))
})
afterEach(() => shop.close())

const deliver = async () => {
  while ((await deliverOutbox(shop.deps)).delivered > 0) continue
}
const mailsTo = (email: string) => shop.mailbox.list().filter(({ to }) => to === email)

/** Places an order as a guest, from a network that depends on `n`, with an email address that the guest enters. */
const orderTo = async (email: string, n: number, name = 'Ada') => {
  const api = shop.as(newVisitor({ address: `192.0.${n >> 8}.${n & 255}` }))
  await api.cart.addItem({ variantId, quantity: 1 })
  const { shippingAddress } = orderInput(newKey())
  const input = orderInput(newKey(), { email, ...byInvoice, shippingAddress: { ...shippingAddress, name } })
  const { order } = await api.orders.place(input)
  return { order, api }
}

test('mail: sixty orders and cancellations to a stranger, from as many networks, send twelve mails and no more (row 7)', async () => {
  for (let n = 0; n < 60; n++) {
    const { order, api } = await orderTo(n % 2 === 0 ? VICTIM : 'Stranger+x@example.com', n)
    await api.orders.cancel({ id: order.id, idempotencyKey: newKey() })
  }
  await deliver()
  const mails = shop.mailbox.list().filter(({ to }) => to.includes('tranger'))
  expect(mails).toHaveLength(12)
  clock.pass(HOUR_MS)
  await orderTo(VICTIM, 61)
  await deliver()
  expect(shop.mailbox.list().filter(({ to }) => to.includes('tranger'))).toHaveLength(13)
  await orderTo('somebody.else@example.com', 62)
  await deliver()
  expect(mailsTo('somebody.else@example.com')).toHaveLength(1)
})

test('mail: what the staff does for an order is told though strangers have used the quota up', async () => {
  const owner = (await shop.signUp('olive', 'owner')).api
  const { order } = await orderTo(VICTIM, 0)
  for (let n = 1; n < 20; n++) await orderTo(VICTIM, n)
  await deliver()
  await owner.admin.orders.fulfil({ id: order.id, idempotencyKey: newKey() })
  await deliver()
  expect(mailsTo(VICTIM).map(({ subject }) => subject)).toContain(`Your order ${order.number} is on its way`)
})

test('mail: an account gets every mail of its own orders at its own address', async () => {
  const { api } = await shop.signUp('ada')
  for (let n = 0; n < 15; n++) {
    await api.cart.addItem({ variantId, quantity: 1 })
    const { email: _, ...input } = orderInput(newKey())
    await api.orders.place(input)
  }
  await deliver()
  const confirmations = mailsTo('ada@example.com').filter(({ subject }) => subject.startsWith('Your order'))
  expect(confirmations).toHaveLength(15)
})

test('mail: a server that is down for a while uses nothing of the quota up', async () => {
  await orderTo(VICTIM, 0)
  const down = { ...shop.deps, mailer: { send: () => Promise.reject(new Error('down')) } }
  for (let n = 0; n < 8; n++) {
    await deliverOutbox(down)
    clock.pass(2 * HOUR_MS)
  }
  for (let n = 1; n < 12; n++) await orderTo(VICTIM, n)
  await deliver()
  expect(mailsTo(VICTIM)).toHaveLength(12)
})

test.each([
  'WIN a prize at https://evil.example',
  'evil.example/win',
  'write to me@evil.example',
  'www evil',
  'see evil。example now',
  'x'.repeat(80),
])('mail: a name like %j is not greeted, for it is a message of the guest’s and no name', async (name) => {
  await orderTo(VICTIM, 0, name)
  await deliver()
  const { text, html, subject } = only(mailsTo(VICTIM))
  expect(text).toMatch(/^Hello,\n/)
  expect(`${text}${html}${subject}`).not.toContain('evil')
})

test.each(['Ada Lovelace', 'Dr. J. R. Smith', 'Müller & Söhne GmbH', '李小龍', 'c/o O’Neill'])(
  'mail: %s is greeted by name',
  async (name) => {
    await orderTo(VICTIM, 0, name)
    await deliver()
    expect(only(mailsTo(VICTIM)).text).toContain(`Hello ${name},`)
  }
)
