import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const copy = mkdtempSync(join(tmpdir(), 'tradepost-rename-'))
const projects = [
  'packages/contract',
  'packages/db',
  'packages/commerce',
  'packages/router',
  'packages/client',
  'apps/web',
]

beforeAll(() => {
  for (const project of projects) {
    cpSync(join(root, project), join(copy, project), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !/\/(?:\.cache|test-results)(?:\/|$)/.test(path),
    })
  }
  cpSync(join(root, 'tsconfig.base.json'), join(copy, 'tsconfig.base.json'))
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
})

afterAll(() => rmSync(copy, { recursive: true, force: true }))

/** Builds the types of a project in the copy and of its dependencies. Returns the files that no longer compile. */
const filesWithErrors = (project = 'apps/web'): string[] => {
  const tsc = join(root, 'node_modules/.bin/tsc')
  // The compiler exits before garbage collection is worth its cost.
  const env = { ...process.env, GOGC: '400' }
  const { stdout } = spawnSync(tsc, ['-b', project, '--pretty', 'false'], { cwd: copy, encoding: 'utf8', env })
  const files = stdout.split('\n').flatMap((line) => /^(\S+?)\(\d+,\d+\): error/.exec(line)?.[1] ?? [])
  return [...new Set(files)].toSorted()
}

const layersOf = (files: readonly string[]) => [...new Set(files.map((file) => file.split('/').slice(0, 2).join('/')))]

/** Replaces a pattern in every source file below a folder of the copy. */
const rename = (folder: string, from: RegExp, to: string) => {
  const entries = readdirSync(join(copy, folder), { recursive: true, withFileTypes: true })
  for (const entry of entries) {
    if (!entry.isFile() || !/\.tsx?$/.test(entry.name)) continue
    const path = join(entry.parentPath, entry.name)
    const text = readFileSync(path, 'utf8')
    const changed = text.replaceAll(from, to)
    if (changed !== text) writeFileSync(path, changed)
  }
}

test('types: a field renamed in the table is an error in each layer in turn, up to the button, and nowhere else', () => {
  rename('packages/db/src/schema', /\bpriceAmount\b/g, 'unitAmount')
  const afterTable = filesWithErrors()
  expect(layersOf(afterTable)).toEqual(['packages/commerce'])
  expect(afterTable).toContain('packages/commerce/src/products/product-rows.ts')

  rename('packages/db/src/seed', /\bpriceAmount\b/g, 'unitAmount')
  rename('packages/commerce/src', /\bpriceAmount\b/g, 'unitAmount')
  expect(filesWithErrors('packages/commerce'), 'the mapping in commerce has taken the new name').toEqual([])

  rename('packages/commerce/src/products', /^ {2}price: money\(/gm, '  unitPrice: money(')
  expect(filesWithErrors('packages/commerce')).toEqual(['packages/commerce/src/products/product-rows.ts'])

  rename('packages/contract/src', /^ {2}price: Money,\n {2}compareAtPrice/gm, '  unitPrice: Money,\n  compareAtPrice')
  const afterContract = filesWithErrors()
  expect(layersOf(afterContract)).toEqual(['apps/web'])
  expect(afterContract).toContain('apps/web/src/products/buy-box.tsx')

  rename('apps/web/src', /\bvariant\.price\b/g, 'variant.unitPrice')
  expect(filesWithErrors(), 'after the button').toEqual([])
}, 300_000)
