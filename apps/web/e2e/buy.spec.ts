import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { expectAccessible } from './accessibility.ts'
import { addToCart } from './buying.ts'
import type { Shop } from './shop.ts'
import { test } from './shop.ts'
import { signUp } from './visitors.ts'

const cli = fileURLToPath(new URL('../../cli/dist/index.js', import.meta.url))

/** Runs the built command line as the owner, with a separate home folder. */
const tradepost = ({ server, folder }: Shop, ...args: string[]): string =>
  execFileSync(process.execPath, [cli, ...args], {
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      XDG_CONFIG_HOME: folder,
      TRADEPOST_URL: server.url,
      TRADEPOST_PASSWORD: 'a long owner password',
    },
  })

const search = async (page: Page, text: string) => {
  const box = page.getByLabel('Search products').filter({ visible: true })
  await box.fill(text)
  await box.press('Enter')
  await expect(page).toHaveURL(/\/products\?.*search=/)
}

const fillAddress = async (page: Page) => {
  const fields = {
    Name: 'Nora Newcomer',
    'Street and number': '7 Harbour Row',
    'Postal code': 'D02 X285',
    City: 'Dublin',
  }
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value)
  await page.getByLabel('Country').selectOption('IE')
}

test('a visitor signs up, finds an imported product, puts two in the cart, pays and sees the order', async ({
  page,
  shop,
  isMobile,
}) => {
  const email = isMobile ? 'nora-phone@example.com' : 'nora@example.com'
  await page.goto('/')
  await expectAccessible(page)
  await signUp(page, { name: 'Nora Newcomer', email })

  await search(page, 'black bean')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Black Beanbag' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Black Beanbag' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'One more' }).click()
  await page.getByRole('button', { name: /^Add to cart/ }).click()

  const cart = page.getByRole('dialog')
  await expect(cart.getByText('Black Beanbag')).toBeVisible()
  await expect(cart.getByText('€139.98').first()).toBeVisible()
  await cart.getByRole('link', { name: /Checkout/ }).click()

  await fillAddress(page)
  await page.getByLabel('Card number').fill('4242 4242 4242 4242')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Pay €139.98' }).click()

  const heading = page.getByRole('heading', { name: /TP-/ })
  await expect(heading).toBeVisible()
  const number = /TP-[0-9A-Z-]+/.exec((await heading.textContent()) ?? '')?.[0] ?? 'no number'
  await expectAccessible(page)
  await page.goto('/orders')
  await expect(page.getByText(number)).toBeVisible()

  tradepost(shop, 'sign-in', '--email', 'owner@shop.test')
  const listed = tradepost(shop, 'orders', 'list')
  const row = listed.split('\n').find((line) => line.includes(number)) ?? ''
  expect(row).toContain('€139.98')
  expect(row).toContain('placed')
})

test('a guest whose card is declined is told at the card, and pays with another one', async ({ page, shop }) => {
  const { items } = await shop.owner.products.list.query({ search: 'grey sofa' })
  await page.goto(`/products/${items[0]?.slug}`)
  await page.getByRole('button', { name: /^Add to cart/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('link', { name: /Checkout/ })
    .click()
  await page.getByLabel('E-mail address').fill('guest@example.com')
  await fillAddress(page)
  await page.getByLabel('Card number').fill('4000 0000 0000 0002')
  await page.getByRole('button', { name: /^Pay €/ }).click()
  await expect(page.getByText(/declined/i).first()).toBeVisible()
  await page.getByLabel('Card number').fill('4242 4242 4242 4242')
  await page.getByRole('button', { name: /^Pay €/ }).click()
  await expect(page.getByRole('heading', { name: /TP-/ })).toBeVisible()
})

test('a guest’s cart comes along at sign-in, and a sold-out item is told before it is paid', async ({
  page,
  shop,
  isMobile,
}) => {
  const slug = isMobile ? 'ocean-blue-shirt' : 'yellow-wool-jumper'
  const product = await shop.owner.products.get.query({ slug })
  await page.goto(`/products/${slug}`)
  await addToCart(page, product.title)
  await signUp(page, { name: 'Nora Newcomer', email: `merge-${slug}@example.com` })
  await page.goto('/cart')
  await expect(page.getByText(product.title).first()).toBeVisible()

  await shop.rivalBuys(product.variants[0]?.id)
  await page.goto('/checkout')
  await fillAddress(page)
  await page.getByLabel('Card number').fill('4242 4242 4242 4242')
  const pay = page.getByRole('button', { name: /^Pay €/ })
  if (await pay.isEnabled()) await pay.click()
  await expect(page.getByText(/sold out|none left|not.*available|out of stock/i).first()).toBeVisible()
})

test('the shop is shown in the dark, by keyboard, and for an unknown address', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/')
  await expectAccessible(page)
  await page.keyboard.press('Tab')
  await expect(page.locator(':focus')).toHaveText(/skip/i)
  await page.goto('/no-such-page')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expectAccessible(page)
  await page.goto('/products/no-such-product')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})
