import { expect, test } from 'vitest'
import { boundText, readBounds } from './price-bounds.ts'

test('price: what is typed becomes minor units, in either order, with either point', () => {
  expect(readBounds({ min: '50', max: ' 12,50 ' }, 'EUR')).toEqual({ priceMin: 1250, priceMax: 5000 })
  expect(readBounds({ min: '', max: '1,000' }, 'EUR')).toEqual({ priceMin: undefined, priceMax: 100_000 })
  expect(readBounds({ min: '2500', max: '' }, 'JPY')).toEqual({ priceMin: 2500, priceMax: undefined })
})

test('price: what is no amount is told with an example', () => {
  expect(readBounds({ min: 'cheap', max: '' }, 'EUR')).toEqual({ problem: 'Enter an amount such as 25 or 25.50.' })
  expect(readBounds({ min: '-5', max: '' }, 'JPY')).toEqual({ problem: 'Enter an amount such as 2500.' })
})

test('price: a bound is shown as it would be typed', () => {
  expect([boundText(2500, 'EUR'), boundText(2550, 'EUR'), boundText(undefined, 'EUR')]).toEqual(['25', '25.50', ''])
})
