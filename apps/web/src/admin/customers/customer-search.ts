/** The customer that the page shows, from the URL: an email address or an ID. */
export interface CustomerSearch {
  search?: string
}

const MAX_LENGTH = 254

/** Reads the search from the URL and drops an invalid one. */
export const parseCustomerSearch = ({ search }: Record<string, unknown>): CustomerSearch => {
  const text = typeof search === 'string' ? search.trim().slice(0, MAX_LENGTH) : ''
  return text === '' ? {} : { search: text }
}
