import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { neutralCell, plainCell } from './neutral-cells.ts'

const dangerous = /^[=+\-@\t\r\n＝＋－＠]/
const text = fc
  .tuple(fc.stringMatching(/^'{0,4}[=+\-@\t\r\n＝＋－＠a]?$/), fc.string({ unit: 'binary' }))
  .map((parts) => parts.join(''))

it('neutral: no cell begins a formula, and every cell comes back exactly as it was (H18)', () => {
  fc.assert(
    fc.property(text, (cell) => {
      expect(neutralCell(cell)).not.toMatch(dangerous)
      expect(plainCell(neutralCell(cell))).toBe(cell)
    }),
    { numRuns: 2000 }
  )
})

it('neutral: two cells that differ stay different', () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      expect(neutralCell(one) === neutralCell(other)).toBe(one === other)
    }),
    { numRuns: 2000 }
  )
})

it.each([
  ['=1', "'=1"],
  ["'=1", "''=1"],
  ['+44 20', "'+44 20"],
  ["'quoted'", "'quoted'"],
  ["'0042", "'0042"],
  ['', ''],
  ['plain', 'plain'],
])('neutral: %j is written as %j', (cell, written) => {
  expect(neutralCell(cell)).toBe(written)
})
