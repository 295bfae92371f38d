import { defaultParseSearch } from '@tanstack/react-router'
import { expect, test } from 'vitest'
import { stringifySearch } from './search-params.ts'

test('address: a list of texts is a repeated key', () => {
  expect(stringifySearch({ vendor: ['Oakum', 'Norrvik & Co'], sort: 'title' })).toBe(
    '?sort=title&vendor=Oakum&vendor=Norrvik+%26+Co'
  )
  expect(stringifySearch({ tag: ['linen'] })).toBe('?tag=linen')
  expect(stringifySearch({ tag: [] })).toBe('')
})

test('address: what is written is read again', () => {
  const search = { tag: ['1984', 'true', 'a=b', '[x]'], search: '1e5', inStock: true, priceMin: 1000 }
  const read = defaultParseSearch(stringifySearch(search))
  expect({ ...read }).toEqual({ ...search, tag: [1984, true, 'a=b', '[x]'] })
  expect({ ...defaultParseSearch(stringifySearch({ tag: ['1e5'] })) }).toEqual({ tag: '1e5' })
})
