import { type AdminListProductsInput, ProductStatus } from '@tradepost/contract'

/** The filters of the product list in the URL. */
export interface ProductListSearch {
  search?: string
  status?: ProductStatus
  sort?: 'updated'
}

const MAX_LENGTH = 200

/** Reads the filters from the URL and drops invalid ones. */
export const parseProductListSearch = (search: Record<string, unknown>): ProductListSearch => {
  // The router reads `?search=1984` as a number.
  const typed = typeof search['search'] === 'number' ? String(search['search']) : search['search']
  const words = typeof typed === 'string' ? typed.slice(0, MAX_LENGTH) : ''
  const status = ProductStatus.safeParse(search['status'])
  return {
    ...(words.trim() === '' ? {} : { search: words }),
    ...(status.success ? { status: status.data } : {}),
    ...(search['sort'] === 'updated' ? { sort: 'updated' } : {}),
  }
}

/** Converts the filters to API input. */
export const listInput = ({ search, status, sort }: ProductListSearch): Omit<AdminListProductsInput, 'cursor'> => ({
  limit: 50,
  sort: sort ?? 'newest',
  ...(search === undefined ? {} : { search: search.trim() }),
  ...(status === undefined ? {} : { status }),
})
