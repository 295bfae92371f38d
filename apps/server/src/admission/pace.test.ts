import { expect, test } from 'vitest'
import { Pace } from './pace.ts'

/** Plays a second of reads of 5 ms each, asked for as often as they may start, and counts them. */
const readsOfASecond = (isWriting: boolean): number => {
  const pace = new Pace()
  let reads = 0
  for (let now = 1000; now < 2000;) {
    if (pace.mayRead(now, isWriting)) {
      reads++
      now += 5
      pace.spend(5)
    } else now += 1
  }
  return reads
}

test('pace: without writes, reads have all of the time', () => {
  expect(readsOfASecond(false)).toBe(200)
})

test('pace: beside writes that never rest, reads have a tenth of it: they are slowed and never starved', () => {
  const reads = readsOfASecond(true)
  expect(reads).toBeGreaterThanOrEqual(20)
  expect(reads).toBeLessThanOrEqual(26)
})

test('pace: two quiet milliseconds after a write, reads have all of it again', () => {
  const pace = new Pace()
  expect(pace.mayRead(1000, true)).toBe(true)
  pace.spend(20)
  pace.spend(20)
  expect(pace.mayRead(1001, false)).toBe(false)
  expect(pace.mayRead(1003, false)).toBe(true)
})
