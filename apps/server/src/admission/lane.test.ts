import { expect, test } from 'vitest'
import { Lane } from './lane.ts'

const makeLane = () => {
  const lane = new Lane({ maxRunning: 4, maxRunningOfClient: 2 })
  const started: string[] = []
  const refused: string[] = []
  const releases: (() => void)[] = []
  const add = (client: string, { calls = 1, arrivedAt = 0, isGone = false } = {}) =>
    lane.add({
      client,
      calls,
      arrivedAt,
      isGone: () => isGone,
      refuse: () => refused.push(client),
      start: (release) => {
        started.push(client)
        releases.push(release)
      },
    })
  const startAll = (now = 0) => {
    while (lane.startNext(now));
    return started.join('')
  }
  return { lane, add, startAll, refused, releases }
}

test('lane: clients take turns, whoever came first with however many', () => {
  const { lane, add, startAll, releases } = makeLane()
  for (let n = 0; n < 50; n++) add('a')
  add('b')
  add('c')
  expect(startAll()).toBe('abca')
  for (const release of releases.splice(0)) release()
  expect(startAll()).toBe('abcaaa')
  expect(lane.waiting).toBe(46)
})

test('lane: a client fills half the room at most, so that another one finds some', () => {
  const { add, startAll } = makeLane()
  for (let n = 0; n < 50; n++) add('a')
  expect(startAll()).toBe('aa')
  add('b')
  expect(startAll()).toBe('aab')
})

test('lane: a batch takes the room of all its calls, and one that is larger than the room runs alone', () => {
  const { lane, add, startAll, releases } = makeLane()
  add('a', { calls: 10 })
  add('b')
  expect(startAll()).toBe('a')
  releases[0]?.()
  expect(startAll()).toBe('ab')
  expect(lane.running).toBe(1)
})

test('lane: room is given back once, however often it is released', () => {
  const { lane, add, startAll, releases } = makeLane()
  add('a')
  add('b')
  startAll()
  releases[0]?.()
  releases[0]?.()
  expect(lane.running).toBe(1)
})

test('lane: what a client no longer waits for is not started, and what waited too long is refused', () => {
  const { add, startAll, refused } = makeLane()
  add('a', { isGone: true })
  add('b', { arrivedAt: 0 })
  add('c', { arrivedAt: 9000 })
  expect(startAll(10_000)).toBe('c')
  expect(refused).toEqual(['b'])
})

test('lane: a full lane still takes a client that has less than its share, and nobody above that', () => {
  const { lane, add } = makeLane()
  let taken = 0
  while (!lane.isFullFor('hostile', 1)) {
    add('hostile')
    taken++
  }
  expect(taken).toBeGreaterThanOrEqual(64)
  for (let client = 0; client < 8; client++) {
    for (let n = 0; n < 4; n++) {
      expect(lane.isFullFor(`honest-${client}`, 1)).toBe(false)
      add(`honest-${client}`)
    }
  }
  expect(lane.isFullFor('hostile', 1)).toBe(true)
})

test('lane: many clients together fill it no further than its limit', () => {
  const { lane, add } = makeLane()
  let taken = 0
  for (let client = 0; client < 10_000; client++) {
    if (lane.isFullFor(`client-${client}`, 1)) continue
    add(`client-${client}`)
    taken++
  }
  expect(taken).toBeLessThanOrEqual(400)
})
