import { type ListReturnsInput, ReturnStatus } from '@tradepost/contract'

/** The filter of the returns list in the URL. Without a status, the list shows the returns to review. */
export interface ReturnListSearch {
  status?: ReturnStatus | 'all'
}

/** Reads the state from the URL and drops an invalid one. */
export const parseReturnListSearch = (search: Record<string, unknown>): ReturnListSearch => {
  if (search['status'] === 'all') return { status: 'all' }
  const status = ReturnStatus.safeParse(search['status'])
  return status.success && status.data !== 'requested' ? { status: status.data } : {}
}

/** Converts the filter to API input. */
export const returnsInput = ({ status = 'requested' }: ReturnListSearch): Omit<ListReturnsInput, 'cursor'> => ({
  limit: 50,
  ...(status === 'all' ? {} : { status }),
})
