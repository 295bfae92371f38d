import { expect, test } from 'vitest'
import { compareCost } from '../../../packages/contract/test/cpu-cost.ts'
import { worstTexts } from '../../../packages/contract/test/worst-texts.ts'
import { readCookie } from './cookies.ts'

// Node's limit for all headers together.
const HEADER_BYTES = 16_384

test('cookies: one is found between spaces, and taken for none where it is sent twice', () => {
  expect(readCookie('a=1;  session=x ; b=2', 'session')).toBe('x')
  expect(readCookie('session=x; session=y', 'session')).toBeNull()
  expect(readCookie('\u00a0session=x', 'session')).toBeNull()
  expect(readCookie('   ', 'session')).toBeNull()
  expect(readCookie(undefined, 'session')).toBeNull()
})

test('cookies: a header costs at most three times what one of “aaa…” does, whatever is in it', async () => {
  const plain = 'a'.repeat(HEADER_BYTES)
  for (const { name, text } of worstTexts(HEADER_BYTES, 'session= ')) {
    const { fault } = await compareCost(
      () => readCookie(text, 'session'),
      () => readCookie(plain, 'session'),
      4
    )
    expect(fault, name).toBeNull()
  }
})
