import { expect, test } from 'vitest'
import { productsText } from './found-text.ts'

test('found: a count says when it is only a lower bound', () => {
  expect(productsText({ value: 1, relation: 'exact' })).toBe('1 product')
  expect(productsText({ value: 1000, relation: 'at_least' })).toBe('1,000+ products')
  expect(productsText(null)).toBe('')
})
