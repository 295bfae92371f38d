import { expect, test } from 'vitest'
import type { Clients } from './pace.ts'
import { Pace } from './pace.ts'

/** Simulates one second of reads of 5 ms each, started whenever allowed, and counts them. */
const readsOfASecond = ({ writing, reading }: Clients): number => {
  const pace = new Pace()
  let reads = 0
  for (let now = 1000; now < 2000;) {
    if (pace.hasShare(now, { writing, reading }) || pace.isQuiet(now, writing > 0)) {
      reads++
      now += 5
      pace.spend(5)
    } else now += 1
  }
  return reads
}

test('pace: without writes, reads have all of the time', () => {
  expect(readsOfASecond({ reading: 1, writing: 0 })).toBe(200)
})

test('pace: beside many who write without rest, reads have a tenth of the time: they are slowed and never starved', () => {
  for (const reading of [1, 8]) {
    const reads = readsOfASecond({ reading, writing: 16 })
    expect(reads).toBeGreaterThanOrEqual(20)
    expect(reads).toBeLessThanOrEqual(26)
  }
})

test('pace: one who writes without rest leaves ten who read half of the time', () => {
  const reads = readsOfASecond({ reading: 10, writing: 1 })
  expect(reads).toBeGreaterThanOrEqual(95)
  expect(reads).toBeLessThanOrEqual(110)
})

test('pace: two quiet milliseconds after a write, reads have all of the time again', () => {
  const pace = new Pace()
  const clients = { reading: 1, writing: 16 }
  expect(pace.hasShare(1000, clients)).toBe(true)
  pace.spend(20)
  pace.spend(20)
  expect(pace.hasShare(1001, clients)).toBe(false)
  pace.noteWrite(1001)
  expect(pace.isQuiet(1003, false)).toBe(false)
  expect(pace.isQuiet(1004, false)).toBe(true)
})
