import { expect, test } from 'vitest'
import { activeFilters, countFilters } from './active-filters.ts'
import { optionOf, optionToken } from './option-token.ts'
import { listInput, parseProductSearch, withoutFilters, withToggled } from './product-search.ts'

test('search: a broken or unknown value is dropped, the rest counts', () => {
  const found = parseProductSearch({
    search: ' linen ',
    sort: 'best',
    priceMin: -1,
    inStock: 'yes',
    page: 3,
    vendor: ['Norrvik', '', 'Norrvik', { evil: true }],
    option: ['Size:M', 'no pair', '%E0%A4:x'],
  })
  expect(found).toEqual({ search: 'linen', vendor: ['Norrvik'], option: ['Size:M'] })
})

test('search: numbers in the address are words where words are meant', () => {
  expect(parseProductSearch({ search: 1984, tag: 1984, type: [12, 'x'] })).toEqual({
    search: '1984',
    tag: ['1984'],
    type: ['12', 'x'],
  })
})

test('search: the address becomes the input of the API, options grouped by name', () => {
  const search = parseProductSearch({
    type: 'Shirts',
    option: ['Size:M', 'Colour:Rust', 'Size:L'],
    inStock: true,
    priceMax: 5000,
  })
  expect(listInput(search, 'wear')).toEqual({
    limit: 24,
    collection: 'wear',
    productTypes: ['Shirts'],
    options: [
      { name: 'Size', values: ['M', 'L'] },
      { name: 'Colour', values: ['Rust'] },
    ],
    inStock: true,
    priceMax: 5000,
  })
})

test('search: an order is asked for only where it can be had', () => {
  expect(listInput({ search: 'tea', sort: 'relevance' }).sort).toBe('relevance')
  expect(listInput({ sort: 'relevance' })).not.toHaveProperty('sort')
  expect(listInput({ sort: 'featured' })).not.toHaveProperty('sort')
  expect(listInput({ sort: 'featured' }, 'wear').sort).toBe('featured')
})

test('search: a value is added and taken out again, and leaves nothing behind', () => {
  const one = withToggled({ sort: 'title' }, 'vendor', 'Oakum')
  const two = withToggled(one, 'vendor', 'Norrvik')
  expect(two).toEqual({ sort: 'title', vendor: ['Oakum', 'Norrvik'] })
  expect(withToggled(withToggled(two, 'vendor', 'Oakum'), 'vendor', 'Norrvik')).toEqual({ sort: 'title' })
  expect(withoutFilters({ ...two, search: 'tea' })).toEqual({ search: 'tea', sort: 'title' })
})

test('search: names of options with a colon are read back', () => {
  const odd = { name: 'Size: EU 50%', value: 'M: tall' }
  expect(optionOf(optionToken(odd))).toEqual(odd)
})

test('chips: each filter has one, which takes away that filter alone', () => {
  const search = { search: 'tea', option: ['Size:M'], priceMin: 1000, priceMax: 2500, inStock: true } as const
  const chips = activeFilters({ ...search, option: ['Size:M'] }, 'EUR')
  expect(chips.map(({ label }) => label)).toEqual(['In stock', '€10.00 to €25.00', 'Size: M'])
  expect(chips[1]?.without).toEqual({ search: 'tea', option: ['Size:M'], inStock: true })
  expect(countFilters({ search: 'tea', sort: 'title', inStock: true, vendor: ['Norrvik', 'Oakum'] })).toBe(3)
})
