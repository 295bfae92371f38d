import type { FoundTotal, ProductFacets } from '@tradepost/contract'
import type { Reads, schema } from '@tradepost/db'
import { sql } from 'drizzle-orm'
import type { Selection } from './product-selection.ts'
import { conditions, isBounded, joinListing, MAX_GATHERED, MAX_SCANNED, pickSource } from './product-sources.ts'
import { expressionOf, matching } from './search-expression.ts'

// Counting is shared out among the sets that have to be counted, so that a page costs the same whatever is asked.
const MAX_COUNTED = 1500
const MIN_COUNTED = 400
const MAX_VALUES = 40
const MAX_OPTIONS = 8

interface Counted {
  readonly counts: ReadonlyMap<number, number>
  readonly found: number
  readonly isAll: boolean
}

type Facet = ProductFacets['vendors']

/** Counts what is found, and what it could be narrowed by. */
export const readFacets = async (
  read: Reads,
  selection: Selection
): Promise<{ total: FoundTotal; facets: ProductFacets }> => {
  const shown = selection.groups.filter(({ key }) => key !== 'collection')
  const whole = await readWholeShop(read, selection)
  if (whole) return whole
  const sets = 1 + shown.length
  const max = Math.max(MIN_COUNTED, Math.floor(MAX_COUNTED / sets))
  const bounds = { max, scanned: isBounded(selection) ? Math.max(max, Math.floor(MAX_SCANNED / sets)) : max }
  const base = await count(read, selection, bounds)
  const facets = new Map<string, Counted>()
  for (const { key } of shown) facets.set(key, await count(read, without(selection, key), bounds))
  return {
    total: totalOf(selection, base),
    facets: await toFacets(read, base, facets),
  }
}

const without = (selection: Selection, key: string): Selection => ({
  ...selection,
  groups: selection.groups.filter((group) => group.key !== key),
})

const totalOf = (selection: Selection, base: Counted): FoundTotal => {
  const [only] = selection.groups
  const isOneValue = only && selection.groups.length === 1 && only.ids.length === 1
  // The triggers count each value: where nothing else is asked, its count is the total.
  if (isOneValue && selection.terms.length === 0 && !isBounded(selection)) {
    return { value: only.products, relation: 'exact' }
  }
  return { value: base.found, relation: base.isAll ? 'exact' : 'at_least' }
}

/** How many products a count takes in at most, and how many it looks at for them. */
interface CountBounds {
  readonly max: number
  readonly scanned: number
}

const count = async (read: Reads, selection: Selection, { max, scanned }: CountBounds): Promise<Counted> => {
  const expression = expressionOf(selection)
  const picked = expression === null ? await pickSource(read, selection, MAX_GATHERED) : null
  const from = picked?.from ?? (expression === null ? newest(scanned) : matching(expression, scanned))
  // All in one row: two thousand of them would take longer to hand over than to find.
  const [row] = await read.values<[looked: number, found: number, facetIds: string | null]>(sql`
    with found as materialized ${from}
    select (select count(*) from found), count(*), group_concat(facet_ids, '') from (
      select listing.facet_ids from found ${joinListing(selection)}
      where ${conditions(selection, picked?.groups ?? [])} limit ${max}
    )`)
  const [looked = 0, found = 0, facetIds] = row ?? []
  return { counts: countIds(facetIds ?? ''), found, isAll: found < max && looked < scanned }
}

const newest = (limit: number) =>
  sql`(select seq from product_listings where status = 'active' order by seq desc limit ${limit})`

const COMMA = ','.codePointAt(0)
const ZERO = '0'.codePointAt(0) ?? 0

/** Counts the numbers of ",12,90,,7,12,". */
const countIds = (list: string): Map<number, number> => {
  const counts = new Map<number, number>()
  let id = 0
  for (let at = 0; at < list.length; at++) {
    const code = list.charCodeAt(at)
    if (code !== COMMA) id = id * 10 + code - ZERO
    else if (id > 0) {
      counts.set(id, (counts.get(id) ?? 0) + 1)
      id = 0
    }
  }
  return counts
}

type ValueRow = [id: number, kind: schema.FacetKind, name: string, value: string]

const toFacets = async (read: Reads, base: Counted, own: ReadonlyMap<string, Counted>): Promise<ProductFacets> => {
  const ids = new Set([base, ...own.values()].flatMap(({ counts }) => [...counts.keys()]))
  const rows = await read.values<ValueRow>(sql`
    select facet.id, facet.kind, facet.name, facet.value from json_each(${JSON.stringify([...ids])}) as wanted
      cross join facet_values as facet on facet.id = wanted.value
    where facet.kind in ('type', 'vendor', 'tag', 'option')`)
  const values = rows.flatMap(([id, kind, name, value]) => {
    const key = kind === 'option' ? `option:${name}` : kind
    const count = (own.get(key) ?? base).counts.get(id)
    return count === undefined ? [] : [{ kind, name, value, count }]
  })
  const isAll = [base, ...own.values()].every((counted) => counted.isAll)
  return { relation: isAll ? 'exact' : 'at_least', ...groupFacets(values) }
}

interface CountedValue {
  readonly kind: schema.FacetKind
  readonly name: string
  readonly value: string
  readonly count: number
}

const groupFacets = (values: readonly CountedValue[]): Omit<ProductFacets, 'relation'> => {
  const facetOf = (kind: schema.FacetKind, name = ''): Facet =>
    values
      .filter((each) => each.kind === kind && each.name === name)
      .map(({ value, count }) => ({ value, count }))
      .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, MAX_VALUES)
  const names = [...new Set(values.filter(({ kind }) => kind === 'option').map(({ name }) => name))]
  const options = names
    .map((name) => ({ name, values: facetOf('option', name) }))
    .toSorted((a, b) => (b.values[0]?.count ?? 0) - (a.values[0]?.count ?? 0))
    .slice(0, MAX_OPTIONS)
  return { productTypes: facetOf('type'), vendors: facetOf('vendor'), tags: facetOf('tag'), options }
}

/** Of the shop as a whole every count stands ready; null where anything at all is asked for. */
const readWholeShop = async (read: Reads, selection: Selection) => {
  if (selection.terms.length + selection.groups.length > 0 || isBounded(selection)) return null
  const [all] = await read.values<[products: number]>(sql`select products from facet_values where kind = 'all'`)
  const values: CountedValue[] = []
  for (const [kind, max] of [
    ['type', MAX_VALUES],
    ['vendor', MAX_VALUES],
    ['tag', MAX_VALUES],
    ['option', 200],
  ] as const) {
    const rows = await read.values<[name: string, value: string, count: number]>(sql`
      select name, value, products from facet_values where kind = ${kind} and products > 0
      order by products desc limit ${max}`)
    values.push(...rows.map(([name, value, count]) => ({ kind, name, value, count })))
  }
  return {
    total: { value: all?.[0] ?? 0, relation: 'exact' as const },
    facets: { relation: 'exact' as const, ...groupFacets(values) },
  }
}
