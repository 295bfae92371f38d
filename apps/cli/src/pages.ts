import type { Page } from '@tradepost/contract'

const DEFAULT_LIMIT = 20
const LARGEST_LIMIT = 100

export interface PageOptions {
  readonly limit?: number
  readonly cursor?: string
  readonly all?: boolean
}

/** The parameters of a request for one page. */
export interface PageRequest {
  readonly limit: number
  readonly cursor?: string
}

/** Reads one page or, with `all`, every page until the last, combined into one. */
export const readPages = async <T>(
  { limit, cursor, all = false }: PageOptions,
  read: (request: PageRequest) => Promise<Page<T>>
): Promise<Page<T>> => {
  const size = limit ?? (all ? LARGEST_LIMIT : DEFAULT_LIMIT)
  const first = await read(cursor ? { limit: size, cursor } : { limit: size })
  if (!all) return first
  const items = [...first.items]
  let next = first.nextCursor
  while (next !== null) {
    const page = await read({ limit: size, cursor: next })
    items.push(...page.items)
    next = page.nextCursor
  }
  return { items, nextCursor: null }
}
