import type { ChildProcess } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTradepostClient } from '@tradepost/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { productsCsv } from '../../../bench/make-products-csv.ts'
import { shopifyFile, Workshop } from './workshop.ts'

let shop: Workshop
let url: string

beforeAll(async () => {
  shop = await Workshop.open()
  url = await shop.startServer()
  await shop.signInAsOwner(url)
})

afterAll(() => shop.close())

/** Waits until the newest import has created a product. */
const untilSomeAreImported = async (at: Workshop, address: string): Promise<void> => {
  const { imports } = createTradepostClient({ url: address, token: await at.token() }).admin
  const look = async () => (await imports.list.query({ limit: 1 })).items[0]?.products.created ?? 0
  await expect.poll(look, { timeout: 20_000, interval: 50 }).toBeGreaterThan(0)
}

const importFile = (file: string, ...options: string[]) => shop.cli(['products', 'import', file, ...options])

test('cli: products with a fault are left out with --skip-faulty, and are told', async () => {
  const header = 'Handle,Title,Option1 Name,Option1 Value,Variant Price'
  const input = `${header}\nskip-a,A,,,1\nskip-b,B,,,cheap\nskip-c,C,,,3\n`
  const { code, stdout, stderr } = await shop.cli(['products', 'import', '-', '--skip-faulty'], { input })
  expect(code).toBe(0)
  expect(stdout).toMatch(/Products created +2\n[^]*Products left out +1\n/)
  expect(stdout).toMatch(/^3 rows in \d+\.\d s, [\d,]+ rows a second\.$/m)
  expect(stderr).toMatch(/^ +3 +Variant Price +\S/m)
})

test('cli: a file of handles and prices leaves all else of a product, as a dry run says before', async () => {
  const full = await readFile(shopifyFile('no-qty-column.csv'), 'utf8')
  await shop.cli(['products', 'import', '-'], {
    input: full.replaceAll('no-qty', 'minimal').replace('active', 'draft'),
  })
  const rowsOf = async () => {
    const { stdout } = await shop.cli(['products', 'export'])
    return stdout.split('\r\n').filter((line) => line.startsWith('minimal,'))
  }
  const before = await rowsOf()
  const input = await readFile(shopifyFile('minimal-columns.csv'), 'utf8')
  for (const options of [['--dry-run'], []]) {
    const { code, stdout } = await shop.cli(['products', 'import', '-', '--json', ...options], { input })
    expect(code).toBe(0)
    expect(JSON.parse(stdout).products).toEqual({ created: 0, updated: 0, unchanged: 1, skipped: 0 })
  }
  expect(await rowsOf()).toEqual(before)
})

test('cli: an import without a terminal tells on stderr, line by line, how far it has come; with --json nothing', async () => {
  const file = join(shop.folder, 'told.csv')
  await writeFile(file, [...productsCsv(1500)].join(''))
  const told = await importFile(file)
  expect(told.code).toBe(0)
  expect(told.stderr).toMatch(/^Sending .*told\.csv: 100 %, 0\.\d+ MiB$/m)
  expect(told.stderr).toMatch(/^(?:Checking|Importing): \d+ %, [\d,]+ rows?/m)
  expect(told.stderr).not.toContain('\u001b')
  expect((await importFile(file, '--json')).stderr).toBe('')
})

test('cli: Ctrl-C cancels the import on the server, says so, and leaves what was imported', async () => {
  const file = join(shop.folder, 'canceled.csv')
  await writeFile(
    file,
    [...productsCsv(20_000, 11)]
      .join('')
      .replaceAll(/^p(\d)/gm, 'canceled-$1')
      .replaceAll('SKU-', 'C-')
  )
  const meanwhile = async (child: ChildProcess) => {
    await untilSomeAreImported(shop, url)
    child.kill('SIGINT')
  }
  const { code, stderr } = await shop.cli(['products', 'import', file], { meanwhile })
  expect(code).toBe(1)
  const [, told = '0'] =
    /The import was canceled\. ([\d,]+|One) products? (?:were|was) imported before\./.exec(stderr) ?? []
  const count = Number(told.replace(',', ''))
  expect(count).toBeGreaterThan(0)
  const client = createTradepostClient({ url, token: await shop.token() })
  const [run] = (await client.admin.imports.list.query({ limit: 1 })).items
  expect(run).toMatchObject({ state: 'canceled', fileName: 'canceled.csv', products: { created: count } })
})

test('cli: an export brings back the imported file, cell by cell, and importing it changes nothing', async () => {
  const own = await Workshop.open()
  try {
    const at = await own.startServer()
    await own.signInAsOwner(at)
    await own.cli(['products', 'import', shopifyFile('home-and-garden.csv')])
    const out = join(own.folder, 'export.csv')
    const exported = await own.cli(['products', 'export', out])
    expect(exported).toMatchObject({ code: 0, stdout: '' })
    expect(exported.stderr).toContain(`Exported 20 products to ${out}: 22 lines`)
    // No cell of the file has a line break, so its lines can be compared, except for quotation marks.
    const linesOf = (csv: string) =>
      csv
        .trimEnd()
        .split(/\r?\n/)
        .map((line) => line.replaceAll('"', ''))
    expect(linesOf(await readFile(out, 'utf8'))).toEqual(
      linesOf(await readFile(shopifyFile('home-and-garden.csv'), 'utf8'))
    )
    const piped = await own.cli(['products', 'export', '-'])
    expect(piped.stdout).toBe(await readFile(out, 'utf8'))
    const again = await own.cli(['products', 'import', '-', '--json'], { input: piped.stdout })
    expect(JSON.parse(again.stdout).products).toEqual({ created: 0, updated: 0, unchanged: 20, skipped: 0 })
    const unwritable = await own.cli(['products', 'export', join(own.folder, 'no-folder', 'x.csv')])
    expect(unwritable).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be written') })
  } finally {
    await own.close()
  }
})

test('cli: a server that goes away in the middle is told with exit code 4, and the same command finishes the job', async () => {
  const own = await Workshop.open()
  try {
    const at = await own.startServer()
    await own.signInAsOwner(at)
    const file = join(own.folder, 'large.csv')
    await writeFile(file, [...productsCsv(6000)].join(''))
    const meanwhile = async () => {
      await untilSomeAreImported(own, at)
      own.killServers()
    }
    const { code, stderr } = await own.cli(['products', 'import', file], { meanwhile })
    expect(code).toBe(4)
    expect(stderr).toContain('Start the same command again')
    const again = await own.startServer()
    const finished = await own.cli(['products', 'import', file, '--json', '--url', again], {
      env: { TRADEPOST_URL: again, TRADEPOST_TOKEN: await own.token() },
    })
    expect(finished.code).toBe(0)
    const { variants, products } = JSON.parse(finished.stdout)
    expect(variants).toBe(6000)
    expect(products.unchanged).toBeGreaterThan(0)
    expect(products.updated).toBe(0)
  } finally {
    await own.close()
  }
})
