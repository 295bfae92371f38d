import type { IdOf, StockItem } from '@tradepost/contract'
import { expect, test } from 'vitest'
import { foreseeMove, type MoveFields, readMove } from './read-move.ts'

const variantId: IdOf<'variant'> = `var_${'0'.repeat(26)}`
const here = `loc_${'0'.repeat(26)}` as const
const there = `loc_${'1'.repeat(26)}` as const
const fields = (more: Partial<MoveFields> = {}): MoveFields => ({
  kind: 'receive',
  units: '5',
  location: here,
  to: '',
  reason: 'Delivery',
  ...more,
})

test('read: each act is sent what its own input names', () => {
  const by = { idempotencyKey: expect.any(String), variantId, reason: 'Delivery' }
  const input = (more: Partial<MoveFields>) => readMove(variantId, fields(more))
  expect(input({})).toEqual({ kind: 'receive', input: { ...by, locationId: here, quantity: 5 } })
  expect(input({ kind: 'adjust', units: ' -2 ' })).toMatchObject({ input: { locationId: here, delta: -2 } })
  expect(input({ kind: 'count', units: '0' })).toMatchObject({ input: { counted: 0 } })
  expect(input({ kind: 'transfer', to: there })).toMatchObject({
    input: { fromLocationId: here, toLocationId: there, quantity: 5 },
  })
})

test('read: what is wrong is told at its field, in a sentence', () => {
  const faults = (more: Partial<MoveFields>) => {
    const read = readMove(variantId, fields(more))
    return 'faults' in read ? read.faults : null
  }
  expect(faults({ units: 'five', reason: ' ' })).toEqual({ units: 'Enter a whole number.', reason: 'Say why.' })
  expect(faults({ kind: 'transfer', units: '' })).toEqual({
    units: 'Enter a whole number.',
    to: 'Choose another location.',
  })
  expect(faults({ units: '1.5' })).toEqual({ units: 'Enter a whole number.' })
  expect(faults({ units: '0' })).toEqual({ units: 'Enter a larger number.' })
  expect(faults({ kind: 'adjust', units: '0' })).toEqual({ units: 'Enter a number other than 0.' })
  expect(faults({ kind: 'count', units: '-1' })).toEqual({ units: 'Enter a larger number.' })
  expect(faults({ units: '9999999999' })).toEqual({ units: 'Enter a smaller number.' })
  expect(faults({ kind: 'transfer', to: here })).toEqual({ to: 'Choose another location.' })
  expect(faults({ kind: 'transfer' })).toEqual({ to: 'Choose another location.' })
  expect(faults({ location: '' })).toEqual({ location: 'Choose a location.' })
  expect(faults({ reason: 'x'.repeat(201) })).toEqual({ reason: 'Use at most 200 characters.' })
})

test('foresee: says what there will be, as far as it is known', () => {
  const levels = [{ locationId: here, locationName: 'Main', onHand: 8, allocated: 1, available: 7 }]
  const item = { levels } as StockItem
  const foreseen = (more: Partial<MoveFields>) => foreseeMove(item, fields(more))
  expect(foreseen({})).toBe('8 on hand now, 13 then.')
  expect(foreseen({ kind: 'adjust', units: '-2' })).toBe('8 on hand now, 6 then.')
  expect(foreseen({ kind: 'count', units: '8' })).toBe('As it is on record.')
  expect(foreseen({ kind: 'count', units: '6' })).toBe('8 on record: 2 fewer.')
  expect(foreseen({ kind: 'transfer', to: there })).toBe('Then 3 on hand here and 5 there.')
  expect(foreseen({ units: 'x' })).toBe('')
})
