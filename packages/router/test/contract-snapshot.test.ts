import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { ListedProcedure } from './procedure-list.ts'
import { listProcedures } from './procedure-list.ts'

const file = new URL('contract.json', import.meta.url)
const advice =
  'The API has changed. If that is meant: UPDATE_CONTRACT=1 npm run unit -- packages/router, npm run format:write, and review the diff.'

const contractOf = (procedures: readonly ListedProcedure[]) =>
  Object.fromEntries(
    procedures
      .toSorted((a, b) => (a.path < b.path ? -1 : 1))
      .map(({ path, ...procedure }): [string, unknown] => [path, procedure])
  )

test('contract: access, type, input and output of every procedure are those that were agreed', () => {
  const current = contractOf(listProcedures())
  if (process.env['UPDATE_CONTRACT'] === '1') writeFileSync(file, `${JSON.stringify(current, null, 2)}\n`)
  const agreed: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  expect(JSON.parse(JSON.stringify(current)), advice).toEqual(agreed)
})
