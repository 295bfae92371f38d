import { expect, test } from 'vitest'
import { CreateZoneInput } from './zones.ts'

test('zones: the tax rates of one class add up to 100 % at most, so that no total leaves the exact numbers', () => {
  const accepts = (...rates: [number, 'standard' | 'shipping'][]) => {
    const taxRates = rates.map(([basisPoints, taxClass]) => ({ name: 'VAT', basisPoints, taxClass }))
    return CreateZoneInput.safeParse({ name: 'Everywhere', taxRates }).success
  }
  expect(accepts([7000, 'standard'], [3000, 'standard'], [10_000, 'shipping'])).toBe(true)
  expect(accepts([7000, 'standard'], [3001, 'standard'])).toBe(false)
})
