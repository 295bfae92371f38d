import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { expectAccessible } from './accessibility.ts'
import { makeProduct, signInAsStaff } from './back-desk.ts'
import { test } from './shop.ts'

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

const save = async (page: Page, act: string, name: string) => {
  await press(page, act)
  await expect(page.getByText(`${name} is saved.`)).toBeVisible()
}

test('staff make a promotion with a code; faults stand at their fields, and whose version counts is asked', async ({
  page,
  shop,
  isMobile,
}) => {
  const word = isMobile ? 'phone' : 'desk'
  const product = await makeProduct(shop, `Discounted ${word}`)
  await signInAsStaff(page, '/admin/promotions')
  await expect(page.getByRole('heading', { name: 'No promotions yet' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'New promotion' }).first().click()
  await press(page, 'Make up a code')
  await expect(page.getByLabel('Code', { exact: true })).toHaveValue(/^[0-9A-Z]{8}$/)
  await page.getByLabel('Percent off').fill('12%5')
  await press(page, 'Create promotion')
  await expect(page.getByLabel('Title', { exact: true })).toBeFocused()
  await page.getByRole('button', { name: 'Enter a percentage from 0.01 to 100.' }).click()
  await expect(page.getByLabel('Percent off')).toBeFocused()
  await expectAccessible(page)

  await page.getByLabel('Percent off').fill('12,5')
  await page.getByLabel('Title', { exact: true }).fill(`Welcome ${word}`)
  await page.getByLabel('Code', { exact: true }).fill(`welcome-${word}`)
  await page.getByLabel('Some products').check()
  await page.getByRole('searchbox', { name: 'Add products' }).fill(`Discounted ${word}`)
  await press(page, `Add ${product.title}`)
  await page.getByRole('group', { name: 'Minimum sum' }).getByLabel('In EUR').fill('25')
  await page.getByLabel('Begins').fill('2026-11-01T09:00')
  await page.getByLabel('Ends').fill('2026-10-01T09:00')
  await page.getByLabel('Orders in all').fill('50')
  await press(page, 'Create promotion')
  await expect(page.getByLabel('Ends')).toBeFocused()
  await page.getByLabel('Ends').fill('2096-12-24T12:00')
  await save(page, 'Create promotion', `Welcome ${word}`)
  await expect(page).toHaveURL(/\/admin\/promotions\/prm_/)
  await expect(page.getByText('12.5 % off one product')).toBeVisible()
  await expectAccessible(page)

  const { items } = await shop.owner.admin.promotions.list.query({ search: `WELCOME-${word}` })
  const [made] = items
  if (!made) throw new Error('The promotion is not there.')
  // The browser's clock is 13:45 ahead of UTC in summer.
  expect(made).toMatchObject({
    code: `WELCOME-${word.toUpperCase()}`,
    reward: { kind: 'percent', basisPoints: 1250, on: { kind: 'products', ids: [product.id] } },
    minimumAmounts: [{ currency: 'EUR', amount: 2500 }],
    startsAt: '2026-10-31T19:15:00.000Z',
    usageLimit: 50,
  })
  const { id, version, title, code, reward } = made
  await shop.owner.admin.promotions.update.mutate({ id, version, title, code, reward, usageLimit: 60 })
  await page.getByLabel('Title', { exact: true }).fill(`Hello ${word}`)
  await press(page, 'Save')
  const question = page.getByRole('dialog', { name: 'Somebody else has saved this promotion' })
  await expect(question.getByText(/differ in: title, minimum, dates, limits/)).toBeVisible()
  await expectAccessible(page)
  await question.getByRole('button', { name: 'Save mine over it' }).click()
  await expect(page.getByText(`Hello ${word} is saved.`)).toBeVisible()

  await page.getByRole('link', { name: 'All promotions' }).click()
  await page.getByRole('searchbox', { name: 'Search promotions' }).fill(`welcome-${word}`)
  await expect(page).toHaveURL(/search=welcome/)
  const list = page.getByRole('list', { name: 'Promotions' })
  await expect(list).toHaveAttribute('aria-busy', 'false')
  const row = list.getByRole('listitem')
  await expect(row).toHaveCount(1)
  await expect(row).toContainText('0 of 50 uses')
  await expect(row.getByText('On', { exact: true })).toBeVisible()
  await expectAccessible(page)
})

test('staff make a promotion that gives every third unit for less, and delete it', async ({ page, shop, isMobile }) => {
  const title = isMobile ? 'Third one (phone)' : 'Third one'
  const { items: collections } = await shop.owner.admin.collections.list.query()
  const collection = collections[0]?.title ?? ''
  await signInAsStaff(page, '/admin/promotions/new')
  await page.getByLabel('Title', { exact: true }).fill(title)
  await page.getByLabel('Everybody, by itself').check()
  await page.getByLabel('Buy some, get some').check()
  const got = page.getByRole('group', { name: 'Taken from' }).first()
  await got.getByLabel('Some collections').check()
  await page.getByLabel('Less', { exact: true }).check()
  await page.getByLabel('Percent off').fill('50')
  await press(page, 'Create promotion')
  await expect(got.getByText('Choose one at least, and 100 at most.')).toBeVisible()
  await got.getByLabel(collection, { exact: true }).check()
  await expectAccessible(page)
  await save(page, 'Create promotion', title)
  await expect(page.getByText('Buy 2, get 1 at 50 % off')).toBeVisible()
  await press(page, 'Delete this promotion')
  await expectAccessible(page)
  await press(page, 'Delete promotion')
  await expect(page.getByText(`${title} is deleted.`)).toBeVisible()
  await expect(page).toHaveURL(/\/admin\/promotions$/)
})

test('staff make a zone with a tax and a way of shipping by weight, and each country is in one zone alone', async ({
  page,
  shop,
  isMobile,
}) => {
  const [country, other] = isMobile ? ['Spain', 'Portugal'] : ['France', 'Monaco']
  const name = `${country} and near`
  const { zones, shipping } = shop.owner.admin
  await zones.create.mutate({ name: `${other} alone`, countryCodes: [isMobile ? 'PT' : 'MC'] })
  await signInAsStaff(page, '/admin/shipping')
  await expect(page.getByRole('heading', { name: 'Everywhere' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'New zone' }).click()
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Find a country').fill(other ?? '')
  await expect(page.getByRole('checkbox', { name: other })).toBeDisabled()
  await page.getByLabel('Find a country').fill(country ?? '')
  await page.getByRole('checkbox', { name: country }).check()
  await press(page, 'Add a tax rate')
  await page.getByLabel('Percent', { exact: true }).fill('twenty')
  await press(page, 'Create zone')
  await expect(page.getByLabel('Percent', { exact: true })).toBeFocused()
  await page.getByLabel('Percent', { exact: true }).fill('20')
  await expectAccessible(page)
  await save(page, 'Create zone', name)

  await page.getByRole('link', { name: `Add a way of shipping to ${name}` }).click()
  await page.getByLabel('Name', { exact: true }).fill('Parcel')
  await page.getByLabel('Up to (g) of step 1 in EUR').fill('1000')
  await page.getByLabel('Price (EUR) of step 1 in EUR').fill('4,90')
  await press(page, 'Add a weight in EUR')
  await page.getByLabel('Up to (g) of step 2 in EUR').fill('500')
  await page.getByLabel('Price (EUR) of step 2 in EUR').fill('12.90')
  await page.getByLabel('Free from (EUR)').fill('100')
  await press(page, 'Create way of shipping')
  await expect(page.getByText(/Put the steps in the order of their weights/).last()).toBeVisible()
  await page.getByLabel('Up to (g) of step 2 in EUR').fill('31500')
  await expectAccessible(page)
  await save(page, 'Create way of shipping', 'Parcel')
  const made = (await shipping.list.query()).items.find((method) => method.name === 'Parcel')
  const steps = [
    { maxWeightGrams: 1000, amount: 490 },
    { maxWeightGrams: 31_500, amount: 1290 },
  ]
  expect(made?.rates).toEqual([{ currency: 'EUR', freeFromAmount: 10_000, steps }])

  await page.getByRole('link', { name, exact: true }).click()
  const ways = page.getByRole('list', { name: `Ways of shipping to ${name}` }).getByRole('listitem')
  await expect(ways).toContainText('€4.90 – €12.90 by weight, free from €100.00')
  const zone = (await zones.list.query()).items.find((one) => one.name === name)
  if (!zone) throw new Error('The zone is not there.')
  await shipping.create.mutate({ zoneId: zone.id, name: 'Courier', rates: made?.rates ?? [] })
  const { id, version, countryCodes } = zone
  await zones.update.mutate({ id, version, countryCodes, name: `${name} by somebody else` })
  await page.getByLabel('Percent', { exact: true }).fill('21')
  await press(page, 'Save')
  const question = page.getByRole('dialog', { name: 'Somebody else has saved this zone' })
  await expect(question.getByText(/differ in: name, tax rates/)).toBeVisible()
  await expectAccessible(page)
  await question.getByRole('button', { name: 'Take theirs' }).click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(`${name} by somebody else`)
  await expect(page.getByText('Nothing is taxed here.')).toBeVisible()

  await page.getByRole('link', { name: 'All zones' }).click()
  const listed = page.getByRole('list', { name: `Ways of shipping to ${name} by somebody else` }).getByRole('link')
  await expect(listed).toHaveText(['Parcel', 'Courier'])
  await page.getByRole('button', { name: 'Move Courier up' }).click()
  await expect(listed).toHaveText(['Courier', 'Parcel'])
  await expectAccessible(page)
})

test('the owner sets how the shop sells, and a fault is told at its field', async ({ page, shop, isMobile }) => {
  const before = await shop.owner.admin.settings.shop.query()
  await signInAsStaff(page, '/admin/shop')
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(before.name)
  await page.getByLabel(isMobile ? /JPY/ : /CHF/).check()
  await page.getByLabel('When staff take the money').check()
  await page.getByLabel('Minutes that stock is held').fill('0')
  await expectAccessible(page)
  await press(page, 'Save')
  await expect(page.getByLabel('Minutes that stock is held')).toBeFocused()
  await page.getByLabel('Minutes that stock is held').fill('20')
  await page.getByLabel('Days to pay an invoice').fill('30')
  await page.getByLabel('Unpaid units for guests').fill('')
  await page.getByLabel('Percent held by one customer').fill('25')
  await save(page, 'Save', before.name)
  const after = await shop.owner.admin.settings.shop.query()
  expect(after).toMatchObject({
    captureMode: 'manual',
    reservationMinutes: 20,
    invoiceDays: 30,
    guestInvoiceUnits: null,
    unpaidSharePercent: 25,
  })
  expect(after.currencies).toContain(isMobile ? 'JPY' : 'CHF')
  await expectAccessible(page)
  const { currency: _own, ...settings } = before
  await shop.owner.admin.settings.setShop.mutate(settings)
})
