import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../../../', import.meta.url)
const folders = ['packages/commerce/src', 'packages/db/src', 'packages/router/src', 'apps/server/src', 'apps/cli/src']

// These take the names of tables and columns from the schema.
const exempt = ['packages/commerce/src/qualified-column.ts', 'packages/db/src/insert-rows.ts']

const sources = folders.flatMap((folder) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(new URL(`${folder}/${file}`, root), 'utf8') }))
)

/** Returns the arguments of each call of a function, as text up to the closing bracket. */
const argumentsOf = (text: string, name: string): string[] =>
  text
    .split(name)
    .slice(1)
    .map((rest) => {
      let depth = 0
      for (let index = 0; index < rest.length; index++) {
        if (rest[index] === '(') depth++
        if (rest[index] === ')' && --depth === 0) return rest.slice(1, index).trim()
      }
      return rest.slice(0, 80)
    })

const isLiteral = (argument: string): boolean => /^(?:'[^'\\]*'|"[^"\\]*"|`[^`\\$]*`)$/.test(argument)

test('SQL: text that is not bound is a literal of the source, so that no input can become SQL', () => {
  expect(sources.length).toBeGreaterThan(100)
  const faults = sources.flatMap(({ file, text }) =>
    ['sql.raw', 'sql.identifier'].flatMap((name) =>
      argumentsOf(text, name)
        .filter((argument) => !isLiteral(argument) && !exempt.includes(file))
        .map((argument) => `${file}: ${name}(${argument})`)
    )
  )
  expect(faults).toEqual([])
})

test('SQL: outside the storage no statement is put together as text', () => {
  const statement = /[`'"]\s*(?:select|insert into|update|delete from|attach|pragma)\b[^`]*\$\{/i
  const faults = sources
    .filter(({ file }) => !file.startsWith('packages/db/'))
    .flatMap(({ file, text }) =>
      text
        .split(/sql(?:<[^>]*>)?(?=`)/)
        .slice(0, 1)
        .concat(text.split('\n').filter((line) => !/sql(?:<[^>]*>)?`/.test(line)))
        .filter((part) => !part.includes('\n') && statement.test(part))
        .map((part) => `${file}: ${part.trim()}`)
    )
  expect(faults).toEqual([])
})
