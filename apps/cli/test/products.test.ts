import { readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTradepostClient } from '@tradepost/client'
import { errorTable, MAX_IMPORT_BYTES } from '@tradepost/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { password, shopifyFile, signUp, Workshop } from './workshop.ts'

let shop: Workshop
let url: string

beforeAll(async () => {
  shop = await Workshop.open()
  url = await shop.startServer()
  await shop.signInAsOwner(url)
})

afterAll(() => shop.close())

const importFile = (file: string, ...options: string[]) => shop.cli(['products', 'import', file, ...options])

const countProducts = async () => (await createTradepostClient({ url }).products.list.query({})).total?.value ?? 0

const handlesIn = async (file: string) =>
  new Set((await readFile(file, 'utf8')).match(/^[a-z0-9]+(?:-[a-z0-9]+)*(?=,)/gm)).size

test.each(['apparel.csv', 'home-and-garden.csv'])('cli: %s imports whole, and twice changes nothing', async (name) => {
  const file = shopifyFile(name)
  const count = await handlesIn(file)
  const before = (await countProducts()) ?? 0

  const trial = await importFile(file, '--dry-run')
  expect(trial).toMatchObject({ code: 0, stdout: expect.stringContaining('nothing was imported') })
  expect(await countProducts()).toBe(before)

  const first = await importFile(file, '--json')
  expect(first.code).toBe(0)
  expect(JSON.parse(first.stdout)).toMatchObject({
    dryRun: false,
    state: 'done',
    products: { created: count, updated: 0, unchanged: 0, skipped: 0 },
  })
  expect(await countProducts()).toBe(before + count)

  const second = await importFile(file)
  expect(second.code).toBe(0)
  expect(second.stdout).toMatch(new RegExp(`Products created +0\nProducts updated +0\nProducts unchanged +${count}\n`))
})

test('cli: a file with faults prints row and column, exits 1 and imports nothing', async () => {
  const before = await countProducts()
  const good = await readFile(shopifyFile('home-and-garden.csv'), 'utf8')
  const bad = good.replaceAll('clay-plant-pot', 'another-pot').replace(',15.99,', ',cheap,')
  const row = bad.slice(0, bad.indexOf(',cheap,')).split('\n').length
  const { code, stdout, stderr } = await shop.cli(['products', 'import', '-'], { input: bad })
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(new RegExp(`^Row +Column +What to do\n +${row} +Variant Price +\\S`, 'm'))
  expect(stderr).toContain('standard input has faults. Nothing was imported.')
  expect(stderr).toContain('1 fault in all.')
  expect(await countProducts()).toBe(before)

  const json = await shop.cli(['products', 'import', '-', '--json'], { input: bad })
  expect(JSON.parse(json.stderr)).toMatchObject({
    error: { code: 'import.invalid', details: { faultCount: 1, faults: [{ row, column: 'Variant Price' }] } },
  })
})

test('cli: faults beyond those that are listed are counted', async () => {
  const header = 'Handle,Title,Variant Price'
  const rows = Array.from({ length: 130 }, (_, index) => `pot-${index},Pot ${index},cheap`)
  const { code, stderr } = await shop.cli(['products', 'import', '-'], { input: [header, ...rows].join('\n') })
  expect(code).toBe(1)
  expect(stderr).toMatch(/… and \d+ more: \d+ faults in all\./)
})

test('cli: a file that is missing, a folder or too large is refused before anything is sent', async () => {
  const nowhere = { TRADEPOST_URL: 'http://127.0.0.1:1', TRADEPOST_TOKEN: 'any-token' }
  const send = (file: string) => shop.cli(['products', 'import', file], { env: nowhere })
  expect(await send('missing.csv')).toMatchObject({ code: 2, stderr: expect.stringContaining('does not exist') })
  expect(await send(shop.folder)).toMatchObject({ code: 2, stderr: expect.stringContaining('is a folder') })
  const large = join(shop.folder, 'large.csv')
  await writeFile(large, '')
  await truncate(large, MAX_IMPORT_BYTES + 1)
  expect(await send(large)).toMatchObject({ code: 1, stderr: expect.stringContaining('the limit is 1024 MiB') })
})

test('cli: a customer is refused with exit code 3', async () => {
  const customer = await signUp(url, { email: 'ada@example.com', name: 'Ada' })
  const { token } = await customer.auth.signIn.mutate({ email: 'ada@example.com', password, transport: 'token' })
  const env = { TRADEPOST_URL: url, TRADEPOST_TOKEN: token ?? '' }
  for (const command of [
    ['products', 'import', shopifyFile('apparel.csv')],
    ['products', 'export'],
    ['products', 'list'],
    ['orders', 'list'],
  ]) {
    const { code, stderr } = await shop.cli(command, { env })
    expect(code).toBe(3)
    expect(stderr).toContain(errorTable['auth.forbidden'].message)
  }
})

test('cli: products list and show find by words, slug, SKU and id', async () => {
  const list = await shop.cli(['products', 'list', '--search', 'clay plant pot'])
  expect(list.stdout).toMatch(
    /^Title +Slug +Status +Variants +Price +Available +Updated \(UTC\)\nClay Plant Pot +clay-plant-pot +active +2 +€9\.99 – €15\.99 +4 /
  )
  const json = JSON.parse((await shop.cli(['products', 'list', '--limit', '1', '--json'])).stdout)
  expect(json).toMatchObject({ items: [{ slug: expect.any(String) }], nextCursor: expect.any(String) })
  const shown = await shop.cli(['products', 'show', 'clay-plant-pot'])
  expect(shown.stdout).toMatch(/^Slug +clay-plant-pot$/m)
  expect(shown.stdout).toMatch(/^CLAY-PLANT-POT-LARGE +Large +€15\.99 +3 +0 +no$/m)
  const bySku = JSON.parse((await shop.cli(['products', 'show', 'CLAY-PLANT-POT-LARGE', '--json'])).stdout)
  expect(bySku.slug).toBe('clay-plant-pot')
  expect((await shop.cli(['products', 'show', bySku.id])).stdout).toBe(shown.stdout)
  expect(await shop.cli(['products', 'show', 'no-such'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('No product has'),
  })
})
