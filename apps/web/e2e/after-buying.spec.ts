import { expect } from '@playwright/test'
import { formatMoney } from '@tradepost/contract'
import { expectAccessible } from './accessibility.ts'
import { cards, expectTotalsOfRow, fillCheckout, orderRow, payWith, placedNumber, putInCart } from './buying.ts'
import type { Shop } from './shop.ts'
import { test } from './shop.ts'
import { openMailedLink } from './visitors.ts'

const orderIdOf = async (shop: Shop, number: string) => {
  const { items } = await shop.owner.admin.orders.list.query({ search: number })
  if (!items[0]) throw new Error('There is no such order.')
  return items[0].id
}

test('a customer cancels a paid order, is told what comes back, and the order shows it', async ({ page, shop }) => {
  await putInCart(page, shop, { title: 'Canceled doodad' })
  await fillCheckout(page, 'cal@example.com')
  await payWith(page, cards.good)
  const number = await placedNumber(page)
  await page.getByRole('button', { name: 'Cancel order' }).click()
  const question = page.getByRole('dialog', { name: 'Cancel this order?' })
  const total = formatMoney({ amount: Number(orderRow(shop, number)['total_amount']), currency: 'EUR' })
  await expect(question).toContainText(`You get ${total} back`)
  await expectAccessible(page)
  await question.getByRole('button', { name: 'Cancel order' }).click()
  await expect(page.getByText('The order is canceled.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Refund' })).toContainText(total)
  await expect(page.getByRole('button', { name: 'Cancel order' })).toHaveCount(0)
  expect(orderRow(shop, number)['status']).toBe('canceled')
  await expectAccessible(page)
})

test('a parcel that leaves shows at once, and a part of what came is sent back', async ({ page, shop }) => {
  await putInCart(page, shop, { title: 'Returned doodad', units: 2 })
  await fillCheckout(page, 'rob@example.com')
  await payWith(page, cards.good)
  const number = await placedNumber(page)
  await expect(page.getByText('Thank you, your order is in')).toBeVisible()
  await shop.owner.admin.orders.fulfil.mutate({
    id: await orderIdOf(shop, number),
    idempotencyKey: `fulfil-${number}`,
    carrier: 'An Post',
    trackingNumber: 'AP123456789IE',
    trackingUrl: 'https://www.anpost.example/track/AP123456789IE',
  })
  const parcel = page.getByRole('link', { name: /AP123456789IE/ })
  await expect(parcel).toHaveAttribute('href', 'https://www.anpost.example/track/AP123456789IE')
  await page.getByRole('button', { name: 'Return items' }).click()
  const sheet = page.getByRole('dialog', { name: 'Return items' })
  await sheet.getByRole('button', { name: 'Ask to return' }).click()
  await expect(sheet.getByText('Choose a reason.')).toBeVisible()
  await sheet.getByLabel('Why').selectOption('damaged')
  await sheet.getByLabel(/What else/).fill('The shade is cracked.')
  await expectAccessible(page)
  await sheet.getByRole('button', { name: 'Ask to return' }).click()
  await expect(page.getByText('We have your request, and answer it soon.')).toBeVisible()
  const returned = page.getByRole('region', { name: 'Return' })
  await expect(returned).toContainText('It came damaged')
  await expect(returned).toContainText('1 × Returned doodad')
  await expect(page.getByText('1 in a return')).toBeVisible()
  await expectTotalsOfRow(page, shop, number)
  await expectAccessible(page)
})

test('a guest follows an order from another browser: by its number and address, or by the mailed link', async ({
  page,
  shop,
}) => {
  await putInCart(page, shop, { title: 'Tracked doodad' })
  await fillCheckout(page, 'tia@example.com')
  await payWith(page, cards.good)
  const number = await placedNumber(page)
  await page.context().clearCookies()
  await page.goto('/track')
  await expectAccessible(page)
  await page.getByLabel('Order number').fill(number.toLowerCase())
  await page.getByLabel('E-mail address').fill('somebody@example.com')
  await page.getByRole('button', { name: 'Find order' }).click()
  await expect(page.getByText('There is no such order')).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('E-mail address').fill('tia@example.com')
  await page.getByRole('button', { name: 'Find order' }).click()
  await expect(page.getByRole('heading', { level: 1, name: `Order ${number}` })).toBeVisible()
  await expectTotalsOfRow(page, shop, number)
  await expectAccessible(page)

  await openMailedLink(page, 'track', 'tia@example.com')
  await expect(page.getByRole('heading', { level: 1, name: `Order ${number}` })).toBeVisible()
  await expect(page).toHaveURL(/\/track$/)
})
