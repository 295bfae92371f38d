import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { NumberSet, TextHashes } from './text-hashes.ts'

it('hashes: know exactly the texts that were added, as a set does', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 8 }), { maxLength: 3000 }), (texts) => {
      const [hashes, set] = [new TextHashes(), new Set<string>()]
      for (const text of texts) {
        expect(hashes.add(text)).toBe(!set.has(text))
        set.add(text)
      }
      for (const text of [...texts, 'another one']) expect(hashes.has(text)).toBe(set.has(text))
    }),
    { numRuns: 50 }
  )
})

it('hashes: half a million texts that hardly differ are all told apart', () => {
  const hashes = new TextHashes()
  const repeated = Array.from({ length: 500_000 }, (_, n) => hashes.add(`SKU-${n}-A`)).filter((isNew) => !isNew)
  expect(repeated).toEqual([])
  expect([hashes.has('SKU-499999-A'), hashes.has('SKU-500000-A'), hashes.has('SKU-1-B')]).toEqual([true, false, false])
})

it('numbers: know exactly those that were added', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(200_000)), (numbers) => {
      const set = new NumberSet()
      for (const number of numbers) set.add(number)
      for (const number of numbers) expect(set.has(number)).toBe(true)
      for (const number of [0, 7, 8, 100_000, 300_000]) expect(set.has(number)).toBe(numbers.includes(number))
    })
  )
})
