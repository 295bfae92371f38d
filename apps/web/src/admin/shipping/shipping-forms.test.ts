import type { ShippingMethod, Zone } from '@tradepost/contract'
import { expect, test } from 'vitest'
import * as method from './method-form.ts'
import * as zone from './zone-form.ts'

const savedZone: Zone = {
  id: `zon_${'0'.repeat(26)}`,
  name: 'Nordics',
  isRest: false,
  countryCodes: ['DK', 'SE'],
  taxRates: [{ id: `txr_${'0'.repeat(26)}`, name: 'VAT', basisPoints: 2550, taxClass: 'standard' }],
  version: 1,
}

const savedMethod: ShippingMethod = {
  id: `shm_${'0'.repeat(26)}`,
  zoneId: savedZone.id,
  name: 'Parcel',
  description: '',
  rates: [
    {
      currency: 'EUR',
      freeFromAmount: 10_000,
      steps: [
        { maxWeightGrams: 1000, amount: 490 },
        { maxWeightGrams: null, amount: 1290 },
      ],
    },
    { currency: 'JPY', freeFromAmount: null, steps: [{ maxWeightGrams: null, amount: 1200 }] },
  ],
  taxClass: null,
  isActive: false,
  version: 1,
}

test('a zone that was read goes out as it was, and countries stay in order and once', () => {
  const { name, countryCodes } = savedZone
  const taxRates = [{ name: 'VAT', basisPoints: 2550, taxClass: 'standard' }]
  expect(zone.inputOf(zone.formOf(savedZone)).input).toEqual({ name, countryCodes, taxRates })
  expect(zone.withCountries(['DK', 'SE'], ['FI', 'DK'], true)).toEqual(['DK', 'FI', 'SE'])
  expect(zone.withCountries(['DK', 'SE'], ['DK'], false)).toEqual(['SE'])
})

test('a zone’s faults stand at the tax rate they are about', () => {
  const [first, second] = [zone.emptyTaxRate(), { ...zone.emptyTaxRate(), name: '', percent: '20' }]
  const { errors } = zone.inputOf({ ...zone.formOf(savedZone), taxRates: [first, second] })
  expect(errors).toEqual({
    [`taxRates.${first.key}.percent`]: 'Enter a percentage from 0 to 100.',
    [`taxRates.${second.key}.name`]: 'Fill in this field.',
  })
})

test('a way of shipping that was read goes out as it was', () => {
  const { id: _id, zoneId: _zone, version: _version, ...fields } = savedMethod
  expect(method.inputOf(method.formOf(savedMethod)).input).toEqual(fields)
})

test('a way of shipping’s faults stand at the step, the currency or the whole they are about', () => {
  const rate = method.emptyRate('EUR')
  const steps = [
    { key: 'a', maxWeight: '1.5', amount: '4,90' },
    { key: 'b', maxWeight: '', amount: '' },
  ]
  const form = { ...method.emptyMethod('EUR'), name: 'Parcel' }
  expect(method.inputOf({ ...form, rates: [{ ...rate, steps, freeFrom: 'x' }] }).errors).toEqual({
    'EUR.freeFrom': 'Enter an amount such as 4.90.',
    'a.maxWeight': 'Enter whole grams from 1 up, or nothing.',
    'b.amount': 'Enter an amount such as 4.90.',
  })
  expect(method.inputOf({ ...form, rates: [] }).errors).toEqual({
    rates: 'It needs a price in one currency at least.',
  })
  const descending = [
    { key: 'a', maxWeight: '', amount: '1' },
    { key: 'b', maxWeight: '5', amount: '1' },
  ]
  expect(Object.keys(method.inputOf({ ...form, rates: [{ ...rate, steps: descending }] }).errors)).toEqual([
    'EUR.steps',
  ])
})
