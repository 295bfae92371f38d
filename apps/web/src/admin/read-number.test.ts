import { expect, test } from 'vitest'
import { percentText, readPercent, readWhole, readWholeOrNull } from './read-number.ts'

test('percentages: a point or a comma, two digits behind it at most, and nothing that is no percentage', () => {
  expect(['19', '7.5', '7,25', '0.05', ' 100 % '].map(readPercent)).toEqual([1900, 750, 725, 5, 10_000])
  for (const text of ['', 'x', '1.234', '-5', '1e2', '1000', '5%%']) expect(readPercent(text)).toBeNaN()
})

test('percentages: what is written is read back as it was', () => {
  for (const basisPoints of [0, 5, 50, 100, 725, 1900, 1950, 10_000]) {
    expect(readPercent(percentText(basisPoints))).toBe(basisPoints)
  }
  expect([5, 50, 1000, 1950].map(percentText)).toEqual(['0.05', '0.5', '10', '19.5'])
})

test('whole numbers: no fraction and no sign; nothing typed is no limit', () => {
  expect([readWhole(' 12 '), readWholeOrNull(' '), readWholeOrNull('3')]).toEqual([12, null, 3])
  for (const text of ['1.5', '-1', 'many', '']) expect(readWhole(text)).toBeNaN()
})
