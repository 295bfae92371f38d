import { learnRelated } from '@tradepost/commerce'
import type { IdOf } from '@tradepost/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestShop } from './test-shop.ts'
import { makeTestShop, newVisitor, only, orderInput } from './test-shop.ts'

let shop: TestShop
const variantBySlug = new Map<string, IdOf<'variant'>>()

const catalogue = [
  ...['kettle', 'toaster', 'mug', 'spoon'].map((slug) => ({ slug, productType: 'Kitchen' })),
  ...['spade', 'rake'].map((slug) => ({ slug, productType: 'Garden' })),
  { slug: 'bag', productType: 'Misc' },
]

beforeAll(async () => {
  shop = await makeTestShop()
  for (const product of catalogue) {
    variantBySlug.set(product.slug, only(await shop.addProduct({ ...product, price: '5.00', onHand: 500 })))
  }
})

afterAll(() => shop.close())

let orders = 0

const buy = async (...slugs: string[]) => {
  const buyer = shop.as(newVisitor())
  for (const slug of slugs) {
    const variantId = variantBySlug.get(slug)
    if (variantId) await buyer.cart.addItem({ variantId })
  }
  await buyer.orders.place(orderInput(`related-${++orders}`))
}

const relatedTo = async (slug: string, limit = 3) => {
  const { id } = await shop.as().products.get({ slug })
  return (await shop.as().products.related({ id, limit })).items.map((item) => item.slug)
}

test('related: what nobody has bought yet is shown with its like, and never with itself', async () => {
  expect(await relatedTo('spade', 1)).toEqual(['rake'])
  expect((await relatedTo('kettle')).toSorted()).toEqual(['mug', 'spoon', 'toaster'])
  expect(await relatedTo('bag', 20)).not.toContain('bag')
})

test('related: what is bought together comes first, and what everybody buys does not crowd it out', async () => {
  for (let n = 0; n < 4; n++) await buy('kettle', 'spade', 'bag')
  for (let n = 0; n < 12; n++) await buy('bag', 'mug')
  for (let n = 0; n < 3; n++) await buy('toaster')
  expect(await learnRelated(shop.deps)).toBe(19)
  expect(await learnRelated(shop.deps)).toBe(0)
  expect((await relatedTo('kettle'))[0]).toBe('spade')
  expect((await relatedTo('spade'))[0]).toBe('kettle')
})

test('related: sales are counted, and best selling sorts by them', async () => {
  const { items } = await shop.as().products.list({ sort: 'best_selling', limit: 3 })
  expect(items.map(({ slug }) => slug)).toEqual(['bag', 'mug', 'spade'])
})

test('related: learning goes on where it stopped, and each order counts once', async () => {
  await buy('kettle', 'spade')
  await Promise.all([learnRelated(shop.deps), learnRelated(shop.deps), learnRelated(shop.deps)])
  const pair = shop.rows(
    `SELECT pair.orders FROM product_pairs AS pair JOIN products AS a ON a.seq = pair.seq
     JOIN products AS b ON b.seq = pair.other_seq WHERE a.slug = 'kettle' AND b.slug = 'spade'`
  )
  expect(pair).toEqual([{ orders: 5 }])
})
