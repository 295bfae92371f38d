import type { TradepostClient } from '@tradepost/client'
import { createTradepostClient } from '@tradepost/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { owner, signUp, Workshop } from './workshop.ts'

const ada = { email: 'ada@example.com', name: 'Ada Lovelace' }

let shop: Workshop
let customer: TradepostClient
let staff: TradepostClient

beforeAll(async () => {
  shop = await Workshop.open()
  const url = await shop.startServer()
  await shop.signInAsOwner(url)
  staff = createTradepostClient({ url, token: await shop.token() })
  customer = await signUp(url, ada)
})

afterAll(() => shop.close())

const customers = (...args: string[]) => shop.cli(['customers', ...args])
const isSignedIn = async () => (await customer.auth.session.query()).user !== null

test('cli: customers find shows people and programs one account, and says where there is none', async () => {
  const { code, stdout } = await customers('find', ada.email.toUpperCase())
  expect(code).toBe(0)
  expect(stdout).toMatch(/Customer +Ada Lovelace <ada@example\.com>/)
  expect(stdout).toMatch(/Access +can sign in/)
  const found = JSON.parse((await customers('find', ada.email, '--json')).stdout)
  expect(found).toMatchObject({ ...ada, disabledAt: null, orderCount: 0, sessionCount: 1 })
  expect(JSON.parse((await customers('find', found.id, '--json')).stdout)).toEqual(found)
  for (const stranger of ['nobody@example.com', owner.email]) {
    const none = await customers('find', stranger)
    expect(none).toMatchObject({ code: 1, stdout: '' })
    expect(none.stderr).toContain(`No customer has the email address or the ID “${stranger}”.`)
  }
})

test('cli: customers disable asks first, signs the customer out and keeps them out until enable', async () => {
  const unsure = await customers('disable', ada.email)
  expect(unsure).toMatchObject({ code: 2, stdout: '' })
  expect(await isSignedIn()).toBe(true)
  const { code, stdout } = await customers('disable', ada.email, '--yes')
  expect([code, stdout]).toEqual([0, 'Ada Lovelace <ada@example.com> is disabled and signed out everywhere.\n'])
  expect(await isSignedIn()).toBe(false)
  expect((await customers('find', ada.email)).stdout).toMatch(/Access +disabled since/)
  const enabled = await customers('enable', ada.email, '--yes', '--json')
  expect(JSON.parse(enabled.stdout)).toMatchObject({ email: ada.email, disabledAt: null })
})

test('cli: customers end-sessions signs the customer out, and a key without the right changes nothing', async () => {
  const { key } = await shop.makeKey('reader', 'customers:read')
  const refused = await shop.cli(['customers', 'end-sessions', ada.email, '--yes'], { env: { TRADEPOST_TOKEN: key } })
  expect(refused).toMatchObject({ code: 3, stdout: '' })
  const { code, stdout } = await customers('end-sessions', ada.email, '--yes')
  expect([code, stdout]).toEqual([0, 'Ada Lovelace <ada@example.com> is signed out everywhere.\n'])
})

test('cli: orders cancel says before it asks that a paid order needs orders:refund, and changes nothing', async () => {
  const { variants } = await staff.admin.products.create.mutate({
    idempotencyKey: 'make-the-mug',
    title: 'Blue mug',
    status: 'active',
    variants: [{ sku: 'MUG', optionValues: [], prices: [{ currency: 'EUR', amount: 1995 }], onHand: 10 }],
  })
  const [variant] = variants
  if (!variant) throw new Error('The mug has no variant.')
  await customer.cart.addItem.mutate({ variantId: variant.id })
  const { order } = await customer.orders.place.mutate({
    idempotencyKey: 'order-of-ada',
    email: ada.email,
    shippingAddress: { name: ada.name, line1: '12 Square', city: 'London', postalCode: 'SW1Y', countryCode: 'GB' },
    payment: { method: 'test_card', cardNumber: '4242424242424242' },
  })
  const { key } = await shop.makeKey('desk', 'orders:read', 'orders:write')
  const env = { TRADEPOST_TOKEN: key }
  const refused = await shop.cli(['orders', 'cancel', order.number, '--reason', 'asked for', '--yes'], { env })
  expect(refused).toMatchObject({ code: 3, stdout: '' })
  expect(refused.stderr).toContain('which needs orders:refund')
  expect((await staff.admin.orders.get.query({ id: order.id })).status).toBe('placed')
})
