import { expect, test } from 'vitest'
import type { Answer } from './load/answer-reader.ts'
import { makeAnswerReader } from './load/answer-reader.ts'
import { medianOf, percentile, spreadOf } from './load/percentiles.ts'
import { callsDue, callsOf, dueAtMs } from './load/schedule.ts'

test('schedule: calls are due at even distances, all of them within the time, and no call early or twice', () => {
  for (const perSecond of [1, 3, 333.3, 6230]) {
    const schedule = { perSecond, seconds: 3 }
    const total = callsOf(schedule)
    expect(total).toBe(Math.round(perSecond * 3))
    expect(dueAtMs(0, schedule)).toBe(0)
    expect(dueAtMs(total - 1, schedule)).toBeLessThan(3000)
    expect(callsDue(-1, schedule)).toBe(0)
    expect(callsDue(0, schedule)).toBe(1)
    for (let n = 1; n < total; n += 7) {
      expect(callsDue(dueAtMs(n, schedule) - 0.01, schedule)).toBe(n)
      expect(callsDue(dueAtMs(n, schedule) + 0.01, schedule)).toBe(n + 1)
    }
    expect(callsDue(60_000, schedule)).toBe(total)
  }
})

test('percentiles: the nearest rank, of any order, and 0 of nothing', () => {
  const hundred = Array.from({ length: 100 }, (_, n) => 100 - n)
  expect(spreadOf(hundred)).toEqual({ count: 100, p50: 50, p99: 99, max: 100 })
  expect(spreadOf([7])).toEqual({ count: 1, p50: 7, p99: 7, max: 7 })
  expect(spreadOf([])).toEqual({ count: 0, p50: 0, p99: 0, max: 0 })
  expect(percentile([1, 2, 3, 4], 0.5)).toBe(2)
  expect([medianOf([3, 1, 2]), medianOf([4, 1, 3, 2]), medianOf([])]).toEqual([2, 2.5, 0])
})

const answers = [
  'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nSet-Cookie: guest=x; Path=/\r\n\r\nhello',
  'HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n',
]

test('answers: are read alike however their bytes are cut', () => {
  for (const size of [1, 2, 3, 7, 1000]) {
    const read: Answer[] = []
    const reader = makeAnswerReader(true, (answer) => read.push(answer))
    for (const answer of answers) {
      const bytes = Buffer.from(answer)
      for (let at = 0; at < bytes.length; at += size) reader(bytes.subarray(at, at + size))
    }
    expect(read).toEqual([
      { status: 200, retryAfterS: null, cookies: ['guest=x'], body: 'hello', isKeptAlive: true },
      { status: 503, retryAfterS: 2, cookies: [], body: '', isKeptAlive: false },
      { status: 200, retryAfterS: null, cookies: [], body: 'hello', isKeptAlive: true },
    ])
  }
})
