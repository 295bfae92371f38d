import { expect, test } from 'vitest'
import { listInput, parseOrderListSearch } from './order-list-search.ts'

test('order list: what stands in the address is read, and whatever is unreadable is dropped', () => {
  const good = { search: ' TP-1 ', status: 'placed', payment: 'paid', fulfilment: 'unfulfilled', from: '2026-11-01' }
  expect(parseOrderListSearch(good)).toEqual({ ...good, search: 'TP-1' })
  expect(parseOrderListSearch({ search: 1984 })).toEqual({ search: '1984' })
  const bad = { search: '  ', status: 'gone', payment: 3, fulfilment: '', from: '2026-13-01', to: 'yesterday' }
  expect(parseOrderListSearch(bad)).toEqual({})
})

test('order list: the last day counts whole, in the time zone of the reader', () => {
  const { placedFrom, placedBefore } = listInput({ from: '2026-10-31', to: '2026-10-31' })
  expect(placedFrom).toBe(new Date(2026, 9, 31).toISOString())
  expect(placedBefore).toBe(new Date(2026, 10, 1).toISOString())
  expect(listInput({})).toEqual({ limit: 50 })
})
