import type { FoundTotal, ProductFacets } from '@tradepost/contract'
import type { Reads, schema } from '@tradepost/db'
import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'
import type { Counted } from './count-facets.ts'
import { countCandidates, countFound, isAlone, readKeptCounts } from './count-facets.ts'
import { keyOf, OPTION, readFacetNames } from './facet-names.ts'
import type { Candidates } from './find-candidates.ts'
import type { FilterGroup, Selection } from './product-selection.ts'
import { isBounded, lookedFor } from './product-sources.ts'

// Totals are exact up to this number, like those of a search that ranks matches in any column.
const MAX_TOTAL = 200
// The filters that are set share this number, so that a page costs the same whatever is selected.
const MAX_COUNTED = 300
const FEWEST_COUNTED = 100
const MAX_VALUES = 40
const MAX_OPTIONS = 8

type Facet = ProductFacets['vendors']

/**
 * Counts the products of a selection and the facets it can be narrowed by. Counts the ranked candidates if there are
 * any.
 */
export const readFacets = async (
  read: Reads,
  selection: Selection,
  ranked: Candidates | null
): Promise<{ total: FoundTotal; facets: ProductFacets }> => {
  const whole = await readWholeShop(read, selection)
  if (whole) return whole
  const shown = selection.groups.filter(({ key }) => key !== 'collection')
  const max = Math.max(FEWEST_COUNTED, Math.floor(MAX_COUNTED / (1 + shown.length)))
  const base = ranked ? countCandidates(ranked) : await countFound(read, selection, boundsOf(selection, MAX_TOTAL))
  const own = new Map<string, Counted>()
  for (const group of shown) own.set(group.key, await countWithout(read, selection, { group, max }))
  return { total: totalOf(selection, base), facets: await toFacets(read, base, own) }
}

/** Counts the values of a filter as if that filter were not set. */
const countWithout = async (
  read: Reads,
  selection: Selection,
  { group, max }: { group: FilterGroup; max: number }
): Promise<Counted> => {
  if (isAlone(selection)) return readKeptCounts(read, group, MAX_VALUES)
  const groups = selection.groups.filter((each) => each !== group)
  return countFound(read, { ...selection, groups }, boundsOf(selection, max))
}

const boundsOf = (selection: Selection, max: number) => ({ max, scanned: lookedFor(selection, max) })

const totalOf = (selection: Selection, base: Counted): FoundTotal => {
  const [only] = selection.groups
  // Triggers count the products of each value: if it is the only condition, its count is the total.
  if (only && only.ids.length === 1 && isAlone(selection)) return { value: only.products, relation: 'exact' }
  return { value: base.found, relation: base.isAll ? 'exact' : 'at_least' }
}

const toFacets = async (read: Reads, base: Counted, own: ReadonlyMap<string, Counted>): Promise<ProductFacets> => {
  const all = [base, ...own.values()]
  const ids = new Set<number>()
  for (const { counts } of all) for (const id of counts.keys()) ids.add(id)
  const names = await readFacetNames(read, [...ids])
  const values = new Map<string, CountedValue[]>()
  for (const id of ids) {
    const facet = names.get(id)
    if (!facet || facet.key === 'all' || facet.key === 'collection') continue
    const count = (own.get(facet.key) ?? base).counts.get(id)
    if (count !== undefined) addTo(values, facet.key, { value: facet.value, count })
  }
  return { relation: all.every(({ isAll }) => isAll) ? 'exact' : 'at_least', ...facetsOf(values) }
}

type CountedValue = Facet[number]

const addTo = (values: Map<string, CountedValue[]>, key: string, value: CountedValue): void => {
  const own = values.get(key)
  if (own) own.push(value)
  else values.set(key, [value])
}

const facetsOf = (values: ReadonlyMap<string, CountedValue[]>): Omit<ProductFacets, 'relation'> => {
  const facetOf = (key: string): Facet => commonest(values.get(key) ?? [])
  const options = [...values.keys()]
    .filter((key) => key.startsWith(OPTION))
    .map((key) => ({ name: key.slice(OPTION.length), values: facetOf(key) }))
    .toSorted((a, b) => (b.values[0]?.count ?? 0) - (a.values[0]?.count ?? 0))
    .slice(0, MAX_OPTIONS)
  return { productTypes: facetOf('type'), vendors: facetOf('vendor'), tags: facetOf('tag'), options }
}

const commonest = (values: CountedValue[]): CountedValue[] =>
  values.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)).slice(0, MAX_VALUES)

const commonestOf = (kind: schema.FacetKind, max: number): SQL => sql`
  select * from (
    select kind, name, value, products from facet_values where kind = ${kind} and products > 0
    order by products desc limit ${max})`

// Built once, as a single statement: every visitor's first page needs it.
const wholeShop = sql.join(
  [
    sql`select kind, name, value, products from facet_values where kind = 'all'`,
    commonestOf('type', MAX_VALUES),
    commonestOf('vendor', MAX_VALUES),
    commonestOf('tag', MAX_VALUES),
    commonestOf('option', 200),
  ],
  sql` union all `
)

/** Reads the stored counts of the whole shop, or returns null if the selection has any condition. */
const readWholeShop = async (read: Reads, selection: Selection) => {
  if (selection.terms.length + selection.groups.length > 0 || isBounded(selection)) return null
  const rows = await read.values<[kind: schema.FacetKind, name: string, value: string, count: number]>(wholeShop)
  const values = new Map<string, CountedValue[]>()
  for (const [kind, name, value, count] of rows) addTo(values, keyOf(kind, name), { value, count })
  return {
    total: { value: values.get('all')?.[0]?.count ?? 0, relation: 'exact' as const },
    facets: { relation: 'exact' as const, ...facetsOf(values) },
  }
}
