import { tidySearchIndex } from '@tradepost/commerce'
import Sqlite from 'libsql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TestShop } from './test-shop.ts'
import { makeClock, makeTestShop } from './test-shop.ts'

const DAY = 24 * 60 * 60 * 1000

let shop: TestShop
let clock: ReturnType<typeof makeClock>
beforeEach(async () => {
  clock = makeClock()
  shop = await makeTestShop({ now: clock.now })
  for (let n = 0; n < 45; n++) await add(n)
})
afterEach(() => shop.close())

const add = (n: number) =>
  shop.addProduct({ slug: `chair-${n}`, title: `${n % 3 ? 'Oak' : 'Birch'} chair ${n}`, price: '9.00', onHand: n % 2 })

const parts = () => Number(shop.rows('SELECT count(DISTINCT segid) AS parts FROM product_search_idx')[0]?.['parts'])

const answers = () =>
  Promise.all(['oak', 'birch chair', 'chair 7', 'chiar'].map((search) => shop.as().products.list({ search })))

const checkIndex = () => {
  const file = new Sqlite(shop.path)
  file.exec("INSERT INTO product_search (product_search) VALUES ('integrity-check')")
  file.close()
}

const tidyToTheEnd = async (between: (step: number) => Promise<unknown> = async () => {}): Promise<number> => {
  let steps = 0
  while (await tidySearchIndex(shop.deps)) {
    await between(steps++)
    expect(steps, 'the steps come to an end').toBeLessThan(500)
  }
  return steps
}

test('search index: tidied it is one part, and every search answers what it did before', async () => {
  const before = await answers()
  expect(parts()).toBeGreaterThan(4)
  expect(await tidyToTheEnd()).toBeGreaterThan(0)
  expect(parts()).toBe(1)
  checkIndex()
  expect(await answers()).toEqual(before)
})

test('search index: what is added and deleted between two steps is found and gone afterwards', async () => {
  await tidyToTheEnd(async (step) => {
    if (step < 12) await add(100 + step)
    if (step === 0) await shop.addProduct({ slug: 'chair-1', title: 'Ash stool', price: '9.00', onHand: 1 })
  })
  checkIndex()
  const found = async (search: string) =>
    (await shop.as().products.list({ search, limit: 100 })).items.map(({ slug }) => slug)
  expect(await found('stool')).toEqual(['chair-1'])
  expect(await found('oak')).not.toContain('chair-1')
  const added = shop.rows("SELECT slug FROM products WHERE slug LIKE 'chair-1__'").map(({ slug }) => slug)
  expect(added.length).toBeGreaterThan(0)
  expect(await found('chair')).toEqual(expect.arrayContaining(added))
})

test('search index: it is tidied once a day at most, and not where it has few parts', async () => {
  await tidyToTheEnd()
  for (let n = 45; n < 90; n++) await add(n)
  expect(parts()).toBeGreaterThan(4)
  expect(await tidySearchIndex(shop.deps)).toBe(false)
  clock.pass(DAY)
  expect(await tidyToTheEnd()).toBeGreaterThan(0)
  clock.pass(DAY)
  expect(await tidySearchIndex(shop.deps)).toBe(false)
})
