import { expect } from '@playwright/test'
import { expectAccessible } from './accessibility.ts'
import { signInAsStaff } from './back-desk.ts'
import { test } from './shop.ts'

const csvFile = (name: string, rows: readonly string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(
    ['Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Inventory Qty', ...rows].join('\n')
  ),
})

test('a file with a fault is tried first, told row by row, and imported without the faulty product', async ({
  page,
  shop,
  isMobile,
}) => {
  const word = isMobile ? 'phonefile' : 'deskfile'
  const rows = [
    `${word}-a,Kettle ${word},Title,Default Title,${word}-A,29.00,3`,
    `${word}-b,Bowl ${word},Title,Default Title,${word}-B,cheap,1`,
  ]
  await signInAsStaff(page, '/admin/import')
  await page
    .getByLabel('Choose a CSV file')
    .setInputFiles({ name: 'shop.xlsx', mimeType: '', buffer: Buffer.from('x') })
  await expect(page.getByText('shop.xlsx is no CSV file: save the table as CSV (UTF-8) first.')).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Choose a CSV file').setInputFiles(csvFile(`${word}.csv`, rows))
  await expect(page.getByRole('heading', { name: `Checked: ${word}.csv` })).toBeVisible()
  const table = page.getByRole('table')
  await expect(table.getByRole('row')).toHaveCount(2)
  await expect(table.getByRole('row').last()).toContainText('3')
  await expect(table.getByRole('row').last()).toContainText('Variant Price')
  await expectAccessible(page)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download as CSV' }).click()
  expect((await download).suggestedFilename()).toBe(`faults of ${word}.csv`)
  const found = await shop.owner.admin.products.list.query({ search: word })
  expect(found.items).toEqual([])

  await page.getByRole('button', { name: 'Import without the 1 faulty product' }).click()
  await expect(page.getByRole('heading', { name: `Imported: ${word}.csv` })).toBeVisible()
  await expectAccessible(page)
  await expect(async () => {
    const { items } = await shop.owner.admin.products.list.query({ search: word })
    expect(items.map(({ title }) => title)).toEqual([`Kettle ${word}`])
  }).toPass()
  await page.getByRole('button', { name: 'Import another file' }).click()
  await expect(page.getByRole('link', { name: `${word}.csv` })).toBeVisible()
})

test('an import under way is found again after a reload, goes on where the stream breaks, and is cancelled', async ({
  page,
  isMobile,
}) => {
  const word = isMobile ? 'phonemany' : 'deskmany'
  const rows = Array.from(
    { length: 30_000 },
    (_, at) => `${word}-${at},Part ${at} ${word},Title,Default Title,${word}-${at},5.00,1`
  )
  await signInAsStaff(page, '/admin/import')
  await page.getByLabel('Choose a CSV file').setInputFiles(csvFile(`${word}.csv`, rows))
  await expect(page.getByRole('progressbar', { name: /^(Checking|Trying)/ })).toBeVisible()
  await expectAccessible(page)
  await page.route('**/trpc/admin.imports.onProgress**', (route) => route.abort())
  await page.goto('/admin/import')
  const bar = page.getByRole('progressbar', { name: /^(Checking|Trying)/ })
  await expect(bar).toBeVisible()
  // The trial run follows the check, and its progress begins at 0 again.
  const stand = () =>
    bar.evaluate((element: HTMLProgressElement) => `${element.labels[0]?.textContent} ${element.value}`)
  const before = await stand()
  await expect.poll(stand).not.toBe(before)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText(/Choose the file again to go on/)).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'Cancelled' })).toBeVisible()
  await expectAccessible(page)
})
