import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TradepostClient } from '@tradepost/client'
import { createTradepostClient } from '@tradepost/client'
import type { AdminOrder, IdOf, Order } from '@tradepost/contract'
import { errorTable, formatMoney } from '@tradepost/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { owner, signUp, Workshop } from './workshop.ts'

const customer = { email: 'ada@example.com', name: 'Ada Lovelace' }

let shop: Workshop
let placed: Order[]
let staff: TradepostClient
let buyer: TradepostClient
let variantId: IdOf<'variant'>

beforeAll(async () => {
  shop = await Workshop.open()
  const url = await shop.startServer()
  await shop.signInAsOwner(url)
  staff = createTradepostClient({ url, token: await shop.token() })
  variantId = await makeMug()
  buyer = await signUp(url, customer)
  placed = []
  for (const key of ['first-order', 'second-order', 'third-order']) placed.unshift(await buy(key, 1))
})

afterAll(() => shop.close())

const SKU = 'MUG-BLUE'

const makeMug = async (): Promise<IdOf<'variant'>> => {
  const { variants } = await staff.admin.products.create.mutate({
    idempotencyKey: 'make-the-mug',
    title: 'Blue mug',
    status: 'active',
    variants: [{ sku: SKU, optionValues: [], prices: [{ currency: 'EUR', amount: 1995 }], onHand: 100 }],
  })
  const [variant] = variants
  if (!variant) throw new Error('The mug has no variant.')
  return variant.id
}

/** Orders some units of the shop's only product. */
const buy = async (idempotencyKey: string, quantity: number): Promise<Order> => {
  await buyer.cart.addItem.mutate({ variantId, quantity })
  const { order } = await buyer.orders.place.mutate({
    idempotencyKey,
    shippingAddress: {
      name: customer.name,
      line1: '12 Square',
      city: 'London',
      postalCode: 'SW1Y',
      countryCode: 'GB',
    },
    payment: { method: 'test_card', cardNumber: '4242424242424242' },
  })
  return order
}

const orders = (...args: string[]) => shop.cli(['orders', ...args])

const show = async (order: Order): Promise<AdminOrder> =>
  JSON.parse((await orders('show', order.number, '--json')).stdout)

test('cli: orders list shows people a table, newest first', async () => {
  const { code, stdout } = await shop.cli(['orders', 'list'])
  expect(code).toBe(0)
  const [head, ...rows] = stdout.trimEnd().split('\n')
  expect(head).toMatch(/^Number +Placed \(UTC\) +Status +Payment +Items +Total +Customer$/)
  const expected = placed.map(({ number, placedAt, total }) => {
    const at = `${placedAt.slice(0, 10)} ${placedAt.slice(11, 16)}`
    return `${number} ${at} placed paid 1 ${formatMoney(total)} Ada Lovelace <ada@example.com>`
  })
  expect(rows.map((row) => row.replaceAll(/ +/g, ' '))).toEqual(expected)
})

test('cli: orders list --json gives programs a page and its cursor, and --all follows it', async () => {
  const numbersOf = (stdout: string) => JSON.parse(stdout).items.map(({ number }: Order) => number)
  const first = await shop.cli(['orders', 'list', '--limit', '2', '--json'])
  expect(numbersOf(first.stdout)).toEqual(placed.slice(0, 2).map(({ number }) => number))
  const { nextCursor } = JSON.parse(first.stdout)
  const second = await shop.cli(['orders', 'list', '--cursor', nextCursor, '--json'])
  expect(numbersOf(second.stdout)).toEqual(placed.slice(2).map(({ number }) => number))
  const all = await shop.cli(['orders', 'list', '--limit', '1', '--all', '--json'])
  expect(numbersOf(all.stdout)).toEqual(placed.map(({ number }) => number))
  expect(JSON.parse(all.stdout).nextCursor).toBeNull()
})

test('cli: orders list finds by number and by status', async () => {
  const number = placed[1]?.number ?? ''
  const found = await shop.cli(['orders', 'list', '--search', number.toLowerCase(), '--status', 'placed', '--json'])
  expect(JSON.parse(found.stdout)).toMatchObject({ items: [{ number, email: customer.email }], nextCursor: null })
  const none = await shop.cli(['orders', 'list', '--status', 'canceled'])
  expect(none).toMatchObject({ code: 0, stdout: 'No orders.\n' })
})

test('cli: orders show tells people and programs all about one order, found by number or id', async () => {
  const [order] = placed
  if (!order) throw new Error('There is no order.')
  const { code, stdout } = await orders('show', order.number.toLowerCase())
  expect(code).toBe(0)
  const sections = stdout.split('\n\n').map((section) => /^\w+/.exec(section)?.[0])
  expect(sections).toEqual(['Order', 'SKU', 'Payment', 'When'])
  expect(stdout).toMatch(new RegExp(`^Number +${order.number}$`, 'm'))
  expect(stdout).toContain(`Ada Lovelace, 12 Square, SW1Y London, GB`)
  expect(stdout).toContain(formatMoney(order.total))
  expect((await orders('show', order.id)).stdout).toBe(stdout)
  expect(await show(order)).toMatchObject({ id: order.id, lines: order.lines, refundable: order.total })
  expect(await orders('show', 'TP-0000-0000')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('No order has the id or the number'),
  })
})

test('cli: orders leave in two parcels, are completed, and each parcel has its units', async () => {
  const order = await buy('two-parcels', 2)
  const first = await orders('fulfil', order.number, '--line', `${SKU}=1`, '--carrier', 'DHL', '--tracking', '4711')
  expect(first.stdout).toBe(`${order.number}: partially_fulfilled, 1 of 2 units sent.\n`)
  const tooMany = await orders('fulfil', order.number, '--line', `${SKU}=2`, '--json')
  expect(tooMany.code).toBe(1)
  expect(JSON.parse(tooMany.stderr)).toMatchObject({ error: { code: 'fulfilment.exceeds_open', details: { open: 1 } } })
  const stray = await orders('fulfil', order.number, '--line', 'NO-SUCH=1')
  expect(stray).toMatchObject({ code: 2, stderr: expect.stringContaining(`it has ${SKU}.`) })
  expect((await orders('fulfil', order.number)).stdout).toContain('fulfilled, 2 of 2 units sent.')
  expect((await orders('complete', order.number)).stdout).toBe(`${order.number}: completed.\n`)
  const { fulfilments } = await show(order)
  expect(fulfilments).toMatchObject([{ carrier: 'DHL', trackingNumber: '4711' }, { carrier: null }])
})

test('cli: a note stands in the timeline with who wrote it, and tells whether the customer sees it', async () => {
  const [order] = placed
  if (!order) throw new Error('There is no order.')
  expect((await orders('note', order.number, 'Arrived dry')).code).toBe(0)
  expect((await orders('note', order.number, 'Thank you', '--public')).code).toBe(0)
  const { timeline } = await show(order)
  const notes = timeline.filter(({ kind }) => kind === 'note').map(({ text, isPublic, by }) => ({ text, isPublic, by }))
  expect(notes).toEqual([
    { text: 'Arrived dry', isPublic: false, by: owner.name },
    { text: 'Thank you', isPublic: true, by: owner.name },
  ])
})

test('cli: money moves only with --yes where there is no terminal, once a --key, and never beyond what was paid', async () => {
  const order = await buy('for-refunds', 2)
  const refundUnit = ['refund', order.number, '--line', `${SKU}=1`, '--reason', 'Broken']
  const unasked = await orders(...refundUnit)
  expect(unasked).toMatchObject({ code: 2, stderr: expect.stringContaining('add --yes') })
  expect((await orders('refund', order.number, '--reason', 'Nothing named', '--yes')).code).toBe(2)

  const unit = { amount: 1995, currency: 'EUR' } as const
  const rest = { ...unit, amount: order.total.amount - unit.amount }
  const call = [...refundUnit, '--yes', '--key', 'refund-4711']
  const told = `${order.number}: partially_refunded, ${formatMoney(unit)} refunded in all.\n`
  expect(await orders(...call)).toMatchObject({ code: 0, stdout: told })
  expect(await orders(...call)).toMatchObject({ code: 0, stdout: told })
  const other = await orders(
    'refund',
    order.number,
    '--amount',
    '1',
    '--reason',
    'Else',
    '--yes',
    '--key',
    'refund-4711'
  )
  expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining(errorTable['idempotency.conflict'].message) })

  const tooMuch = ['refund', order.number, '--amount', '99999', '--reason', 'Too much', '--yes', '--json']
  const refused = await orders(...tooMuch)
  expect(refused.code).toBe(1)
  expect(JSON.parse(refused.stderr).error).toMatchObject({
    code: 'refund.exceeds_captured',
    message: expect.stringContaining(`At most ${formatMoney(rest)} can be given back.`),
    details: { refundable: rest },
  })
  expect((await show(order)).refunded).toEqual(unit)
})

test('cli: orders cancel gives the money back, and a second time is refused by the status', async () => {
  const order = await buy('to-cancel', 1)
  const call = ['cancel', order.number, '--reason', 'Asked for', '--yes']
  expect(await orders(...call)).toMatchObject({ code: 0, stdout: `${order.number}: canceled, refunded.\n` })
  const again = await orders(...call, '--json')
  expect(again.code).toBe(1)
  expect(JSON.parse(again.stderr).error).toMatchObject({
    code: 'order.illegal_transition',
    message: expect.stringContaining('It is canceled; nothing comes after it.'),
    details: { from: 'canceled', allowedActions: [] },
  })
})

test('cli: orders capture takes what is held on a card, and list finds it before and after', async () => {
  const { currency: _fixed, ...settings } = await staff.admin.settings.shop.query()
  await staff.admin.settings.setShop.mutate({ ...settings, captureMode: 'manual' })
  const order = await buy('held-on-card', 1)
  await staff.admin.settings.setShop.mutate(settings)
  const held = async () => JSON.parse((await orders('list', '--payment', 'authorized', '--json')).stdout).items
  expect(await held()).toMatchObject([{ number: order.number }])
  const taken = await orders('capture', order.number, '--yes')
  expect(taken).toMatchObject({ code: 0, stdout: `${order.number}: paid, ${formatMoney(order.total)} taken in all.\n` })
  expect(await held()).toEqual([])
  const nothing = await orders('capture', order.number, '--amount', '1.00', '--yes')
  expect(nothing).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`${errorTable['payment.exceeds_capturable'].message} Nothing more can be taken.`),
  })
})

test('cli: orders export writes all orders, one row a line, to a file or standard output', async () => {
  const { stdout: all } = await orders('list', '--all', '--json')
  const numbers = JSON.parse(all).items.map(({ number }: Order) => number)
  const { code, stdout, stderr } = await orders('export')
  expect(code).toBe(0)
  expect(stderr).toContain(`Exported ${numbers.length} orders`)
  const [head, ...rows] = stdout.trimEnd().split('\n')
  expect(head).toMatch(/^Number,Placed at,Status,/)
  expect(rows.map((row) => row.split(',')[0])).toEqual(numbers.toReversed())
  const file = join(shop.folder, 'orders.csv')
  expect((await orders('export', file)).stdout).toBe('')
  expect(await readFile(file, 'utf8')).toBe(stdout)
})
