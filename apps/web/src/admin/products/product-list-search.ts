import { type AdminListProductsInput, ProductStatus } from '@tradepost/contract'

/** What the list of products is narrowed to, as it stands in the address. */
export interface ProductListSearch {
  search?: string
  status?: ProductStatus
  sort?: 'updated'
}

const MAX_LENGTH = 200

/** Reads the filters from the address; anything unreadable is dropped. */
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

/** Gives what is asked of the API. */
export const listInput = ({ search, status, sort }: ProductListSearch): Omit<AdminListProductsInput, 'cursor'> => ({
  limit: 50,
  sort: sort ?? 'newest',
  ...(search === undefined ? {} : { search: search.trim() }),
  ...(status === undefined ? {} : { status }),
})
