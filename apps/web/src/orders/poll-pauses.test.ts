import { expect, test } from 'vitest'
import { pauseAfterMs } from './poll-pauses.ts'

test('checkout: who waits for a payment asks soon at first, then ever more seldom, and never stops', () => {
  const pauses = Array.from({ length: 12 }, (_, answers) => pauseAfterMs(answers))
  expect(pauses[0]).toBe(1000)
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
  expect(pauses.at(-1)).toBe(13_000)
})
