import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fail } from '@tradepost/contract'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from './database.ts'
import { takeOwnerLock } from './owner-lock.ts'
import { schema } from './index.ts'
import { makeStorageCheck } from './storage-check.ts'

const { shopSettings } = schema
let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tradepost-storage-'))
  path = join(folder, 'shop.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = () => openDatabase({ url: `file:${path}` })
const rename = (db: Awaited<ReturnType<typeof open>>, name: string) =>
  db.write((tx) => tx.update(shopSettings).set({ name }).where(eq(shopSettings.id, 1)))
const nameIn = async (db: Awaited<ReturnType<typeof open>>) => (await db.read.select().from(shopSettings))[0]?.name

test('close: the log is folded back into the file, which alone holds all that was written', async () => {
  const db = await open()
  for (let n = 0; n < 50; n++) await rename(db, `Shop ${n}`)
  expect(await nameIn(db)).toBe('Shop 49')
  await db.close()
  expect(statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0)
  const alone = join(folder, 'alone.db')
  copyFileSync(path, alone)
  path = alone
  const copy = await open()
  expect(await nameIn(copy)).toBe('Shop 49')
  await copy.close()
})

test('open: a log without its database is refused, and no empty shop is made', async () => {
  writeFileSync(`${path}-wal`, 'what was written last')
  await expect(open()).rejects.toThrow(/database file is missing, but its log shop\.db-wal is there/)
  expect(existsSync(path)).toBe(false)
})

test('owner lock: a lock that cannot be made is told with its reason, not as another process', () => {
  writeFileSync(join(folder, 'a-file'), '')
  expect(() => takeOwnerLock(join(folder, 'a-file', 'shop.db'))).toThrow(/cannot be written \((?:ENOTDIR|EEXIST)\)/)
})

test('storage check: a probe is made every 5 s at most, every second after a fault, and a busy queue is no fault', async () => {
  let now = 0
  let asked = 0
  let answer: () => Promise<void> = async () => {}
  const probe = () => {
    asked += 1
    return answer()
  }
  const check = makeStorageCheck(probe, () => now)
  const after = (ms: number) => {
    now += ms
    return check.isWritable()
  }
  expect([await after(0), await after(4999), asked]).toEqual([true, true, 1])
  answer = async () => {
    throw fail('busy', { retryAfterMs: 1 })
  }
  expect([await after(1), asked]).toEqual([true, 2])
  answer = async () => {
    throw fail('storage.full', { retryAfterMs: 1 })
  }
  expect([await after(5000), await after(999), asked]).toEqual([false, false, 3])
  answer = async () => {}
  expect([await after(1), asked]).toEqual([true, 4])
  check.noteFull()
  expect([await after(999), await after(1), asked]).toEqual([false, true, 5])
})
