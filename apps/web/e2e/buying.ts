import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { Currency, formatMoney } from '@tradepost/contract'
import { changeRows, readRow } from '../../server/test/read-row.ts'
import { makeProduct } from './back-desk.ts'
import type { Shop } from './shop.ts'

export const cards = {
  good: '4242 4242 4242 4242',
  challenge: '4000 0025 0000 3155',
  late: '4000 0000 0000 0077',
} as const

/** Creates a product and adds some units of it to the cart from its page. */
export const putInCart = async (page: Page, shop: Shop, { title, units = 1, ...prices }: NewProduct) => {
  const { slug } = await makeProduct(shop, title, { amount: 4900, ...prices })
  await page.goto(`/products/${slug}`)
  for (let count = 1; count < units; count += 1) await page.getByRole('button', { name: 'One more' }).click()
  await addToCart(page, title)
}

/** Adds the selected variant to the cart from the product's page, and waits until the server has stored it. */
export const addToCart = async (page: Page, title: string) => {
  // The cart shows the line before the response arrives, and that response identifies the guest from then on.
  const added = page.waitForResponse((answer) => answer.url().includes('/trpc/cart.addItem'))
  await page.getByRole('button', { name: /^Add to cart/ }).click()
  await expect(page.getByRole('dialog').getByText(title)).toBeVisible()
  await added
}

interface NewProduct {
  readonly title: string
  readonly amount?: number
  readonly dollars?: number
  readonly units?: number
}

/** Fills in the contact, address and delivery of the checkout, but not the payment. */
export const fillCheckout = async (page: Page, email: string, delivery = /^Standard delivery/) => {
  await page.goto('/checkout')
  await page.getByLabel('E-mail address').fill(email)
  const fields = { Name: 'Gil Guest', 'Street and number': '7 Harbour Row', 'Postal code': 'D02 X285', City: 'Dublin' }
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value)
  await page.getByLabel('Country').selectOption('IE')
  await expect(page.getByRole('radio', { name: delivery })).toBeChecked()
}

/** Pays for the current checkout with a card. */
export const payWith = async (page: Page, card: string) => {
  await page.getByLabel('Card number').fill(card)
  await page.getByRole('button', { name: /^Pay [€$]/ }).click()
}

/** Waits for the order's page and returns the order number. */
export const placedNumber = async (page: Page): Promise<string> => {
  const heading = page.getByRole('heading', { level: 1, name: /TP-/ })
  await expect(heading).toBeVisible()
  return /TP-[0-9A-Z-]+/.exec((await heading.textContent()) ?? '')?.[0] ?? 'no number'
}

const columns =
  'subtotal_amount, discount_amount, shipping_amount, tax_amount, total_amount, currency, status, shipping_method'

/** Reads an order's row from the database. */
export const orderRow = (shop: Shop, number: string) =>
  readRow(shop.server.databasePath, `SELECT ${columns} FROM orders WHERE number = ?`, number)

/** Counts the orders that are waiting for their payment. */
export const openCheckouts = (shop: Shop) =>
  readRow(shop.server.databasePath, "SELECT count(*) AS n FROM orders WHERE status = 'pending_payment'")['n']

/** Expires the reservation of every unpaid order, as the passing of time would. */
export const runOutOfTime = (shop: Shop): void =>
  changeRows(shop.server.databasePath, "UPDATE orders SET reserved_until = 0 WHERE status = 'pending_payment'")

/** Expects the totals on the page to equal those of the order's row, to the cent. */
export const expectTotalsOfRow = async (page: Page, shop: Shop, number: string) => {
  const row = orderRow(shop, number)
  const text = (column: string) =>
    formatMoney({ amount: Number(row[column]), currency: Currency.parse(row['currency']) })
  const shown = page.locator('dl').first()
  const sum = (name: RegExp) =>
    shown
      .locator('div')
      .filter({ has: page.locator('dt', { hasText: name }) })
      .locator('dd')
  await expect(sum(/^Subtotal$/)).toHaveText(text('subtotal_amount'))
  await expect(sum(/^Delivery$/)).toHaveText(row['shipping_amount'] === 0 ? 'Free' : text('shipping_amount'))
  await expect(sum(/^Total$/)).toHaveText(text('total_amount'))
  await expect(sum(/included$/)).toHaveText(text('tax_amount'))
  if (row['discount_amount'] !== 0) await expect(sum(/\(.+\)$/)).toHaveText(`−${text('discount_amount')}`)
}
