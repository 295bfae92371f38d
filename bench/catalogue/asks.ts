import type { ListProductsInput, RelatedProductsInput, SuggestProductsInput } from '@tradepost/contract'
import type { MadeProduct } from './products.ts'
import { makeLexicon, productMaker } from './products.ts'
import type { Dice } from './random.ts'
import { diceOf } from './random.ts'

/** A call of a job, as the shop's API takes it. `handCursor` is where a deep page starts in the handwritten version. */
export type Ask =
  | {
      readonly path: 'list'
      readonly input: ListAsk
      readonly handCursor?: readonly [key: string | number, seq: number]
    }
  | { readonly path: 'suggest'; readonly input: Required<SuggestProductsInput> }
  | { readonly path: 'related'; readonly input: Required<RelatedProductsInput> }

export type ListAsk = Omit<ListProductsInput, 'currency'>

/** Returns the nth call of a job. The calls differ from each other but are the same in each run. */
export type Asker = (n: number) => Ask

const PAGE = 24
const SEED = 77
const sorts = ['newest', 'price_asc', 'price_desc', 'title', 'best_selling'] as const

/** Returns the jobs to measure for a catalog of a size, in the order of the report. */
export const makeAskers = (size: number, productIds: readonly RelatedProductsInput['id'][]): Record<string, Asker> => {
  const lexicon = makeLexicon(size)
  const make = productMaker(lexicon)
  const some = (dice: Dice) => make(dice.below(size))
  const list = (input: Omit<ListAsk, 'limit'>): Ask => ({ path: 'list', input: { limit: PAGE, ...input } })
  const asker =
    (work: (dice: Dice, n: number) => Ask): Asker =>
    (n) =>
      work(diceOf(SEED + n * 31), n)
  return {
    'list, first page': asker((_, n) => list({ sort: sorts[n % sorts.length] })),
    'list of a type or vendor, first page': asker((dice, n) => {
      const { productType, vendor } = some(dice)
      return list({
        sort: sorts[n % sorts.length],
        ...(n % 2 ? { productTypes: [productType] } : { vendors: [vendor] }),
      })
    }),
    'text search': asker((dice) => list({ search: typedSearch(dice, some(dice)) })),
    'search, three filters, facets': asker((dice) => {
      const product = some(dice)
      return list({ search: wordsOf(product).at(-1), ...threeFilters(dice, product) })
    }),
    'search, sorted by price': asker((dice, n) =>
      list({ search: wordsOf(some(dice)).at(-1), sort: n % 2 ? 'price_asc' : 'price_desc' })
    ),
    suggest: asker((dice) => ({ path: 'suggest', input: { search: begun(dice, some(dice)), limit: 6 } })),
    related: asker((dice) => ({ path: 'related', input: { id: dice.pick(productIds), limit: 8 } })),
    'broadest text search': asker((_, n) =>
      list({ search: ['the', 'and', 'of the', 'a', 'with a', 'cotton', 'shirt', 'soft shirt'][n % 8] })
    ),
    'every filter, twenty values': asker((dice, n) => list(allFilters(dice, { n, lexicon, product: some(dice) }))),
  }
}

const wordsOf = ({ title }: MadeProduct): string[] => title.toLowerCase().replace(/ \d+$/, '').split(' ')

/** Returns what a shopper types to find a product: mostly its kind, sometimes its vendor, a typo, a prefix or a SKU. */
const typedSearch = (dice: Dice, product: MadeProduct): string => {
  const words = wordsOf(product)
  const noun = words.at(-1) ?? ''
  const kind = dice.next()
  if (kind < 0.35) return words.slice(1).join(' ')
  if (kind < 0.55) return `${product.vendor} ${noun}`
  if (kind < 0.7) return `${words[0]} ${noun}`
  if (kind < 0.8) return mistyped(dice, words.slice(-2)).join(' ')
  if (kind < 0.95) return `${words.slice(0, -1).at(-1)} ${noun.slice(0, 3)}`
  return product.variants[0]?.sku ?? noun
}

/** Omits, doubles, replaces or transposes a letter of the longest word. */
const mistyped = (dice: Dice, words: readonly string[]): string[] => {
  const longest = words.toSorted((a, b) => b.length - a.length)[0] ?? ''
  const at = 1 + dice.below(Math.max(1, longest.length - 2))
  const [before, letter, next, after] = [
    longest.slice(0, at),
    longest.charAt(at),
    longest.charAt(at + 1),
    longest.slice(at + 2),
  ]
  const wrong = dice.pick([
    before + next + after,
    before + letter + letter + next + after,
    `${before}x${next}${after}`,
    before + next + letter + after,
  ])
  return words.map((word) => (word === longest ? wrong : word))
}

/** Returns the text in the search field while a shopper is typing. */
const begun = (dice: Dice, product: MadeProduct): string => {
  const words = wordsOf(product).slice(dice.below(2))
  const text = words.join(' ')
  return text.slice(0, 2 + dice.below(text.length - 1)).trim()
}

const threeFilters = (dice: Dice, { productType, options, variants, tags }: MadeProduct) => {
  const price = variants[0]?.priceAmount ?? 0
  const values = variants.map(({ optionValues }) => optionValues[0] ?? '')
  return {
    productTypes: [productType],
    ...(options[0]
      ? { options: [{ name: options[0], values: [...new Set(values)].slice(0, 2) }] }
      : { tags: tags.slice(0, 1) }),
    ...(dice.chance(0.5) ? { inStock: true } : { priceMin: Math.round(price / 2), priceMax: price * 2 }),
  }
}

interface Widely {
  readonly n: number
  readonly lexicon: ReturnType<typeof makeLexicon>
  readonly product: MadeProduct
}

const allFilters = (dice: Dice, { n, lexicon, product }: Widely): Omit<ListAsk, 'limit'> => {
  const twenty = (items: readonly string[]) => [
    ...new Set(Array.from({ length: 20 }, (_, i) => items[(i * 3) % items.length] ?? '')),
  ]
  return {
    productTypes: twenty([...new Set(lexicon.nouns.map(({ type }) => type))]),
    vendors: twenty(lexicon.brands.slice(0, 60)),
    tags: twenty(lexicon.tags.slice(0, 60)),
    options: [{ name: 'Colour', values: ['Black', 'White', 'Navy', 'Grey', 'Blue', 'Green', 'Red'] }],
    inStock: true,
    priceMin: 100,
    priceMax: 1_000_000,
    sort: sorts[n % sorts.length],
    ...(dice.chance(0.5) ? { search: `the and of ${wordsOf(product).at(-1)}` } : {}),
  }
}
