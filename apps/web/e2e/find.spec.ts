import type { Locator, Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { expectAccessible } from './accessibility.ts'
import type { Shop } from './shop.ts'
import { test } from './shop.ts'

/** Expects that axe finds no fault on a page, in light and in dark mode. */
const expectAccessibleDayAndNight = async (page: Page) => {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // During a transition the colors are of neither mode.
    await page.waitForFunction(() => !document.getAnimations().some((each) => each instanceof CSSTransition))
    await expectAccessible(page)
  }
}

const searchBox = (page: Page) => page.getByRole('combobox', { name: 'Search products' })
const count = (page: Page) => page.getByRole('main').getByRole('status').first()

/** Acts on the filters: beside the list, or on a phone in their sheet. */
const inFilters = async (page: Page, isMobile: boolean, act: (filters: Locator) => Promise<void>) => {
  if (!isMobile) return act(page.getByRole('complementary', { name: 'Filters' }))
  await page.getByRole('button', { name: /^Filters/ }).click()
  const sheet = page.getByRole('dialog', { name: 'Filters' })
  await act(sheet)
  await sheet.getByRole('button', { name: /^Show \d/ }).click()
}

const amountsOf = async (page: Page): Promise<number[]> => {
  const texts = await page.getByRole('article').locator('p').filter({ hasText: '€' }).allTextContents()
  return texts.map((text) => Number(/€([\d,.]+)/.exec(text)?.[1]?.replace(',', '')))
}

/** Creates a shirt with one sold-out combination and one missing combination. Once per shop. */
const makeShirt = async ({ owner }: Shop) => {
  const made = (colour: string, size: string, onHand: number) => ({
    optionValues: [colour, size],
    prices: [{ currency: 'EUR' as const, amount: 6200, compareAtAmount: 7500 }],
    onHand,
  })
  return owner.admin.products.create.mutate({
    idempotencyKey: 'shirt-of-the-journey',
    title: 'Lighthouse Shirt',
    slug: 'lighthouse-shirt',
    descriptionHtml: '<p>A shirt for bright days.</p>',
    vendor: 'Norrvik',
    productType: 'Shirts',
    tags: ['summer'],
    status: 'active',
    seoTitle: 'Lighthouse Shirt in linen',
    seoDescription: 'Linen that has seen the sea.',
    options: ['Colour', 'Size'],
    variants: [made('Rust', 'S', 40), made('Rust', 'M', 3), made('Sage', 'S', 0)],
  })
}

test('a shopper who mistypes is told what was found instead, and picks a suggestion by keyboard', async ({ page }) => {
  await page.goto('/')
  await searchBox(page).fill('lapm')
  await searchBox(page).press('Enter')
  await expect(page.getByText('Showing results for lamp instead of “lapm”')).toBeVisible()
  await expect(page.getByRole('article').first()).toContainText('Lamp')
  await expectAccessibleDayAndNight(page)

  await searchBox(page).fill('backp')
  const list = page.getByRole('listbox', { name: 'Suggestions' })
  await expect(list.getByRole('group', { name: 'Products' }).getByRole('option').first()).toContainText('Backpack')
  await expect(searchBox(page)).toHaveAttribute('aria-expanded', 'true')
  await expectAccessibleDayAndNight(page)
  await searchBox(page).press('Escape')
  await expect(list).toBeHidden()
  await expect(searchBox(page)).toHaveValue('backp')

  await searchBox(page).press('ArrowDown')
  await searchBox(page).press('ArrowUp')
  await expect(list.getByRole('option', { selected: true })).toHaveText('See all results for “backp”')
  const products = list.getByRole('group', { name: 'Products' }).getByRole('option')
  for (let left = await products.count(); left > 0; left--) await searchBox(page).press('ArrowUp')
  const chosen = list.getByRole('option', { selected: true })
  await expect(searchBox(page)).toHaveAttribute('aria-activedescendant', (await chosen.getAttribute('id')) ?? '')
  await searchBox(page).press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: /Backpack/ })).toBeVisible()
  await expect(list).toBeHidden()
})

test('a shopper narrows the list by several values, price and stock, and takes each step back', async ({
  page,
  isMobile,
}) => {
  await page.goto('/products')
  await expect(count(page)).toHaveText(/^\d+ products$/)
  const all = await count(page).textContent()
  await inFilters(page, isMobile, async (filters) => {
    await filters.getByLabel(/^Rust,/).check()
    await filters.getByLabel(/^Sage,/).check()
    await filters.getByLabel(/^M,/).check()
    await filters.getByLabel('In stock only').check()
    await filters.getByLabel('Highest price').fill('90')
    await filters.getByLabel('Highest price').press('Enter')
    await expectAccessibleDayAndNight(page)
  })
  await expect(page).toHaveURL(/option=Colour%3ARust&option=Colour%3ASage&option=Size%3AM/)
  await expect(page).toHaveURL(/priceMax=9000/)
  const chips = page.getByRole('list', { name: 'Filters that are set' })
  await expect(chips.getByRole('button')).toHaveText([/In stock/, /Up to €90/, /Rust/, /Sage/, /Size: M/, 'Clear all'])
  await expect(count(page)).not.toHaveText(all ?? '')

  await page.getByLabel('Sort by').selectOption('price_desc')
  await expect(page).toHaveURL(/sort=price_desc/)
  await expect(count(page)).toHaveText(/^\d+ products$/)
  await expect(async () => {
    const amounts = await amountsOf(page)
    expect(amounts.length).toBeGreaterThan(1)
    expect(amounts).toEqual(amounts.toSorted((a, b) => b - a))
    expect(Math.max(...amounts)).toBeLessThanOrEqual(90)
  }).toPass()

  await chips.getByRole('button', { name: 'Remove filter Colour: Rust' }).press('Enter')
  await expect(chips.getByRole('button', { name: 'Remove filter Colour: Sage' })).toBeFocused()
  await page.goBack()
  await expect(chips.getByRole('button', { name: 'Remove filter Colour: Rust' })).toBeVisible()
  await page.reload()
  await expect(chips.getByRole('button')).toHaveCount(6)
  await chips.getByRole('button', { name: 'Clear all' }).click()
  await expect(chips).toBeHidden()
  await expect(count(page)).toHaveText(all ?? '')
})

test('a shopper pages by keyboard and goes on with the first new product', async ({ page }) => {
  await page.goto('/products?sort=title')
  await expect(page.getByRole('article')).toHaveCount(24)
  await page.getByRole('button', { name: 'Load more' }).press('Enter')
  await expect(page.getByRole('article')).toHaveCount(48)
  await expect(page.getByRole('article').nth(24).getByRole('link')).toBeFocused()
  await expect(page.getByText(/^48 of \d+ products shown$/)).toBeVisible()
  const titles = await page.getByRole('article').getByRole('heading').allTextContents()
  expect(new Set(titles).size).toBe(48)
  await page.getByRole('article').nth(30).getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(titles[30] ?? '')
  await page.goBack()
  await expect(page.getByRole('article').nth(30)).toBeInViewport()
})

test('a shopper chooses options that can be had, puts them in the cart, and old addresses still lead there', async ({
  page,
  shop,
}) => {
  const shirt = await makeShirt(shop)
  await page.goto('/products/lighthouse-shirt')
  await expect(page).toHaveTitle(/^Lighthouse Shirt in linen/)
  await expect(page.locator('meta[name="description"]')).toHaveAttribute('content', 'Linen that has seen the sea.')
  await expect(page.getByText('In stock, ready to ship')).toBeVisible()
  await expect(page.getByText('You save €13.00')).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Sage (sold out)' })).toBeVisible()
  await page.getByRole('radio', { name: 'M', exact: true }).check()
  await expect(page).toHaveURL(/\?variant=/)
  await expect(page.getByText('Only 3 left')).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Sage (not made with the rest of your choice)' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Goes well with' })).toBeVisible()
  await expectAccessibleDayAndNight(page)
  await page.reload()
  await expect(page.getByRole('radio', { name: 'M', exact: true })).toBeChecked()
  await page.getByRole('button', { name: /^Add to cart/ }).click()
  await expect(page.getByRole('dialog', { name: 'Cart' }).getByText('Rust / M')).toBeVisible()
  await page.getByRole('dialog', { name: 'Cart' }).getByRole('button', { name: 'Close' }).click()
  await page.getByRole('radio', { name: /^Sage/ }).check()
  await expect(page.getByRole('button', { name: 'Sold out' })).toBeDisabled()

  const { id, version, title, status } = await shop.owner.admin.products.get.query({ id: shirt.id })
  const variants = shirt.variants.map(({ id, optionValues, prices }) => ({
    id,
    optionValues,
    prices: prices.map(({ price, compareAtPrice }) => ({
      currency: price.currency,
      amount: price.amount,
      compareAtAmount: compareAtPrice?.amount ?? null,
    })),
  }))
  const slug = `beacon-shirt-${version}`
  await shop.owner.admin.products.update.mutate({
    id,
    version,
    title,
    status,
    slug,
    options: ['Colour', 'Size'],
    variants,
  })
  await page.goto('/products/lighthouse-shirt')
  await expect(page).toHaveURL(new RegExp(`/products/${slug}$`))
})

test('a shopper walks through the collections down to a product', async ({ page, shop, isMobile }) => {
  const { collections } = shop.owner.admin
  const top = await collections.create.mutate({
    title: 'Harbour corner',
    descriptionHtml: '<p>For days by the sea.</p>',
    rules: { match: 'any', conditions: [{ field: 'productType', operator: 'is', value: 'Teapots' }] },
  })
  const below = await collections.create.mutate({ title: 'Gifts by hand', parentId: top.id })
  const { items } = await shop.owner.products.list.query({ productTypes: ['Vases'], sort: 'title', limit: 3 })
  const picked = items.map(({ id }) => id).toReversed()
  await collections.arrange.mutate({ id: below.id, action: 'add', productIds: picked })
  await expect
    .poll(async () => (await shop.owner.collections.get.query({ slug: 'harbour-corner' })).productCount)
    .toBeGreaterThan(3)

  await page.goto('/')
  if (isMobile) await page.getByRole('button', { name: 'Menu' }).click()
  else await page.getByRole('button', { name: 'All departments' }).click()
  await expectAccessibleDayAndNight(page)
  const menu = isMobile ? page.getByRole('dialog', { name: 'Shop' }) : page.locator('#departments-menu')
  if (isMobile) await menu.locator('summary', { hasText: 'Harbour corner' }).click()
  await menu.getByRole('link', { name: isMobile ? 'All in Harbour corner' : 'Harbour corner' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Harbour corner' })).toBeVisible()
  await expect(page.getByText('For days by the sea.')).toBeVisible()
  await expectAccessibleDayAndNight(page)

  await page
    .getByRole('main')
    .getByRole('link', { name: /^Gifts by hand/ })
    .click()
  await expect(page.getByLabel('Sort by')).toHaveValue('featured')
  await expect(count(page)).toHaveText('3 products')
  const titles = items.map(({ title }) => title).toReversed()
  await expect(page.getByRole('article').getByRole('heading')).toHaveText(titles)
  await page.getByRole('article').first().getByRole('link').click()
  const trail = page.getByRole('navigation', { name: 'Breadcrumb' })
  await expect(trail.getByRole('link')).toHaveText(['All products', 'Harbour corner', 'Gifts by hand'])

  await page.goto('/collections')
  await expect(page.getByRole('list', { name: 'In Harbour corner' })).toBeVisible()
  await expectAccessibleDayAndNight(page)
  await page.goto('/collections/no-such-collection')
  await expect(page.getByRole('heading', { level: 1, name: 'There is no such collection' })).toBeVisible()
})

test('a shopper who finds nothing is told what to do', async ({ page }) => {
  await page.goto('/products?search=zzqqxx&inStock=true')
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible()
  await expect(page.getByText('No product matches “zzqqxx” with these filters.')).toBeVisible()
  await expectAccessibleDayAndNight(page)
  await page.getByRole('button', { name: 'Clear all filters' }).click()
  await expect(page.getByText(/Look at the spelling/)).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'See all products' }).click()
  await expect(page.getByRole('article').first()).toBeVisible()
})

test('a shopper looks at the pictures by key and by press, and a variant shows its own', async ({ page }) => {
  await page.goto('/products/jetty-straight-jeans')
  const first = page.getByRole('button', { name: 'Picture 1 of 2' })
  const second = page.getByRole('button', { name: 'Picture 2 of 2' })
  const track = page.getByRole('list', { name: /^Pictures of/ })
  await expect(first).toHaveAttribute('aria-pressed', 'true')
  await track.press('ArrowRight')
  await expect(second).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('img', { name: /indigo/ }).first()).toBeInViewport({ ratio: 0.5 })
  await track.press('ArrowLeft')
  await expect(first).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('radio', { name: 'Indigo' }).check()
  await expect(second).toHaveAttribute('aria-pressed', 'true')
})

test('a list that cannot be read says so, and is read at the next try', async ({ page }) => {
  await page.route('**/trpc/**products.list**', (route) => route.abort())
  await page.goto('/products')
  await expect(page.getByRole('heading', { name: 'That did not load' })).toBeVisible()
  await expectAccessibleDayAndNight(page)
  await page.unroute('**/trpc/**products.list**')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('article').first()).toBeVisible()
})
