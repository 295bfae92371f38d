import { ListProductsInput, type ListProductsInput as ListInput } from '@tradepost/contract'
import { optionOf } from './option-token.ts'

type Sort = NonNullable<ListInput['sort']>

/** The search params of a product list. The collection is part of the path. */
export interface ProductSearch {
  search?: string
  type?: string[]
  vendor?: string[]
  tag?: string[]
  /** Option values as tokens, `Size:M`. */
  option?: string[]
  inStock?: true
  priceMin?: number
  priceMax?: number
  sort?: Sort
}

/** The filters that accept several values. */
export type ListFilter = 'type' | 'vendor' | 'tag' | 'option'

/** Products per page: a multiple of two, three and four, so that all rows are full. */
export const PRODUCTS_PER_PAGE = 24

/** The maximum length of a search. */
export const MAX_SEARCH = 200

const MAX_VALUES = 20
const MAX_OPTIONS = 5
const { search: words, tags, inStock, priceMin, priceMax, sort } = ListProductsInput.shape
const Value = tags.unwrap().element

// The router parses `?search=1984` as a number.
const textOf = (raw: unknown): unknown => (typeof raw === 'number' || typeof raw === 'boolean' ? String(raw) : raw)

const validValues = (raw: unknown, isValid: (value: string) => boolean = () => true): string[] => {
  const list: readonly unknown[] = Array.isArray(raw) ? raw : [raw]
  const values = list.map((entry) => Value.safeParse(textOf(entry)).data)
  const known = values.filter((value): value is string => value !== undefined && isValid(value))
  return [...new Set(known)].slice(0, MAX_VALUES)
}

const isOption = (token: string): boolean => optionOf(token) !== null

/** Reads the search, filters and order of a list from the URL. Drops invalid values and keeps the rest. */
export const parseProductSearch = (raw: Record<string, unknown>): ProductSearch =>
  withoutEmpty({
    search: words.safeParse(textOf(raw['search'])).data,
    type: validValues(raw['type']),
    vendor: validValues(raw['vendor']),
    tag: validValues(raw['tag']),
    option: validValues(raw['option'], isOption),
    inStock: inStock.safeParse(raw['inStock']).data,
    priceMin: priceMin.safeParse(raw['priceMin']).data,
    priceMax: priceMax.safeParse(raw['priceMax']).data,
    sort: sort.safeParse(raw['sort']).data,
  })

type Loose = { [Key in Exclude<keyof ProductSearch, 'inStock'>]?: ProductSearch[Key] | undefined } & {
  inStock?: boolean | undefined
}

const isSet = (value: unknown): boolean =>
  value !== undefined && value !== '' && value !== false && !(Array.isArray(value) && value.length === 0)

/** Removes filters that are empty or off, so that URLs stay short. */
export const withoutEmpty = ({ inStock, ...found }: Loose): ProductSearch => ({
  ...Object.fromEntries(Object.entries(found).filter(([, value]) => isSet(value))),
  ...(inStock ? { inStock: true } : {}),
})

/** Adds a value to a filter, or removes it if it is already chosen. */
export const withToggled = (search: ProductSearch, filter: ListFilter, value: string): ProductSearch => {
  const values = search[filter] ?? []
  const next = values.includes(value) ? values.filter((other) => other !== value) : [...values, value]
  return withoutEmpty({ ...search, [filter]: next })
}

/** Keeps the search text and the order, and removes every filter. */
export const withoutFilters = ({ search, sort }: ProductSearch): ProductSearch => withoutEmpty({ search, sort })

const optionsOf = (tokens: readonly string[]): { name: string; values: string[] }[] => {
  const valuesByName = new Map<string, string[]>()
  for (const token of tokens) {
    const option = optionOf(token)
    if (option) valuesByName.set(option.name, [...(valuesByName.get(option.name) ?? []), option.value])
  }
  return [...valuesByName].slice(0, MAX_OPTIONS).map(([name, values]) => ({ name, values }))
}

// The server would reject an order that does not apply. Without one it uses the best order.
const sortInput = ({ search, sort }: ProductSearch, collection: string | undefined): Sort | undefined => {
  if (sort === 'relevance' && !search) return undefined
  return sort === 'featured' && collection === undefined ? undefined : sort
}

/** Creates the input of `products.list` from the URL. The collection comes from the page. */
export const listInput = (found: ProductSearch, collection?: string): ListInput => {
  const { search, type, vendor, tag, option, inStock, priceMin, priceMax } = found
  const order = sortInput(found, collection)
  return {
    limit: PRODUCTS_PER_PAGE,
    ...(collection === undefined ? {} : { collection }),
    ...(search ? { search } : {}),
    ...(type ? { productTypes: type } : {}),
    ...(vendor ? { vendors: vendor } : {}),
    ...(tag ? { tags: tag } : {}),
    ...(option ? { options: optionsOf(option) } : {}),
    ...(inStock ? { inStock } : {}),
    ...(priceMin === undefined ? {} : { priceMin }),
    ...(priceMax === undefined ? {} : { priceMax }),
    ...(order ? { sort: order } : {}),
  }
}
