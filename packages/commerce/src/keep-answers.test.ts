import { openDatabase, schema } from '@tradepost/db'
import { openTestDatabase } from '@tradepost/db/testing'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepAnswers } from './keep-answers.ts'

const { shopSettings } = schema
let opened: Awaited<ReturnType<typeof openTestDatabase>>

beforeEach(async () => {
  opened = await openTestDatabase()
})
afterEach(() => opened.remove())

const nameOf = async (): Promise<string> => {
  const [row] = await opened.database.read.select({ name: shopSettings.name }).from(shopSettings)
  return row?.name ?? ''
}
const rename = (name: string, database = opened.database) =>
  database.write((tx) => tx.update(shopSettings).set({ name }).where(eq(shopSettings.id, 1)))

test('kept answers: one is computed once, and anew after every commit, whoever made it', async () => {
  const { database, path } = opened
  const kept = keepAnswers<string>()
  let computed = 0
  const ask = () =>
    kept(database, 'name', () => {
      computed++
      return nameOf()
    })
  await rename('One')
  expect([await ask(), await ask(), computed]).toEqual(['One', 'One', 1])
  await rename('Two')
  expect([await ask(), await ask(), computed]).toEqual(['Two', 'Two', 2])
  const other = await openDatabase({ url: `file:${path}` })
  await rename('Three', other)
  await other.close()
  expect([await ask(), await ask(), computed]).toEqual(['Three', 'Three', 3])
})

test('kept answers: what was committed while one was computed is in the next', async () => {
  const kept = keepAnswers<string>()
  await rename('One')
  const mixed = await kept(opened.database, 'name', async () => {
    const before = await nameOf()
    await rename('Two')
    return before
  })
  expect(mixed).toBe('One')
  expect(await kept(opened.database, 'name', nameOf)).toBe('Two')
})

test('kept answers: a hundred are kept, and those that nobody asks for go first', async () => {
  const kept = keepAnswers<number>()
  let computed = 0
  const ask = (key: number | string) => kept(opened.database, String(key), () => Promise.resolve(++computed))
  for (let key = 0; key < 1000; key++) {
    await ask(key)
    await ask('asked for often')
  }
  expect(computed).toBe(1001)
  for (let key = 999; key > 900; key--) await ask(key)
  expect(computed).toBe(1001)
  await ask(900)
  expect(computed).toBe(1002)
})

test('kept answers: a database that cannot tell its commits keeps none', async () => {
  const kept = keepAnswers<number>()
  let computed = 0
  const silent = { ...opened.database, dataVersion: () => null }
  for (let n = 0; n < 3; n++) await kept(silent, '', () => Promise.resolve(++computed))
  expect(computed).toBe(3)
})
