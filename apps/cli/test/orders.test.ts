import type { Order } from '@tradepost/contract'
import { formatMoney } from '@tradepost/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shopifyFile, signUp, Workshop } from './workshop.ts'

const customer = { email: 'ada@example.com', name: 'Ada Lovelace' }

let shop: Workshop
let placed: Order[]

beforeAll(async () => {
  shop = await Workshop.open()
  const url = await shop.startServer()
  await shop.signInAsOwner(url)
  await shop.cli(['products', 'import', shopifyFile('apparel.csv')])
  placed = await placeOrders(url)
})

afterAll(() => shop.close())

const placeOrders = async (url: string): Promise<Order[]> => {
  const client = await signUp(url, customer)
  const { items } = await client.products.list.query({ inStock: true, limit: 3 })
  const orders: Order[] = []
  for (const { slug } of items) {
    const { variants } = await client.products.get.query({ slug })
    const variant = variants.find(({ availability }) => availability.level !== 'out_of_stock')
    if (!variant) throw new Error(`${slug} is sold out.`)
    await client.cart.addItem.mutate({ variantId: variant.id })
    const { order } = await client.orders.place.mutate({
      idempotencyKey: `order-${slug}`.slice(0, 64),
      shippingAddress: {
        name: customer.name,
        line1: '12 Square',
        city: 'London',
        postalCode: 'SW1Y',
        countryCode: 'GB',
      },
      payment: { method: 'test_card', cardNumber: '4242424242424242' },
    })
    orders.unshift(order)
  }
  return orders
}

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
