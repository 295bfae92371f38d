import { DrizzleQueryError } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { describeError } from './log.ts'

test('log: of a failed statement the values are left out, the cause and the place are told', () => {
  const cause = Object.assign(new Error('UNIQUE constraint failed: users.email'), { code: 'SQLITE_CONSTRAINT_UNIQUE' })
  const told = describeError(new DrizzleQueryError('insert into users values (?)', ['canary@example.com'], cause))
  expect(told).toMatchObject({ code: 'SQLITE_CONSTRAINT_UNIQUE', message: 'UNIQUE constraint failed: users.email' })
  expect(told['at']).toEqual(expect.arrayContaining([expect.stringContaining('log.test.ts')]))
  expect(JSON.stringify(told)).not.toContain('canary')
})

test('log: what is thrown and is no error is not written out', () => {
  expect(describeError('canary')).toEqual({ kind: 'string' })
})
