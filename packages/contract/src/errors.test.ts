import { expect, test } from 'vitest'
import * as z from 'zod'
import type { ErrorCode } from './errors.ts'
import { CodedError, errorTable, fail, universalErrors } from './errors.ts'

const rows = Object.entries(errorTable)

test.each(rows)('%s: has a status, a sentence that says what to do, and plain JSON for details', (code, row) => {
  expect(code).toMatch(/^[a-z]+(?:_[a-z]+)*\.[a-z_]+$|^(?:not_found|rate_limited|busy|internal)$/)
  expect([400, 401, 402, 403, 404, 409, 413, 422, 429, 500, 503]).toContain(row.status)
  expect(row.message).toMatch(/^[A-Z][^.]+(?:-[^.]+)?\.$/)
  expect(row.message.length).toBeLessThanOrEqual(100)
  // Throws for types that JSON cannot represent: dates, bigints, maps, undefined.
  const { type, anyOf } = z.toJSONSchema(row.details)
  expect(['object', 'null']).toContain(type ?? anyOf)
})

const unproven = [
  'auth.required',
  'auth.password_required',
  'auth.invalid_credentials',
  'auth.mfa_required',
  'auth.mfa_invalid',
]

test('status: not found is 404, and only a missing or a failed proof of who calls is 401', () => {
  for (const [code, { status }] of rows) {
    expect(status === 404, code).toBe(code.endsWith('not_found'))
    expect(status === 401, code).toBe(unproven.includes(code))
  }
})

test('universal errors: are all in the table, each once', () => {
  expect(new Set(universalErrors).size).toBe(universalErrors.length)
  for (const code of universalErrors) expect(Object.keys(errorTable)).toContain(code)
})

test('fail: carries code, message and details', () => {
  const error = fail('cart.insufficient_stock', { sku: 'MUG', available: 2 })
  expect(error).toBeInstanceOf(CodedError)
  expect(error).toMatchObject({
    name: 'CodedError',
    code: 'cart.insufficient_stock',
    message: 'There are not that many left.',
    details: { sku: 'MUG', available: 2 },
  })
  expect(fail('order.not_found').details).toBeNull()
})

test('fail: details of another code, none at all, or too many do not compile', () => {
  // @ts-expect-error out_of_stock tells which items
  fail('order.out_of_stock')
  // @ts-expect-error the details of insufficient_stock are others
  fail('cart.insufficient_stock', { retryAfterMs: 1 })
  // @ts-expect-error not_found has no details
  fail('order.not_found', { id: 'x' })
  // @ts-expect-error there is no such code
  const code: ErrorCode = 'order.lost'
  expect(code).toBe('order.lost')
})
