import { expect } from '@playwright/test'
import { expectAccessible } from './accessibility.ts'
import { cards, expectTotalsOfRow, fillCheckout, orderRow, payWith, placedNumber, putInCart } from './buying.ts'
import { test } from './shop.ts'

// This file leaves promotions and shipping methods behind.
test.use({ shopName: 'checkout' })

test('a total that has changed meanwhile is told before anything is charged, and paid only when asked again', async ({
  page,
  shop,
}) => {
  await putInCart(page, shop, { title: 'Dearer doodad' })
  await fillCheckout(page, 'dee@example.com')
  await expect(page.getByRole('button', { name: 'Pay €53.90' })).toBeVisible()
  const { items } = await shop.owner.admin.shipping.list.query()
  const standard = items.find(({ name }) => name === 'Standard delivery')
  if (!standard) throw new Error('The shop has no standard delivery.')
  const { id, version, name, description, rates, taxClass, isActive } = standard
  const dearer = rates.map((rate) => ({ ...rate, steps: [{ maxWeightGrams: null, amount: 690 }] }))
  const way = { id, name, description, taxClass, isActive }
  const changed = await shop.owner.admin.shipping.update.mutate({ ...way, version, rates: dearer })
  await payWith(page, cards.good)
  await expect(page.getByText('It is now €55.90.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Pay €55.90' }).click()
  const number = await placedNumber(page)
  expect(orderRow(shop, number)).toMatchObject({ total_amount: 5590 })
  await expectTotalsOfRow(page, shop, number)
  await shop.owner.admin.shipping.update.mutate({ ...way, version: changed.version, rates })
})

test('a code that ends while it is paid is told at the code, which is then taken out', async ({ page, shop }) => {
  const made = await shop.owner.admin.promotions.create.mutate({
    title: 'Half price',
    code: 'HALFOFF',
    reward: { kind: 'percent', basisPoints: 5000, on: { kind: 'everything' } },
  })
  await putInCart(page, shop, { title: 'Half doodad' })
  await fillCheckout(page, 'hal@example.com')
  await page.getByLabel('Discount code', { exact: true }).fill('halfoff')
  await page.getByLabel('Discount code', { exact: true }).press('Enter')
  await expect(page.getByRole('button', { name: 'Pay €29.40' })).toBeVisible()
  const { usedCount: _, createdAt: __, updatedAt: ___, ...promotion } = made
  await shop.owner.admin.promotions.update.mutate({ ...promotion, isActive: false })
  await payWith(page, cards.good)
  await expect(page.getByText('The code HALFOFF no longer counts')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Remove code HALFOFF' }).click()
  await page.getByRole('button', { name: 'Pay €53.90' }).click()
  await expectTotalsOfRow(page, shop, await placedNumber(page))
})

test('an order that a code pays whole asks for no card', async ({ page, shop }) => {
  await shop.owner.admin.promotions.create.mutate({
    title: 'A present',
    code: 'PRESENT',
    reward: { kind: 'percent', basisPoints: 10_000, on: { kind: 'everything' } },
  })
  await shop.owner.admin.promotions.create.mutate({
    title: 'Sent for nothing',
    code: 'SENTFREE',
    reward: { kind: 'free_shipping' },
  })
  await putInCart(page, shop, { title: 'Given doodad' })
  await fillCheckout(page, 'gia@example.com')
  for (const code of ['PRESENT', 'SENTFREE']) {
    await page.getByLabel('Discount code', { exact: true }).fill(code)
    await page.getByRole('button', { name: 'Apply' }).click()
    await expect(page.getByRole('button', { name: `Remove code ${code}` })).toBeVisible()
  }
  await expect(page.getByText('There is nothing to pay.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Place order' }).click()
  const number = await placedNumber(page)
  expect(orderRow(shop, number)).toMatchObject({ total_amount: 0, status: 'placed' })
})
