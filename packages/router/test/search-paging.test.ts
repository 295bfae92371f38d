import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importProducts } from '@tradepost/commerce'
import type { ListProductsInput } from '@tradepost/contract'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { TestProduct } from './product-csv.ts'
import { csvOf } from './product-csv.ts'
import type { TestShop } from './test-shop.ts'
import { makeTestShop, testActor } from './test-shop.ts'

type Walk = Partial<Omit<ListProductsInput, 'limit' | 'cursor'>>

// More products than a search ranks, so that it has to continue after the ranked ones.
const STABLE = 900
const MOVING = 60
const PAGE = 37

const bulk = (slug: string, n: number): TestProduct => ({
  slug: `${slug}-${n}`,
  title: `${n % 5 === 0 ? 'Oak' : 'Birch'} chair ${n % 7}`,
  productType: n % 2 ? 'Chairs' : 'Tables',
  vendor: 'Forno',
  tags: 'wood',
  body: '<p>Solid oak and birch</p>',
  price: `${10 + (n % 9)}.00`,
  onHand: 5,
})

let shop: TestShop
const folder = mkdtempSync(join(tmpdir(), 'tradepost-paging-'))
const template = join(folder, 'filled.db')

beforeAll(async () => {
  shop = await makeTestShop()
  // The moving products are spread among the stable ones.
  const all = Array.from({ length: STABLE }, (_, n) => [
    bulk('stable', n),
    ...(n % (STABLE / MOVING) === 0 ? [bulk('moving', n)] : []),
  ])
  await save(all.flat())
  shop.copyTo(template)
  await shop.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeEach(async () => {
  shop = await makeTestShop({}, template)
})
afterEach(() => shop.close())

const save = async (products: readonly TestProduct[]) => {
  const answer = await importProducts(shop.deps, {
    bytes: new TextEncoder().encode(csvOf(products)),
    dryRun: false,
    actor: testActor,
  })
  return answer
}

/** Changes the shop between two pages: adds products, or moves, restocks or hides one. */
const disturb = async (step: number) => {
  const moving = bulk('moving', (step % MOVING) * (STABLE / MOVING))
  switch (step % 4) {
    case 0:
      return save([bulk('fresh', step), bulk('fresh', step + 1)])
    case 1:
      return save([{ ...moving, title: `Ash chair ${step}`, price: `${1 + (step % 30)}.00` }])
    case 2:
      return save([{ ...moving, onHand: step % 8 === 2 ? 0 : 5 }])
    default:
      return save([{ ...moving, status: step % 3 ? 'draft' : 'active' }])
  }
}

const walks: Walk[] = [
  { sort: 'newest' },
  { sort: 'price_asc' },
  { sort: 'price_desc' },
  { sort: 'title' },
  { sort: 'best_selling' },
  { sort: 'newest', productTypes: ['Chairs'] },
  { sort: 'price_desc', productTypes: ['Chairs'], tags: ['wood'], inStock: true, priceMin: 1100 },
  { sort: 'newest', search: 'oak' },
  { sort: 'price_asc', search: 'birch' },
  { search: 'chair' },
  { search: 'oak' },
  { search: 'solid', inStock: true },
  { search: 'oka chair', productTypes: ['Tables'] },
]

const matches = ({ productTypes, priceMin }: Walk) => {
  const kept = (n: number) => {
    const { productType, price } = bulk('stable', n)
    return (!productTypes || productTypes.includes(productType ?? '')) && Number(price) * 100 >= (priceMin ?? 0)
  }
  return Array.from({ length: STABLE }, (_, n) => n)
    .filter(kept)
    .map((n) => `stable-${n}`)
}

test.each(walks)(
  'paging: %o to the very end visits every product that stays once, whatever else changes meanwhile',
  async (walk) => {
    const seen: string[] = []
    const input = { currency: undefined, ...walk }
    let cursor: string | null = null
    let step = 0
    do {
      const page: { items: { slug: string }[]; nextCursor: string | null } = await shop
        .as()
        .products.list({ ...input, limit: PAGE, cursor })
      seen.push(...page.items.map(({ slug }) => slug))
      cursor = page.nextCursor
      await disturb(step++)
      expect(step, 'the pages come to an end').toBeLessThan(200)
    } while (cursor !== null)
    const stable = seen.filter((slug) => slug.startsWith('stable'))
    expect(stable.length, 'twice').toBe(new Set(stable).size)
    expect(stable.toSorted(), 'left out').toEqual(matches(walk).toSorted())
  }
)

test('paging: a search of more than is sorted at once shows every product in its order all the same', async () => {
  const extra = Array.from({ length: 1700 }, (_, n) => bulk('extra', n))
  await save(extra)
  const seen: { slug: string; amount: number }[] = []
  let cursor: string | null = null
  do {
    const page: { items: { slug: string; priceFrom: { amount: number } }[]; nextCursor: string | null } = await shop
      .as()
      .products.list({ search: 'chair', sort: 'price_asc', productTypes: ['Chairs', 'Tables'], limit: 100, cursor })
    seen.push(...page.items.map(({ slug, priceFrom: { amount } }) => ({ slug, amount })))
    cursor = page.nextCursor
  } while (cursor !== null)
  expect(new Set(seen.map(({ slug }) => slug)).size).toBe(STABLE + MOVING + extra.length)
  expect(seen.length).toBe(STABLE + MOVING + extra.length)
  expect(seen.map(({ amount }) => amount)).toEqual(seen.map(({ amount }) => amount).toSorted((a, b) => a - b))
})
