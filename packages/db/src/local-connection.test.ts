import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Statement } from './connection.ts'
import { LocalConnection } from './local-connection.ts'

let folder: string
let connection: LocalConnection

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tradepost-connection-'))
  connection = new LocalConnection({ path: join(folder, 'shop.db') }, 'write')
  await run('CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER NOT NULL CHECK (n < 5)) STRICT', [])
  await run('INSERT INTO t VALUES (1, 0), (2, 0), (3, 0)', [])
})

afterEach(() => {
  connection.close()
  rmSync(folder, { recursive: true, force: true })
})

const run = async (sql: string, args: readonly unknown[], more: Partial<Statement> = {}) =>
  (await connection.execute({ sql, args, ...more })).rows

const select = 'SELECT id, n FROM t WHERE id = ?'
const from = 'SELECT id FROM t WHERE id >= ? ORDER BY id'
const add = 'UPDATE t SET n = n + 1 WHERE id = ? RETURNING id, n'

test('first row: it alone is given, none where there is none, and a write is done whole', async () => {
  expect(await run(from, [2], { isForOne: true })).toEqual([[2]])
  expect(await run(from, [9], { isForOne: true })).toEqual([])
  expect(await run('UPDATE t SET n = n + ? WHERE id < 9 RETURNING id', [1], { isForOne: true })).toHaveLength(1)
  expect(await run('SELECT n FROM t ORDER BY id', [])).toEqual([[1], [1], [1]])
})

test('first row: it is that of the values at hand, whatever the statement was read for or has failed at before', async () => {
  const step = fc.record({
    sql: fc.constantFrom(select, add),
    id: fc.integer({ min: 0, max: 4 }),
    isForOne: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      await run('UPDATE t SET n = 3 WHERE id > 0', [])
      const counts = new Map([1, 2, 3].map((id) => [id, 3]))
      for (const { sql, id, isForOne } of steps) {
        const known = counts.get(id)
        const next = known !== undefined && sql === add ? known + 1 : known
        const answer = run(sql, [id], { isForOne })
        if (next === 5) await expect(answer).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_CHECK' })
        else {
          expect(await answer).toEqual(next === undefined ? [] : [[id, next]])
          if (next !== undefined) counts.set(id, next)
        }
      }
    }),
    { numRuns: 50 }
  )
})
