import { expect, test } from 'vitest'
import { isSitePath, parseNextPath } from './next-path.ts'

test.each(['/', '/checkout', '/products?search=a%20b#top'])('next: %s stays on the site', (path) => {
  expect(isSitePath(path)).toBe(true)
})

test.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
  '',
])('next: %j is not followed', (path) => {
  expect(isSitePath(path)).toBe(false)
  expect(parseNextPath({ next: path })).toEqual({})
})
