import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../../../', import.meta.url)
const page = readFileSync(new URL('docs/security.md', root), 'utf8')

interface Row {
  readonly id: string
  readonly status: string
  readonly how: string
}

const rows: Row[] = [...page.matchAll(/^\| (\d+\.\d+\.\d+) +\| ([\w/]+) +\| (.*?) *\|$/gm)].map(
  ([, id = '', status = '', how = '']) => ({ id, status, how })
)

/** The number of requirements of levels 1 and 2 in each chapter of ASVS 5.0.0, from 1 on. */
const SIZES = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7]

const countOf = (status: string): number => rows.filter((row) => row.status === status).length

test('security page: answers each requirement of ASVS 5.0 level 2 once, chapter by chapter', () => {
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  expect(SIZES.map((_, index) => rows.filter(({ id }) => id.startsWith(`${index + 1}.`)).length)).toEqual(SIZES)
  expect(rows.map(({ status }) => status).filter((status) => !['met', 'open', 'n/a'].includes(status))).toEqual([])
})

test('security page: its totals are those of its rows, and at least 175 are met', () => {
  const [, all, none, some, met, open] =
    /Of (\d+) requirements .*?, (\d+) do not apply\. Of the (\d+) that do, \*\*(\d+) are met and (\d+) are open\*\*/s.exec(
      page
    ) ?? []
  expect([all, none, some, met, open].map(Number)).toEqual([
    rows.length,
    countOf('n/a'),
    rows.length - countOf('n/a'),
    countOf('met'),
    countOf('open'),
  ])
  expect(countOf('met')).toBeGreaterThanOrEqual(175)
})

test('security page: each file it names exists, and what is met names one', () => {
  const named = (text: string) =>
    [...text.matchAll(/`((?:packages|apps|docs|tools)\/[^`]+|tsconfig[^`]+|pnpm-lock\.yaml)`/g)].map(
      ([, file = '']) => file
    )
  expect(named(page).filter((file) => !existsSync(new URL(file, root)))).toEqual([])
  expect(rows.filter(({ status, how }) => status === 'met' && named(how).length === 0)).toEqual([])
})
