import { type AdminListOrdersInput, FulfilmentStatus, OrderStatus, PaymentStatus } from '@tradepost/contract'
import { onlyGiven } from '../only-given.ts'

/** The filters of the order list in the URL. Days are in the reader's time zone, and both are included. */
export interface OrderListSearch {
  search?: string
  status?: OrderStatus
  payment?: PaymentStatus
  fulfilment?: FulfilmentStatus
  from?: string
  to?: string
}

const MAX_LENGTH = 254
const DAY = /^\d{4}-\d{2}-\d{2}$/

const dayOf = (value: unknown): string | undefined =>
  typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined

/** Reads the filters from the URL and drops invalid ones. */
export const parseOrderListSearch = (search: Record<string, unknown>): OrderListSearch => {
  // The router reads `?search=1984` as a number.
  const typed = typeof search['search'] === 'number' ? String(search['search']) : search['search']
  const words = typeof typed === 'string' ? typed.trim().slice(0, MAX_LENGTH) : ''
  return onlyGiven({
    search: words === '' ? undefined : words,
    status: OrderStatus.safeParse(search['status']).data,
    payment: PaymentStatus.safeParse(search['payment']).data,
    fulfilment: FulfilmentStatus.safeParse(search['fulfilment']).data,
    from: dayOf(search['from']),
    to: dayOf(search['to']),
  })
}

/** Returns the instant when a day begins, or the day `later` days after it, in the reader's time zone. */
const startOf = (day: string, later = 0): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + later).toISOString()
}

/** Converts the filters to API input. */
export const listInput = (search: OrderListSearch): Omit<AdminListOrdersInput, 'cursor'> => ({
  limit: 50,
  ...onlyGiven({
    search: search.search,
    status: search.status,
    paymentStatus: search.payment,
    fulfilmentStatus: search.fulfilment,
    placedFrom: search.from === undefined ? undefined : startOf(search.from),
    placedBefore: search.to === undefined ? undefined : startOf(search.to, 1),
  }),
})

/** Returns true if any filter is set. */
export const isNarrowed = (search: OrderListSearch): boolean => Object.keys(search).length > 0
