import { expect, test } from 'vitest'
import { inTradeOrder, withChosen } from './facet-order.ts'

const facet = (...values: string[]) => values.map((value, at) => ({ value, count: 100 - at }))
const ordered = (...values: string[]) => inTradeOrder(facet(...values)).map(({ value }) => value)

test('facets: sizes stand from small to large, however they are written', () => {
  expect(ordered('M', 'XL', 'S', '2XL', 'XS', 'L')).toEqual(['XS', 'S', 'M', 'L', 'XL', '2XL'])
  expect(ordered('Medium', 'Large', 'Small')).toEqual(['Small', 'Medium', 'Large'])
  expect(ordered('L', '50 × 90 cm', 'S', '500 ml')).toEqual(['S', 'L', '50 × 90 cm', '500 ml'])
})

test('facets: numbers of one unit stand by their size, those of several stay as they came', () => {
  expect(ordered('42', '9', '38.5')).toEqual(['9', '38.5', '42'])
  expect(ordered('200 cm', '90 cm')).toEqual(['90 cm', '200 cm'])
  expect(ordered('500 ml', '1 l')).toEqual(['500 ml', '1 l'])
  expect(ordered('Rust', 'Chalk')).toEqual(['Rust', 'Chalk'])
})

test('facets: a chosen value stays, also where nothing is found with it', () => {
  expect(withChosen(facet('Oakum', ''), ['Norrvik', 'Oakum'])).toEqual([
    { value: 'Norrvik', count: 0 },
    { value: 'Oakum', count: 100 },
  ])
})
