import type { Tx } from '@tradepost/db'
import { sql } from 'drizzle-orm'
import type { CollectionTree } from '../collections/collection-tree.ts'
import { collectionsOf } from '../collections/collection-rules.ts'
import { availableQuantity } from '../inventory/stock.ts'
import type { FacetValue } from './facet-values.ts'
import { facetIdsOf } from './facet-values.ts'
import { foldText, wordsOf } from './fold-text.ts'
import type { IndexSource, PriceRange } from './index-source.ts'
import { readIndexSource } from './index-source.ts'

const MAX_KEYWORDS = 500
const MAX_WORD_LENGTH = 40

/**
 * Writes a product's listing, which all lists and searches read. Call it last in each transaction that changes the
 * product, its variants, its pictures or its collections. It writes nothing if nothing differs.
 */
export const indexProduct = async (tx: Tx, tree: CollectionTree, seq: number): Promise<void> => {
  const source = await readIndexSource(tx, seq)
  if (!source) return
  const facetIds = await facetIdsOf(tx, facetsOf(source, tree))
  await writeListing(tx, source, facetIds)
  await writePrices(tx, source)
}

const facetsOf = (source: IndexSource, tree: CollectionTree): FacetValue[] => [
  { kind: 'all', name: '', value: '' },
  ...(source.productType ? [{ kind: 'type', name: '', value: source.productType } as const] : []),
  ...(source.vendor ? [{ kind: 'vendor', name: '', value: source.vendor } as const] : []),
  ...source.tags.map((value) => ({ kind: 'tag', name: '', value }) as const),
  ...source.options.flatMap(({ name, values }) => values.map((value) => ({ kind: 'option', name, value }) as const)),
  ...collectionsOf(source, tree).map((value) => ({ kind: 'collection', name: '', value }) as const),
]

const writeListing = async (tx: Tx, source: IndexSource, facetIds: readonly number[]): Promise<void> => {
  const { id, slug, title, vendor, productType, image, variants } = source
  const card = JSON.stringify({ id, slug, title, vendor, productType, variantCount: variants.length, image })
  const inStock = variants.some((variant) => availableQuantity(variant) !== 0)
  const searchTitle = wordsOf(title).join(' ')
  const described = [vendor, productType, ...source.tags, ...source.options.flatMap(({ values }) => values)]
  const words = JSON.stringify(vocabularyOf(wordsOf([title, ...described].join(' '))))
  await tx.run(sql`
    insert into product_listings (seq, status, in_stock, product_version, title_key, facet_ids, search_title,
      search_keywords, words, card)
    values (${source.seq}, ${source.status}, ${inStock}, ${source.version}, ${foldText(title)},
      ${`,${facetIds.join(',')},`}, ${searchTitle}, ${keywordsOf(source, described)}, ${words}, ${card})
    on conflict (seq) do update set status = excluded.status, in_stock = excluded.in_stock,
      product_version = excluded.product_version, title_key = excluded.title_key, facet_ids = excluded.facet_ids,
      search_title = excluded.search_title, search_keywords = excluded.search_keywords, words = excluded.words,
      card = excluded.card
    where (status, in_stock, product_version, facet_ids, search_keywords, card) is not (excluded.status,
      excluded.in_stock, excluded.product_version, excluded.facet_ids, excluded.search_keywords, excluded.card)`)
}

const keywordsOf = ({ variants }: IndexSource, described: readonly string[]): string => {
  const codes = variants.flatMap(({ sku, barcode }) => [sku, ...(barcode ? [barcode] : [])])
  // A code is found by its parts and, if typed without hyphens, as one word.
  const words = new Set([
    ...wordsOf(described.join(' ')),
    ...codes.flatMap((code) => [wordsOf(code).join(''), ...wordsOf(code)]),
  ])
  return [...words].slice(0, MAX_KEYWORDS).join(' ')
}

const vocabularyOf = (words: readonly string[]): string[] => [
  ...new Set(words.filter((word) => word.length <= MAX_WORD_LENGTH)),
]

const writePrices = async (tx: Tx, { seq, prices }: IndexSource): Promise<void> => {
  const currencies = JSON.stringify(prices.map(({ currency }) => currency))
  await tx.run(sql`
    delete from product_prices
    where seq = ${seq} and currency not in (select value from json_each(${currencies}))`)
  for (const price of prices) await writePrice(tx, seq, price)
}

const writePrice = (tx: Tx, seq: number, { currency, from, to, compareAt }: PriceRange) =>
  tx.run(sql`
    insert into product_prices (currency, seq, from_amount, to_amount, compare_at_amount)
    values (${currency}, ${seq}, ${from}, ${to}, ${compareAt})
    on conflict (seq, currency) do update set from_amount = excluded.from_amount, to_amount = excluded.to_amount,
      compare_at_amount = excluded.compare_at_amount
    where (from_amount, to_amount, compare_at_amount)
      is not (excluded.from_amount, excluded.to_amount, excluded.compare_at_amount)`)
