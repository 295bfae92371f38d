import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'apps/web/dist')
const modules: string[] = JSON.parse(readFileSync(join(dist, 'modules.json'), 'utf8'))

test('web build: it holds no module of the server and no library of the server’s', () => {
  expect(modules.length).toBeGreaterThan(100)
  const serverSide =
    /^(?:apps\/(?:server|cli)|packages\/(?:db|commerce|router|integrations))\/|^node_modules\/(?:@libsql|libsql|drizzle-orm|hono|lucia|@node-rs|pino|csv-parse|sanitize-html)\b/
  expect(modules.filter((name) => serverSide.test(name))).toEqual([])
  expect(modules.filter((name) => name.startsWith('packages/')).map((name) => name.split('/')[1])).toEqual(
    expect.arrayContaining(['client', 'contract'])
  )
})

test('web build: a server package that a browser would load throws, and says what to import instead', async () => {
  for (const name of ['db', 'commerce', 'router', 'integrations']) {
    const manifest = JSON.parse(readFileSync(join(root, `packages/${name}/package.json`), 'utf8'))
    expect(manifest.exports['.'].browser).toBe('./browser.js')
    expect(Object.keys(manifest.exports['.'])[0]).toBe('browser')
    await expect(import(join(root, `packages/${name}/browser.js`))).rejects.toThrow('import types only')
  }
})

test('web build: the first page loads at most 200 kB of script, compressed', () => {
  const page = readFileSync(join(dist, 'index.html'), 'utf8')
  const scripts = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, file]) => join(dist, file ?? ''))
  expect(scripts.length).toBeGreaterThan(0)
  const size = scripts.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0)
  expect(size).toBeLessThan(200_000)
})

test('arrows: every package depends on those of the architecture’s picture and on no other', () => {
  const allowed: Record<string, string[]> = {
    'packages/contract': [],
    'packages/db': ['contract'],
    'packages/commerce': ['contract', 'db'],
    'packages/router': ['commerce', 'contract', 'db'],
    'packages/client': ['contract'],
    'packages/integrations': ['commerce', 'contract'],
    'apps/server': ['commerce', 'contract', 'db', 'integrations', 'router'],
    'apps/web': ['client', 'contract'],
    'apps/cli': ['client', 'contract'],
  }
  const folders = ['packages', 'apps'].flatMap((top) => readdirSync(join(root, top)).map((name) => `${top}/${name}`))
  expect(folders.filter((folder) => existsSync(join(root, folder, 'package.json'))).toSorted()).toEqual(
    Object.keys(allowed).toSorted()
  )
  for (const [folder, names] of Object.entries(allowed)) {
    const { dependencies } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
    const own = Object.keys(dependencies).filter((name) => name.startsWith('@tradepost/'))
    expect(own.toSorted(), folder).toEqual(names.map((name) => `@tradepost/${name}`))
  }
})
