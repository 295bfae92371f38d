import { expect, test } from 'vitest'
import { localTimeText, readLocalTime } from './local-time.ts'

test('local time: an instant is written in the reader’s zone and read back as the same one, seconds and all', () => {
  const instants = ['2026-11-20T21:55:00.000Z', '2026-06-30T23:59:59.999Z', '2026-09-26T14:00:00.000Z']
  for (const iso of instants) expect(readLocalTime(localTimeText(iso))).toBe(iso)
  expect(localTimeText('2026-11-20T21:55:00.000Z')).toMatch(/^2026-11-\d\dT\d\d:\d\d$/)
})

test('local time: an empty field is no instant', () => {
  expect([localTimeText(null), readLocalTime('')]).toEqual(['', null])
})
