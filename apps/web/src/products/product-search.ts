import { ListProductsInput, type ListProductsInput as ListInput } from '@tradepost/contract'

/** What the address of the product list holds. */
export type ProductSearch = Omit<ListInput, 'cursor' | 'limit'>

type Sort = NonNullable<ListInput['sort']>

/** How many products one page brings: a multiple of two, three and four, so that rows are full. */
export const PRODUCTS_PER_PAGE = 24

const { search, productType, vendor, tag, inStock, priceMin, priceMax, sort } = ListProductsInput.shape

// The contract's own schemas, field by field: a broken value in the address is dropped, the rest of it counts.
const lenient = ListProductsInput.omit({ cursor: true, limit: true })
  .extend({
    search: search.catch(undefined),
    productType: productType.catch(undefined),
    vendor: vendor.catch(undefined),
    tag: tag.catch(undefined),
    inStock: inStock.catch(undefined),
    priceMin: priceMin.catch(undefined),
    priceMax: priceMax.catch(undefined),
    sort: sort.catch(undefined),
  })
  .strip()

// The router reads `?search=1984` as a number.
const textOf = (value: unknown): unknown =>
  typeof value === 'number' || typeof value === 'boolean' ? String(value) : value

/** Reads the list's search, filters and order from the address, without empty values. */
export const parseProductSearch = (raw: Record<string, unknown>): ProductSearch => {
  const texts = {
    search: textOf(raw['search']),
    productType: textOf(raw['productType']),
    vendor: textOf(raw['vendor']),
  }
  const found = lenient.parse({ ...raw, ...texts, tag: textOf(raw['tag']) })
  return withoutEmpty(found)
}

/** Leaves out filters that are empty or off, so that addresses stay short. */
export const withoutEmpty = (found: ProductSearch): ProductSearch => ({
  ...(found.search ? { search: found.search } : {}),
  ...(found.productType ? { productType: found.productType } : {}),
  ...(found.vendor ? { vendor: found.vendor } : {}),
  ...(found.tag ? { tag: found.tag } : {}),
  ...(found.inStock ? { inStock: true } : {}),
  ...(found.priceMin === undefined ? {} : { priceMin: found.priceMin }),
  ...(found.priceMax === undefined ? {} : { priceMax: found.priceMax }),
  ...(found.sort ? { sort: found.sort } : {}),
})

/** Gives the order that counts: what was asked for, else the server's default. */
export const sortOf = (found: ProductSearch): Sort => {
  if (found.sort === 'relevance' && !found.search) return 'newest'
  return found.sort ?? (found.search ? 'relevance' : 'newest')
}

/** Makes the input of `products.list` from the address. */
export const listInput = (found: ProductSearch) => ({ ...found, sort: sortOf(found), limit: PRODUCTS_PER_PAGE })

/** Counts the filters that are set; search and order are none. */
export const countFilters = ({ search: _search, sort: _sort, ...filters }: ProductSearch): number =>
  Object.keys(filters).length
