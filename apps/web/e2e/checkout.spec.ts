import { expect } from '@playwright/test'
import { expectAccessible } from './accessibility.ts'
import {
  cards,
  expectTotalsOfRow,
  fillCheckout,
  openCheckouts,
  orderRow,
  payWith,
  placedNumber,
  putInCart,
  runOutOfTime,
} from './buying.ts'
import type { Shop } from './shop.ts'
import { test } from './shop.ts'

// This file leaves promotions and shipping methods behind.
test.use({ shopName: 'checkout' })

const makeCode = (shop: Shop, code: string, minimum = 0) =>
  shop.owner.admin.promotions.create.mutate({
    title: `Ten percent of ${code}`,
    code,
    reward: { kind: 'percent', basisPoints: 1000, on: { kind: 'everything' } },
    minimumAmounts: minimum === 0 ? [] : [{ currency: 'EUR', amount: minimum }],
  })

const addShipping = async (shop: Shop, name: string, price: { currency: 'EUR' | 'USD'; amount: number }) => {
  const [zone] = (await shop.owner.admin.zones.list.query()).items
  if (!zone) throw new Error('The shop has no zone.')
  const { currency, amount } = price
  const rates = [{ currency, freeFromAmount: null, steps: [{ maxWeightGrams: null, amount }] }]
  await shop.owner.admin.shipping.create.mutate({ zoneId: zone.id, name, description: 'With you tomorrow.', rates })
}

test('a guest buys with a code, express delivery and a card that the bank asks about: every total is the database’s', async ({
  page,
  shop,
}) => {
  await makeCode(shop, 'TENOFF', 6000)
  await addShipping(shop, 'Express', { currency: 'EUR', amount: 1250 })
  await putInCart(page, shop, { title: 'Checkout doodad' })
  await page.goto('/cart')
  const code = page.getByLabel('Discount code', { exact: true })
  await code.fill('NO-SUCH-CODE')
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByText('This code is not valid.')).toBeVisible()
  await expect(code).toBeFocused()
  await code.fill('tenoff')
  await code.press('Enter')
  await expect(page.getByText('It counts from €60.00 of goods on.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('main').getByRole('button', { name: 'One more' }).click()
  await expect(page.getByText('−€9.80')).toBeVisible()

  await fillCheckout(page, 'gil@example.com')
  await page.getByRole('radio', { name: 'Express, €12.50' }).check()
  const pay = page.getByRole('button', { name: 'Pay €100.70' })
  await expect(pay).toBeVisible()
  await expectAccessible(page)
  await payWith(page, cards.challenge)
  const bank = page.getByRole('dialog', { name: 'Your bank asks: is it you?' })
  await expect(bank).toBeVisible()
  await expectAccessible(page)
  await bank.getByRole('button', { name: 'Confirm' }).click()

  const number = await placedNumber(page)
  expect(orderRow(shop, number)).toMatchObject({ total_amount: 10_070, status: 'placed', shipping_method: 'Express' })
  await expectTotalsOfRow(page, shop, number)
  await expectAccessible(page)
  await page.goto('/cart')
  await expect(page.getByRole('heading', { name: 'Your cart is empty' })).toBeVisible()
})

test('a card that the bank’s question ends leaves the cart and the form as they were, and another card pays', async ({
  page,
  shop,
}) => {
  await putInCart(page, shop, { title: 'Refused doodad' })
  await fillCheckout(page, 'rae@example.com')
  await payWith(page, cards.challenge)
  await page.getByRole('dialog').getByRole('button', { name: 'Refuse' }).click()
  await expect(page.getByRole('heading', { name: 'The payment did not go through' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Back to the checkout' }).click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Gil Guest')
  await expect(page.getByLabel('Card number')).toHaveValue('')
  await payWith(page, cards.good)
  const number = await placedNumber(page)
  await expectTotalsOfRow(page, shop, number)
})

test('an order by invoice is placed unpaid, and its invoice prints without the shop around it', async ({
  page,
  shop,
}) => {
  await putInCart(page, shop, { title: 'Invoiced doodad', units: 2 })
  await fillCheckout(page, 'ivy@example.com')
  await page.getByRole('radio', { name: 'Invoice' }).check()
  await page.getByLabel('The same as the delivery address').uncheck()
  const billing = page.getByRole('region', { name: 'Billing address' })
  await page.getByRole('button', { name: /^Order for €/ }).click()
  await expect(billing.getByLabel('Name', { exact: true })).toBeFocused()
  const fields = { Name: 'Ivy Ltd', 'Street and number': '1 Quay', 'Postal code': 'D01', City: 'Dublin' }
  for (const [label, value] of Object.entries(fields)) await billing.getByLabel(label, { exact: true }).fill(value)
  await billing.getByLabel('Country').selectOption('IE')
  await expectAccessible(page)
  await page.getByRole('button', { name: /^Order for €/ }).click()
  const number = await placedNumber(page)
  await expect(page.getByText('Pay the invoice by bank transfer')).toBeVisible()
  await expectTotalsOfRow(page, shop, number)

  await page.getByRole('link', { name: 'Invoice' }).click()
  const paper = page.getByRole('article', { name: `Invoice ${number}` })
  await expect(paper).toContainText('Ivy Ltd')
  await expect(paper).toContainText('Gil Guest')
  await expect(paper).toContainText(/Please pay €[\d.]+ by bank transfer/)
  await expectAccessible(page)
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('banner')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden()
  await expect(paper).toBeVisible()
})

test('an answer that comes late is waited for, also over a reload', async ({ page, shop }) => {
  await putInCart(page, shop, { title: 'Late doodad' })
  await fillCheckout(page, 'lou@example.com')
  await payWith(page, cards.late)
  await expect(page.getByRole('heading', { name: 'Waiting for your payment' })).toBeVisible()
  await expectAccessible(page)
  await page.reload()
  await expectTotalsOfRow(page, shop, await placedNumber(page))
})

test('a cart whose payment is open is not changed unseen: one goes on with the payment or starts over', async ({
  page,
  shop,
}) => {
  await putInCart(page, shop, { title: 'Held doodad' })
  await fillCheckout(page, 'ora@example.com')
  await payWith(page, cards.challenge)
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.goto('/cart')
  await page.getByRole('main').getByRole('button', { name: 'One more' }).click()
  await expect(page.getByText('A payment for this cart is open', { exact: true })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Go on' }).click()
  await expect(page.getByRole('dialog', { name: 'Your bank asks: is it you?' })).toBeVisible()
  await page.goto('/cart')
  await page.getByRole('main').getByRole('button', { name: 'One more' }).click()
  await page.getByRole('button', { name: 'Start over' }).click()
  await expect(page.getByText('A payment for this cart is open', { exact: true })).toHaveCount(0)
  await page.getByRole('main').getByRole('button', { name: 'One more' }).click()
  await expect(page.getByRole('main').getByRole('textbox', { name: 'Quantity of Held doodad' })).toHaveValue('2')
})

test('where nothing is sent to a country any more, the checkout says so at the delivery and takes no order', async ({
  page,
  shop,
}) => {
  await putInCart(page, shop, { title: 'Unsent doodad' })
  await fillCheckout(page, 'uma@example.com')
  const zone = await shop.owner.admin.zones.create.mutate({ name: 'Ireland', countryCodes: ['IE'] })
  await payWith(page, cards.good)
  const delivery = page.getByRole('region', { name: 'Delivery', exact: true })
  await expect(delivery.getByText('We cannot send this cart to Ireland')).toBeVisible()
  await expectAccessible(page)
  await payWith(page, cards.good)
  await expect(delivery.locator(':focus')).toHaveCount(1)
  await shop.owner.admin.zones.delete.mutate({ id: zone.id })
  await page.goto('/cart')
  await expect(page.getByText('Unsent doodad').first()).toBeVisible()
})

test('a payment that nobody proves in time ends by itself: nothing is charged, and the cart pays again', async ({
  page,
  shop,
}) => {
  await page.clock.install()
  await putInCart(page, shop, { title: 'Forgotten doodad' })
  await fillCheckout(page, 'fay@example.com')
  await payWith(page, cards.challenge)
  await expect(page.getByRole('dialog', { name: 'Your bank asks: is it you?' })).toBeVisible()
  runOutOfTime(shop)
  await expect.poll(() => openCheckouts(shop)).toBe(0)
  await page.clock.fastForward('16:00')
  await expect(page.getByRole('heading', { name: 'The time to pay has run out' })).toBeVisible()
  await expect(page.getByText('Nothing was charged. Your cart is as it was.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Back to the checkout' }).click()
  await payWith(page, cards.good)
  await expectTotalsOfRow(page, shop, await placedNumber(page))
})

test('whoever pays in another currency sees every price in it, and pays what the database says', async ({
  page,
  shop,
}) => {
  const { currency: _own, ...settings } = await shop.owner.admin.settings.shop.query()
  await shop.owner.admin.settings.setShop.mutate({ ...settings, currencies: ['USD'] })
  await addShipping(shop, 'Atlantic post', { currency: 'USD', amount: 900 })
  await putInCart(page, shop, { title: 'Travelled doodad', amount: 4900, dollars: 5500, units: 2 })
  await page.goto('/cart')
  await page.getByLabel('Pay in').selectOption('USD')
  const lines = page.getByRole('main')
  await expect(lines.getByText('$110.00').first()).toBeVisible()
  await expect(lines.getByText('€')).toHaveCount(0)
  await expectAccessible(page)
  await fillCheckout(page, 'dora@example.com', /^Atlantic post, \$9\.00/)
  await expect(page.getByRole('button', { name: 'Pay $119.00' })).toBeVisible()
  await payWith(page, cards.good)
  const number = await placedNumber(page)
  expect(orderRow(shop, number)).toMatchObject({ currency: 'USD', total_amount: 11_900 })
  await expectTotalsOfRow(page, shop, number)
  await putInCart(page, shop, { title: 'Stayed doodad' })
  await page.goto('/cart')
  await expect(page.getByLabel('Pay in')).toHaveValue('EUR')
  await page.getByLabel('Pay in').selectOption('USD')
  await expect(page.getByText('Not sold in this currency. Pay in another one, or remove it.')).toBeVisible()
  await page.goto('/checkout')
  await expect(page.getByText('Not everything in your cart can be bought')).toBeVisible()
  await expect(page.getByText('There is nothing to pay.')).toHaveCount(0)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Change the cart' }).click()
  await page
    .getByRole('main')
    .getByRole('button', { name: /^Remove Stayed doodad/ })
    .click()
  await expect(page.getByRole('heading', { name: 'Your cart is empty' })).toBeVisible()
  await page.getByLabel('Pay in').selectOption('EUR')
  await expect(page.getByLabel('Pay in')).toHaveValue('EUR')
  await expectAccessible(page)
  await shop.owner.admin.settings.setShop.mutate(settings)
})
