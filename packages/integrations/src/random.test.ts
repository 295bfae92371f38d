import { expect, test } from 'vitest'
import { makeRandom } from './random.ts'

test('random: as many bytes as are asked for, however the pool is cut, and none of them twice', () => {
  const random = makeRandom()
  const given = Array.from({ length: 3000 }, (_, n) => random(8 + (n % 9)))
  expect(given.map(({ length }) => length)).toEqual(given.map((_, n) => 8 + (n % 9)))
  const hex = given.map((bytes) => Buffer.from(bytes.subarray(0, 8)).toString('hex'))
  expect(new Set(hex).size).toBe(hex.length)
  expect(random(10_000)).toHaveLength(10_000)
})

test('random: what was given stays as it is when more is asked for', () => {
  const random = makeRandom()
  const first = random(16)
  const before = Buffer.from(first).toString('hex')
  for (let n = 0; n < 1000; n++) random(16)
  expect(Buffer.from(first).toString('hex')).toBe(before)
  expect(before).not.toBe('0'.repeat(32))
})

test('random: every bit is set about half of the time', () => {
  const random = makeRandom()
  const counts = Array.from({ length: 64 }, () => 0)
  for (let n = 0; n < 4000; n++) {
    const bytes = random(8)
    for (let bit = 0; bit < 64; bit++) counts[bit] = (counts[bit] ?? 0) + (((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1)
  }
  // Six standard deviations from the mean: by chance, this fails once in some millions of runs.
  for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(190)
})
