import { expect, test } from 'vitest'
import { pauseAfterMs, pauseUntilEndMs } from './poll-pauses.ts'

test('checkout: who waits for a payment asks soon at first, then ever more seldom, and never stops', () => {
  const pauses = Array.from({ length: 12 }, (_, answers) => pauseAfterMs(answers))
  expect(pauses[0]).toBe(1000)
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
  expect(pauses.at(-1)).toBe(13_000)
})

test('checkout: who waits for the buyer asks once their time has run out, by a right clock and by a wrong one', () => {
  const end = '2026-11-20T12:15:00.000Z'
  const at = (time: string) => pauseUntilEndMs(end, Date.parse(`2026-11-20T${time}Z`))
  expect(at('12:00:00.000')).toBe(15 * 60_000 + 3000)
  expect(at('12:14:59.000')).toBe(13_000)
  expect(at('18:00:00.000')).toBe(13_000)
  expect(pauseUntilEndMs(end, 0)).toBeLessThan(2 ** 31)
  expect(pauseUntilEndMs(null, 0)).toBe(false)
})
