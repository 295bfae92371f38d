import { expect } from '@playwright/test'
import { expectAccessible } from './accessibility.ts'
import { makeProduct, secondDesk, signInAsStaff } from './back-desk.ts'
import { test } from './shop.ts'

test('staff receive, count, adjust and move stock, and are told how it came to be', async ({
  page,
  shop,
  isMobile,
}) => {
  const name = isMobile ? 'Stocked phone stand' : 'Stocked desk lamp'
  const product = await makeProduct(shop, name)
  const sku = product.variants[0]?.sku ?? ''
  const floor = isMobile ? 'Shop window' : 'Shop floor'

  await signInAsStaff(page, '/admin/stock')
  const rows = page.getByRole('list', { name: 'Stock', exact: true }).locator('> li')
  await expect(rows.first()).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Add location' }).click()
  await expectAccessible(page)
  await page.getByLabel('Name', { exact: true }).fill(floor)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('list', { name: 'Locations' }).getByText(floor)).toBeVisible()

  await page.getByRole('searchbox', { name: 'Search stock' }).fill(sku.toLowerCase())
  await expect(page).toHaveURL(/search=/)
  await page.getByRole('button', { name: sku, exact: true }).press('Enter')
  const panel = page.getByRole('dialog', { name: sku })
  const total = panel.getByRole('row', { name: /^In all/ })
  await expect(total).toHaveText('In all404')
  await expectAccessible(page)

  await panel.getByLabel('Units that came in').fill('some')
  await panel.getByLabel('Reason').fill('')
  await panel.getByRole('button', { name: 'Receive', exact: true }).click()
  await expect(panel.getByText('2 fields need another value')).toBeVisible()
  await expect(panel.getByLabel('Units that came in')).toBeFocused()
  await expectAccessible(page)
  await panel.getByLabel('Units that came in').fill('20')
  await panel.getByLabel('Reason').fill('Delivery 4711')
  await expect(panel.getByText('4 on hand now, 24 then.')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(total).toHaveText('In all24024')

  await panel.getByText('Adjust', { exact: true }).click()
  await panel.getByLabel('More or fewer').fill('-30')
  await panel.getByLabel('Reason').fill('Broken')
  await panel.getByRole('button', { name: 'Adjust', exact: true }).click()
  await expect(panel.getByText('24 can be taken there.')).toBeVisible()
  await panel.getByText('Count', { exact: true }).click()
  await panel.getByLabel('Units counted').fill('23')
  await expect(panel.getByText('24 on record: 1 fewer.')).toBeVisible()
  await panel.getByRole('button', { name: 'Count', exact: true }).click()
  await expect(total).toHaveText('In all23023')

  await panel.getByText('Move', { exact: true }).click()
  await panel.getByLabel('Units to move').fill('5')
  await panel.getByLabel('To', { exact: true }).selectOption(floor)
  await panel.getByRole('button', { name: 'Move', exact: true }).click()
  await expect(panel.getByRole('row', { name: new RegExp(`^${floor}`) })).toHaveText(`${floor}505`)

  const movements = panel.getByRole('list', { name: 'Movements' }).getByRole('listitem')
  await expect(movements).toHaveCount(5)
  await expect(movements.first()).toContainText(/^Moved.*\+5 on hand, now 5.* · by Owner$/)
  await expect(movements.nth(2)).toContainText('−1 on hand, now 23')
  await expect(movements.nth(3)).toContainText('Delivery 4711')
  await expectAccessible(page)

  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(rows).toHaveCount(1)
  await expect(rows.first()).toContainText(`${floor}: 5 on hand, 0 promised, 5 free`)
  await page.getByLabel('Location', { exact: true }).selectOption(floor)
  await expect(rows).toHaveCount(1)
  await page.getByLabel('Low only').check()
  await expect(page.getByRole('heading', { name: 'Nothing fits' })).toBeVisible()
  await expectAccessible(page)
})

test('of two who change a location at once, the second sees what the first has saved', async ({
  page,
  shop,
  browser,
  isMobile,
}) => {
  const name = isMobile ? 'Contested cellar' : 'Contested attic'
  await shop.owner.admin.locations.create.mutate({ name })
  await signInAsStaff(page, '/admin/stock')
  const other = await secondDesk(browser, shop)
  await signInAsStaff(other.page, '/admin/stock')
  for (const desk of [page, other.page]) await desk.getByRole('button', { name: `Edit ${name}` }).click()
  await page.getByLabel('Name', { exact: true }).fill(`${name} A`)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText(`${name} A is saved.`)).toBeVisible()

  await other.page.getByLabel('Name', { exact: true }).fill(`${name} B`)
  await other.page.getByLabel('In use').uncheck()
  await other.page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(other.page.getByText(`It is now “${name} A”`)).toBeVisible()
  await expectAccessible(other.page)
  await other.page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(other.page.getByText(`${name} B is saved.`)).toBeVisible()
  const row = other.page
    .getByRole('list', { name: 'Locations' })
    .getByRole('listitem')
    .filter({ hasText: `${name} B` })
  await expect(row.getByText('Not in use')).toBeVisible()
  await other.context.close()
})
