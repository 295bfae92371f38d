import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

// A developer of the web shop or the CLI waits for these instantiations while typing. Measured 2026-11: 4353 for twenty
// calls, and 6563 since carts contain the inputs of their prices, and orders their parcels, refunds, returns and
// timeline. The outputs of those calls have grown.
const MAX_INSTANTIATIONS = 7500

const packages = fileURLToPath(new URL('../..', import.meta.url))
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc')
let folder: string

const calls = [
  "products.list.query({ search: 'oak', limit: 3 })",
  "products.list.query({ sort: 'price_asc', cursor: null })",
  "products.get.query({ slug: 'mug' })",
  "products.get.query({ id: 'prd_1' })",
  'shop.get.query()',
  'cart.get.query()',
  "cart.addItem.mutate({ variantId: 'var_1' })",
  "cart.addItem.mutate({ variantId: 'var_1', quantity: 2 })",
  "cart.setQuantity.mutate({ lineId: 'cln_1', quantity: 0 })",
  "cart.removeItem.mutate({ lineId: 'cln_1' })",
  'orders.place.mutate(order)',
  'orders.list.query({ limit: 5 })',
  "orders.get.query({ id: 'ord_1' })",
  'auth.session.query()',
  'auth.signOut.mutate()',
  "auth.signIn.mutate({ email: 'a@b.cd', password: 'x', transport: 'token' })",
  "auth.register.mutate({ email: 'a@b.cd', name: 'A', password: 'x' })",
  'admin.imports.append.mutate(new FormData())',
  "admin.orders.list.query({ status: 'placed' })",
  'operator.migrations.query()',
]

const source = [
  "import { createTradepostClient, safe } from '@tradepost/client'",
  "const client = createTradepostClient({ url: 'http://shop.test' })",
  "const shippingAddress = { name: 'A', line1: 'B', city: 'C', postalCode: 'D', countryCode: 'IE' }",
  "const payment = { method: 'test_card', cardNumber: '4242424242424242' } as const",
  "const order = { idempotencyKey: 'key-12345', shippingAddress, payment }",
  ...calls.map((call, n) => `export const call${n} = async () => (await safe(client.${call}))[1]?.data?.code`),
].join('\n')

const compilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  target: 'es2023',
  lib: ['es2023', 'dom', 'dom.iterable'],
  module: 'nodenext',
  moduleResolution: 'nodenext',
  types: [],
  skipLibCheck: true,
  noEmit: true,
}

// Creates a folder outside the repository with the packages as an external tool has them: by name, as declarations.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tradepost-types-'))
  mkdirSync(join(folder, 'node_modules/@tradepost'), { recursive: true })
  for (const name of ['client', 'contract'])
    symlinkSync(join(packages, name), join(folder, 'node_modules/@tradepost', name))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(folder, 'calls.ts'), source)
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['calls.ts'] }))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('types: twenty calls of an outside tool compile against the emitted declarations, within the budget', () => {
  expect(calls).toHaveLength(20)
  const report = execFileSync(process.execPath, [tsc, '-p', folder, '--extendedDiagnostics'], { encoding: 'utf8' })
  const instantiations = Number(/^Instantiations:\s+(\d+)$/m.exec(report)?.[1])
  expect(instantiations).toBeGreaterThan(1000)
  expect(instantiations).toBeLessThanOrEqual(MAX_INSTANTIATIONS)
})

test('types: no declaration of the client names a table, a database or the server’s context', () => {
  const dist = join(packages, 'client/dist')
  const declarations = readdirSync(dist).filter((file) => file.endsWith('.d.ts'))
  expect(declarations).toContain('index.d.ts')
  for (const file of declarations) {
    const text = readFileSync(join(dist, file), 'utf8')
    expect(text, file).not.toMatch(/drizzle|libsql|lucia|sqlite|\bContext\b|@tradepost\/(?:db|commerce|integrations)/i)
  }
})
