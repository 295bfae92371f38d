/** The filters of the promotion list in the URL. */
export interface PromotionSearch {
  search?: string
  state?: 'on' | 'off'
}

const MAX_LENGTH = 100

/** Reads the filters from the URL and drops invalid ones. */
export const parsePromotionSearch = (search: Record<string, unknown>): PromotionSearch => {
  // The router reads `?search=1984` as a number.
  const typed = typeof search['search'] === 'number' ? String(search['search']) : search['search']
  const words = typeof typed === 'string' ? typed.slice(0, MAX_LENGTH) : ''
  const { state } = search
  return {
    ...(words.trim() === '' ? {} : { search: words }),
    ...(state === 'on' || state === 'off' ? { state } : {}),
  }
}
