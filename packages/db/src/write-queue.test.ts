import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { CodedError } from '@tradepost/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Executor } from './connection.ts'
import { LocalConnection } from './local-connection.ts'
import { defaultWriteQueueLimits, WriteQueue } from './write-queue.ts'

let folder: string
let path: string
const toClose: (() => unknown)[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tradepost-queue-'))
  path = join(folder, 'queue.db')
})

afterEach(async () => {
  for (const close of toClose.splice(0)) await close()
  rmSync(folder, { recursive: true, force: true })
})

const makeQueue = async (limits = defaultWriteQueueLimits) => {
  const connection = new LocalConnection({ path }, 'write')
  const queue = new WriteQueue(connection, limits)
  toClose.push(() => queue.close())
  await queue.run((executor) => executor.execute({ sql: 'CREATE TABLE t (n INTEGER) STRICT', args: [] }))
  return { queue, connection }
}

const insert = (n: number) => (executor: Executor) => executor.execute({ sql: 'INSERT INTO t VALUES (?)', args: [n] })

const readAll = () => {
  const reader = new LocalConnection({ path }, 'read')
  toClose.push(reader.close)
  return reader.execute({ sql: 'SELECT n FROM t ORDER BY rowid', args: [] }).then(({ rows }) => rows.map(([n]) => n))
}

test('queue: a thousand writers are served first in, first out, each once', async () => {
  const { queue } = await makeQueue()
  await Promise.all(Array.from({ length: 1000 }, (_, n) => queue.run(insert(n))))
  expect(await readAll()).toEqual(Array.from({ length: 1000 }, (_, n) => n))
})

test('queue: a writer that awaits something else does not let another one in between', async () => {
  const { queue } = await makeQueue()
  const slow = queue.run(async (executor) => {
    await insert(1)(executor)
    await new Promise((resolve) => setTimeout(resolve, 30))
    await insert(2)(executor)
  })
  await Promise.all([slow, queue.run(insert(3))])
  expect(await readAll()).toEqual([1, 2, 3])
})

test('queue: one that throws is undone alone, the rest of its group is kept', async () => {
  const { queue } = await makeQueue()
  const jobs = Array.from({ length: 20 }, (_, n) =>
    queue.run(async (executor) => {
      await insert(n)(executor)
      if (n === 7) throw new Error('seven')
    })
  )
  const results = await Promise.allSettled(jobs)
  expect(results.filter((result) => result.status === 'rejected')).toHaveLength(1)
  expect(await readAll()).toEqual(Array.from({ length: 20 }, (_, n) => n).filter((n) => n !== 7))
})

test('queue: one that hangs is cut and undone, and what it sends afterwards is refused', async () => {
  const { queue } = await makeQueue({ ...defaultWriteQueueLimits, maxJobMs: 50 })
  let late: Promise<unknown> = Promise.resolve()
  const hung = queue.run(async (executor) => {
    await insert(1)(executor)
    await new Promise((resolve) => setTimeout(resolve, 120))
    late = insert(2)(executor)
    await late.catch(() => {})
  })
  const next = queue.run(insert(3))
  await expect(hung).rejects.toThrow('more than 50 ms')
  await next
  await new Promise((resolve) => setTimeout(resolve, 120))
  await expect(late).rejects.toThrow('over')
  expect(await readAll()).toEqual([3])
})

test('queue: more than may wait are answered busy with a time to retry, and the others are served', async () => {
  const { queue } = await makeQueue({ ...defaultWriteQueueLimits, maxWaiting: 10 })
  const results = await Promise.allSettled(Array.from({ length: 30 }, (_, n) => queue.run(insert(n))))
  const refused = results.filter((result) => result.status === 'rejected')
  expect(refused.length).toBeGreaterThan(0)
  for (const { reason } of refused) {
    expect(reason).toBeInstanceOf(CodedError)
    expect(reason).toMatchObject({ code: 'busy', details: { retryAfterMs: expect.any(Number) } })
  }
  expect(await readAll()).toHaveLength(30 - refused.length)
})

test('queue: a group of quick jobs does not give up the event loop after each of them', async () => {
  const { queue } = await makeQueue()
  let turns = 0
  let isCounting = true
  const count = () => {
    turns++
    if (isCounting) setImmediate(count)
  }
  const jobs = Array.from({ length: 64 }, (_, n) => queue.run(insert(n)))
  setImmediate(count)
  await Promise.all(jobs)
  isCounting = false
  expect(turns).toBeLessThan(32)
  expect(await readAll()).toHaveLength(64)
})

test('queue: an answer is given only after the commit that holds it', async () => {
  const { queue } = await makeQueue()
  await Promise.all(
    Array.from({ length: 50 }, async (_, n) => {
      await queue.run(insert(n))
      expect(await readAll()).toContain(n)
    })
  )
})

const holdLock = `
  const Sqlite = require('libsql')
  const db = new Sqlite(process.argv[1])
  db.exec('BEGIN IMMEDIATE')
  process.stdout.write('locked')
  setTimeout(() => { db.exec('COMMIT'); db.close() }, Number(process.argv[2]))
`

const withForeignLock = async (ms: number, act: () => Promise<void>) => {
  const child = promisify(execFile)(process.execPath, ['-e', holdLock, path, String(ms)], { cwd: import.meta.dirname })
  await new Promise((resolve) => child.child.stdout?.once('data', resolve))
  await act()
  await child
}

test('queue: a lock held by another process is waited for without blocking the event loop', async () => {
  const { queue } = await makeQueue()
  await withForeignLock(400, async () => {
    let ticks = 0
    const ticking = setInterval(() => ticks++, 10)
    await queue.run(insert(1))
    clearInterval(ticking)
    expect(ticks).toBeGreaterThan(3)
  })
  expect(await readAll()).toEqual([1])
})

test('queue: after a lock that outlasts the patience the answer is busy, and the next hundred writes succeed', async () => {
  const { queue, connection } = await makeQueue({ ...defaultWriteQueueLimits, maxLockWaitMs: 100 })
  await withForeignLock(800, async () => {
    await expect(queue.run(insert(1))).rejects.toMatchObject({ code: 'busy' })
  })
  for (let n = 0; n < 100; n++) await queue.run(insert(n))
  expect(await readAll()).toHaveLength(100)
  expect(connection.readSettings()).toEqual({ journal_mode: 'wal', synchronous: 2, foreign_keys: 1 })
})

test('queue: closing finishes what waits and takes nothing more', async () => {
  const { queue } = await makeQueue()
  const waiting = Array.from({ length: 10 }, (_, n) => queue.run(insert(n)))
  const closed = queue.close()
  await expect(queue.run(insert(99))).rejects.toMatchObject({ code: 'busy' })
  await Promise.all([...waiting, closed])
  expect(await readAll()).toHaveLength(10)
})
