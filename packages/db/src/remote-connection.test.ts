import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from './migrate.ts'
import { RemoteConnection } from './remote-connection.ts'
import { WriteQueue } from './write-queue.ts'

// The stock client has the same interface for servers and files, so a file replaces the server here.
let folder: string
let url: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tradepost-remote-'))
  url = `file:${join(folder, 'remote.db')}`
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('remote: the same queue migrates and writes through the stock client, and one that throws is undone alone', async () => {
  const queue = new WriteQueue(new RemoteConnection({ url }))
  expect((await migrate(queue)).length).toBeGreaterThan(0)
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, n) =>
      queue.run(async (executor) => {
        const sql = 'INSERT INTO allowances (subject, whole_at) VALUES (?, ?)'
        await executor.execute({ sql, args: [String(n).padStart(64, '0'), n] })
        if (n % 5 === 0) throw new Error('undone')
      })
    )
  )
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(4)
  await queue.close()

  const reader = new RemoteConnection({ url })
  const sql = 'SELECT count(*), sum(whole_at), typeof(max(whole_at)) FROM allowances'
  const { rows } = await reader.execute({ sql, args: [] })
  expect(rows).toEqual([[16, 190 - 30, 'integer']])
  reader.close()
})
