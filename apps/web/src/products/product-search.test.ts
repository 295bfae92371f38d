import { expect, test } from 'vitest'
import { countFilters, listInput, parseProductSearch } from './product-search.ts'

test('search: a broken or unknown value is dropped, the rest counts', () => {
  const found = parseProductSearch({
    search: ' linen ',
    sort: 'best',
    priceMin: -1,
    inStock: 'yes',
    page: 3,
    vendor: 'Norrvik',
  })
  expect(found).toEqual({ search: 'linen', vendor: 'Norrvik' })
})

test('search: a number typed as words is words', () => {
  expect(parseProductSearch({ search: 1984 })).toEqual({ search: '1984' })
})

test('search: best match is the order with words only', () => {
  expect(listInput({ search: 'tea' }).sort).toBe('relevance')
  expect(listInput({ sort: 'relevance' }).sort).toBe('newest')
})

test('search: words and order are no filters', () => {
  expect(countFilters({ search: 'tea', sort: 'title', inStock: true, vendor: 'Norrvik' })).toBe(2)
})
