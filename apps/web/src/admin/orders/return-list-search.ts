import { type ListReturnsInput, ReturnStatus } from '@tradepost/contract'

/** Which returns the list shows, as it stands in the address; those that wait to be looked at where it says nothing. */
export interface ReturnListSearch {
  status?: ReturnStatus | 'all'
}

/** Reads the state from the address; anything unreadable is dropped. */
export const parseReturnListSearch = (search: Record<string, unknown>): ReturnListSearch => {
  if (search['status'] === 'all') return { status: 'all' }
  const status = ReturnStatus.safeParse(search['status'])
  return status.success && status.data !== 'requested' ? { status: status.data } : {}
}

/** Gives what is asked of the API. */
export const returnsInput = ({ status = 'requested' }: ReturnListSearch): Omit<ListReturnsInput, 'cursor'> => ({
  limit: 50,
  ...(status === 'all' ? {} : { status }),
})
