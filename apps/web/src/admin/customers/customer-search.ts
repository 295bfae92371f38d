/** Whom the page of customers shows, as it stands in the address: by email address or ID. */
export interface CustomerSearch {
  search?: string
}

const MAX_LENGTH = 254

/** Reads whom to show from the address; anything unreadable is dropped. */
export const parseCustomerSearch = ({ search }: Record<string, unknown>): CustomerSearch => {
  const text = typeof search === 'string' ? search.trim().slice(0, MAX_LENGTH) : ''
  return text === '' ? {} : { search: text }
}
