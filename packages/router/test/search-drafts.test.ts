import { productSorts } from '@tradepost/contract'
import type { ListProductsInput } from '@tradepost/contract'
import Sqlite from 'libsql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestShop } from './test-shop.ts'
import { failureOf, makeTestShop, only } from './test-shop.ts'

type Filter = Partial<Omit<ListProductsInput, 'limit'>>

// Open and hidden products share these values. Hidden products also contain words that appear nowhere else.
const hidden = ['draft', 'archived'] as const
const shared = { vendor: 'Forno', productType: 'Chairs', tags: 'wood' }
const isHidden = (text: string) => /xylograph|velocipede|quokka|hidden/i.test(text)

let shop: TestShop
beforeAll(async () => {
  shop = await makeTestShop()
  for (let n = 0; n < 12; n++) {
    await shop.addProduct({
      slug: `open-${n}`,
      title: `Oak chair ${n}`,
      body: '<p>Solid</p>',
      ...shared,
      price: '10.00',
      onHand: 3,
    })
    if (n % 4 === 0) await addHidden(n)
  }
})
afterAll(() => shop.close())

const addHidden = async (n: number) => {
  for (const status of hidden) {
    await shop.addProduct({
      slug: `hidden-${status}-${n}`,
      title: `Oak chair xylograph ${n}`,
      status,
      body: '<p>Velocipede solid</p>',
      vendor: n % 8 ? 'Forno' : 'Quokka',
      productType: n % 8 ? 'Chairs' : 'Quokkas',
      tags: 'wood, quokkas',
      variants: [{ option: 'Quokka', sku: `HIDDEN-${status}-${n}`, price: '10.00', onHand: 5 }],
    })
  }
}

const filters: Filter[] = [
  {},
  ...[
    'oak',
    'xylograph',
    'velocipede',
    'quokka',
    'HIDDEN-draft-0',
    'hidden',
    'hidden draft',
    'xylo',
    'solid',
    'chair xylograph',
  ].map((search) => ({ search })),
  { vendors: ['Quokka'] },
  { vendors: ['Quokka', 'Forno'] },
  { productTypes: ['Quokkas', 'Chairs'] },
  { tags: ['quokkas'] },
  { tags: ['wood', 'quokkas'] },
  { options: [{ name: 'Size', values: ['Quokka'] }] },
  { inStock: true },
  { priceMin: 1000, priceMax: 1000 },
  { search: 'oak', vendors: ['Forno'], tags: ['wood'], inStock: true, priceMin: 1 },
]

const walk = async (filter: Filter, first: string | null): Promise<string[]> => {
  const slugs: string[] = []
  let cursor = first
  do {
    const page = await shop.as().products.list({ ...filter, limit: 5, cursor })
    expect(page.facets === null ? '' : JSON.stringify(page.facets), JSON.stringify(filter)).not.toMatch(/quokka/i)
    if (cursor === null && !filter.search) expect(page.total?.value).toBeLessThanOrEqual(12)
    slugs.push(...page.items.map(({ slug }) => slug))
    cursor = page.nextCursor
  } while (cursor !== null)
  return slugs
}

test.each(productSorts.filter((sort) => sort !== 'featured'))(
  'drafts: sorted by %s, no search, filter or cursor, also a forged one, finds what is not for sale',
  async (sort) => {
    const numbers = shop.rows('SELECT seq, title FROM products').flatMap(({ seq, title }) => {
      const at = Number(seq)
      return [-1, 0, 1].flatMap((by) => [
        [at + by, at + by],
        [1000, at + by],
        [String(title).toLowerCase(), at + by],
        [`0 ${at + 1} 0 0`, at + by],
        [`-1 ${Number.MAX_SAFE_INTEGER} 0 1`, at + by],
      ])
    })
    const forged = numbers.map((at) => Buffer.from(JSON.stringify(at)).toString('base64url'))
    for (const filter of filters) {
      expect((await walk({ ...filter, sort }, null)).filter(isHidden), JSON.stringify(filter)).toEqual([])
    }
    for (const cursor of forged) {
      for (const filter of [{}, { search: 'xylograph' }, { vendors: ['Quokka'] }, { search: 'oak', inStock: true }]) {
        const page = await shop
          .as()
          .products.list({ ...filter, sort, cursor, limit: 100 })
          .catch(async (error: unknown) => {
            expect((await failureOf(Promise.reject(error))).code).toBe('input.invalid')
            return { items: [] }
          })
        expect(page.items.map(({ slug }) => slug).filter(isHidden)).toEqual([])
      }
    }
  }
)

test('drafts: none is suggested, nor a word that only they have; none is got, none is related', async () => {
  const api = shop.as()
  for (const search of ['xylo', 'xylograph', 'velo', 'quok', 'hidden', 'HIDDEN-dr', 'oak chair x', 'ok chair', 'o']) {
    const answer = await api.products.suggest({ search, limit: 10 })
    expect(JSON.stringify(answer.products), search).not.toMatch(/xylograph|hidden/i)
    for (const offered of answer.searches) expect(isHidden(offered), `${search}: ${offered}`).toBe(false)
  }
  const [open, ...others] = shop.rows(
    "SELECT id, seq FROM products WHERE slug = 'open-1' OR status <> 'active' ORDER BY status"
  )
  const file = new Sqlite(shop.path)
  for (const [rank, other] of others.entries()) {
    file
      .prepare('INSERT INTO related_products VALUES (?, ?, ?, 9)')
      .run([BigInt(Number(open?.['seq'])), BigInt(rank), BigInt(Number(other['seq']))])
  }
  file.close()
  const related = await api.products.related({ id: String(open?.['id']) as `prd_${string}`, limit: 20 })
  expect(related.items.map(({ slug }) => slug).filter(isHidden)).toEqual([])
  for (const { id } of others) {
    const at = { id: String(id) as `prd_${string}` }
    expect(await failureOf(api.products.related(at))).toMatchObject({ code: 'product.not_found' })
    expect(await failureOf(api.products.get(at))).toMatchObject({ code: 'product.not_found' })
  }
})

test('drafts: what is typed is answered alike whether or not a draft has the word, so that none can be guessed', async () => {
  const api = shop.as()
  const typed = [
    'ladderback',
    'laderback',
    'oak ladderback',
    'chiar ladderback',
    'solidd',
    'soldi',
    'XQ-77-Z',
    'xq77',
    'oaken',
    'chairr',
  ]
  const answers = () =>
    Promise.all(
      typed.flatMap((search) => [
        api.products.list({ search }),
        api.products.list({ search, sort: 'newest', inStock: true }),
        api.products.suggest({ search }),
      ])
    )
  const before = await answers()
  for (const status of hidden) {
    await shop.addProduct({
      slug: `ladderback-${status}`,
      title: 'Ladderback oaken chairr',
      status,
      body: '<p>Solidd soldi laderback</p>',
      sku: `XQ-77-Z-${only([status])}`,
      vendor: 'Chiar',
      productType: 'Laderback',
      tags: 'xq77',
    })
  }
  expect(await answers()).toEqual(before)
})
