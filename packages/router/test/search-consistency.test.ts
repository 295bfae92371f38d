import { importProducts } from '@tradepost/commerce'
import type { CreateProductInput, IdOf } from '@tradepost/contract'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvOf } from './product-csv.ts'
import { freshListings, keptListings } from './search-listings.ts'
import type { Account, TestShop } from './test-shop.ts'
import { makeTestShop, newVisitor, orderInput, testActor, wireErrorOf } from './test-shop.ts'

const steps = [
  'create',
  'create',
  'update',
  'update',
  'status',
  'vendor',
  'tags',
  'prices',
  'delete',
  'import',
  'buy',
  'buy',
  'collection',
  'rule',
  'arrange',
  'regroup',
  'removeCollection',
] as const

const anyStep = fc.record({ what: fc.constantFrom(...steps), which: fc.nat({ max: 5 }), how: fc.nat({ max: 7 }) })

type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never

const nouns = ['Oak chair', 'Crème brûlée dish', 'Mug', '双子の湯呑み', 'Tea pot', 'Straße lamp', 'Mug', 'Łódź rug']
const at = (list: readonly string[], index: number): string => list[index % list.length] ?? ''

const productOf = (which: number, how: number): Omit<CreateProductInput, 'idempotencyKey'> => ({
  title: `${at(nouns, how)} ${which}`,
  descriptionHtml: `<p>Solid ${at(nouns, how + 3)} <b>number ${how}</b></p>`,
  vendor: at(['Årstad', 'Forno', ''], how),
  productType: at(['Chairs', 'Tables', ''], which),
  tags: how % 2 ? ['wood', `tag ${how}`] : [],
  status: how % 4 === 3 ? 'draft' : 'active',
  seoTitle: null,
  seoDescription: null,
  options: how % 2 ? ['Colour'] : [],
  variants: (how % 2 ? ['Red', 'Sea green'] : ['']).map((colour, index) => ({
    optionValues: colour ? [colour] : [],
    barcode: null,
    weightGrams: 0,
    requiresShipping: true,
    taxable: true,
    tracked: how !== 6,
    backorder: how === 5,
    imageIndex: null,
    onHand: (how + index) % 3,
    prices: [
      { currency: 'EUR', amount: 1000 + how * 10 + index, compareAtAmount: how === 2 ? 2000 : null },
      ...(how === 4 ? [{ currency: 'USD' as const, amount: 1500, compareAtAmount: null }] : []),
    ],
  })),
  images: [],
  collectionIds: [],
})

// Errors that may occur here. Any other error is a fault.
const expected = /^(product|variant|collection|cart|order)\./

const play = async (shop: TestShop, { api }: Account, script: readonly Step[]): Promise<string[]> => {
  const unexpected: string[] = []
  const newest = async (which: number) => {
    const { items } = await api.admin.products.list({ limit: 50 })
    const found = items[which % Math.max(1, items.length)]
    return found ? await api.admin.products.get({ id: found.id }) : null
  }
  const someCollection = async (which: number, kind: 'manual' | 'rule' | null = null) => {
    const { items } = await api.admin.collections.list()
    const fitting = items.filter((each) => kind === null || each.kind === kind)
    return fitting[which % Math.max(1, fitting.length)] ?? null
  }
  const collectionFields = (how: number, parentId: IdOf<'collection'> | null) => ({
    title: `Collection ${how}`,
    descriptionHtml: '',
    parentId,
    position: how,
    mediaId: null,
    published: how !== 3,
    seoTitle: null,
    seoDescription: null,
  })
  const ruleOf = (how: number) => ({
    match: how % 2 ? ('all' as const) : ('any' as const),
    conditions: [
      { field: 'tag' as const, operator: how % 3 ? ('is' as const) : ('is_not' as const), value: 'Wood' },
      { field: 'price' as const, operator: 'at_least' as const, value: 1000 + how * 10 },
      { field: 'title' as const, operator: 'contains' as const, value: at(['mug', 'o', 'é'], how) },
    ].slice(0, 1 + (how % 3)),
  })

  const act = async ({ what, which, how }: Step, step: number): Promise<unknown> => {
    const product = await newest(which)
    if (what === 'create' || product === null) {
      return api.admin.products.create({ idempotencyKey: `consistency-${step}`, ...productOf(which, how) })
    }
    const { id, version, slug, variants } = product
    const change = (change: Parameters<typeof api.admin.products.bulkUpdate>[0]['change']) =>
      api.admin.products.bulkUpdate({ ids: [id], change, idempotencyKey: `consistency-${step}` })
    switch (what) {
      case 'update':
        return api.admin.products.update({ id, version, ...productOf(which, how), ...(how % 2 ? {} : { slug }) })
      case 'status':
        return change({ kind: 'set_status', status: at(['draft', 'active', 'active', 'archived'], how) as 'draft' })
      case 'vendor':
        return change(
          how % 2 ? { kind: 'set_vendor', vendor: 'Forno' } : { kind: 'set_product_type', productType: 'Lamps' }
        )
      case 'tags':
        return change(how % 2 ? { kind: 'add_tags', tags: ['wood', 'new'] } : { kind: 'remove_tags', tags: ['wood'] })
      case 'prices':
        return change({ kind: 'change_prices', basisPoints: how * 300 - 900 })
      case 'delete':
        return how < 6 ? api.admin.products.delete({ id, version }) : null
      case 'import':
        return importProducts(shop.deps, {
          bytes: new TextEncoder().encode(
            csvOf([{ slug, title: at(nouns, how), tags: 'wood', price: '3.00', onHand: how % 3 }])
          ),
          dryRun: false,
          actor: testActor,
        })
      case 'buy': {
        const visitor = shop.as(newVisitor())
        const [variant] = variants
        if (variant)
          await visitor.cart.addItem({
            variantId: variant.id,
            quantity: Math.max(1, variant.onHand - variant.allocated),
          })
        return visitor.orders.place(orderInput(`consistency-${step}-order`))
      }
      case 'collection':
        return api.admin.collections.create({
          ...collectionFields(how, (await someCollection(which))?.id ?? null),
          rules: null,
        })
      case 'rule':
        return api.admin.collections.create({
          ...collectionFields(how, (await someCollection(how))?.id ?? null),
          rules: ruleOf(how),
        })
      case 'arrange': {
        const collection = await someCollection(which, 'manual')
        const action = how % 3 ? ('add' as const) : ('remove' as const)
        return (
          collection && api.admin.collections.arrange({ id: collection.id, action, productIds: [id], before: null })
        )
      }
      case 'regroup': {
        const collection = await someCollection(which)
        const rules = collection?.kind === 'rule' ? ruleOf(how) : null
        const parentId = how % 2 ? ((await someCollection(how))?.id ?? null) : null
        return (
          collection &&
          api.admin.collections.update({
            id: collection.id,
            version: collection.version,
            ...collectionFields(how, parentId),
            rules,
          })
        )
      }
      case 'removeCollection': {
        const collection = await someCollection(which)
        return collection && api.admin.collections.delete({ id: collection.id, version: collection.version })
      }
      default:
        return null
    }
  }

  for (const [index, step] of script.entries()) {
    await act(step, index).catch((error: unknown) => {
      const { code } = wireErrorOf(error)
      if (!expected.test(code)) unexpected.push(`${step.what}: ${code}`)
    })
  }
  return unexpected
}

test('listings: after any series of changes all that is searched equals what indexing everything anew gives', async () => {
  let indexed = 0
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 30, maxLength: 60 }), async (script) => {
      const shop = await makeTestShop()
      try {
        const owner = await shop.signUp('owner', 'owner')
        expect(await play(shop, owner, script)).toEqual([])
        const kept = await keptListings(shop)
        indexed += kept.index.length
        expect(kept).toEqual(await freshListings(shop))
      } finally {
        await shop.close()
      }
    }),
    { numRuns: 12, endOnFailure: true }
  )
  // A series may end with everything deleted, as one did, but not every series does.
  expect(indexed).toBeGreaterThan(0)
})
