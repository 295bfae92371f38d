import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { expectAccessible } from './accessibility.ts'
import { drawPicture, makeProduct, secondDesk, signInAsStaff } from './back-desk.ts'
import { test } from './shop.ts'
import { fillSignIn, openMailedLink, password } from './visitors.ts'

const addOption = async (page: Page, name: string, values: readonly string[]) => {
  await page.getByRole('button', { name: /^Add (an option|another option)/ }).click()
  await page.getByLabel('Option', { exact: true }).last().fill(name)
  for (const value of values) {
    await page.getByLabel(`New value of ${name}`).fill(value)
    await page.getByLabel(`New value of ${name}`).press('Enter')
  }
}

const save = async (page: Page, act: string, title: string) => {
  await page.getByRole('button', { name: act, exact: true }).click()
  // The notice of an earlier save may still be visible. The bar disappears only when this save is answered.
  await expect(page.getByRole('region', { name: 'Unsaved changes' })).toBeHidden()
  await expect(page.getByText(`${title} is saved.`)).toBeVisible()
}

test('staff make a product with six variants and two pictures, and the shop sells it', async ({
  page,
  shop,
  isMobile,
}) => {
  const title = isMobile ? 'Journey parka' : 'Journey jacket'
  await signInAsStaff(page, '/admin/products')
  await expect(page.getByRole('list', { name: 'Products' }).getByRole('listitem').first()).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'New product' }).click()
  await page.getByLabel('Title', { exact: true }).fill(title)
  await page.getByRole('textbox', { name: 'Description', exact: true }).click()
  await page.getByRole('button', { name: 'List', exact: true }).click()
  await page.keyboard.type('Warm and dry.')

  const files = [await drawPicture(page, 'image/png', 'teal'), await drawPicture(page, 'image/jpeg', 'orange')]
  const pictures = page.getByRole('list', { name: 'Pictures' }).getByRole('listitem')
  await page.getByLabel('Upload pictures').setInputFiles(files)
  await expect(pictures).toHaveCount(2)
  await page
    .getByLabel('Upload pictures')
    .setInputFiles({ name: 'not.png', mimeType: 'image/png', buffer: Buffer.from('no picture at all') })
  await expect(page.getByText(/Not a picture that the shop takes/)).toBeVisible()
  await page.getByRole('button', { name: 'Dismiss not.png' }).click()
  await page.getByLabel('What it shows of picture 1').fill('The jacket from the front')

  await page.getByLabel('Price (EUR) of the product').fill('120')
  await addOption(page, 'Colour', ['Teal', 'Orange'])
  await addOption(page, 'Size', ['S', 'M', 'L'])
  const variants = page.getByRole('list', { name: 'Variants' })
  await expect(variants.getByRole('listitem')).toHaveCount(6)
  await page.getByLabel('Fill in', { exact: true }).selectOption('Stock of new variants')
  await page.getByLabel('Value', { exact: true }).fill('7')
  await page.getByRole('button', { name: 'Fill in' }).click()
  await page.getByLabel('Price (EUR) of Orange / L').fill('12o')
  await page.getByLabel('Who sees it').selectOption('active')
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Create product' }).click()
  await expect(page.getByLabel('Price (EUR) of Orange / L')).toBeFocused()
  await expect(page.getByText('Enter an amount such as 19.00.').last()).toBeVisible()
  await page.getByLabel('Price (EUR) of Orange / L').fill('135,50')
  await page.keyboard.press('Control+s')
  await expect(page.getByText(`${title} is saved.`)).toBeVisible()
  await expect(page).toHaveURL(/\/admin\/products\/prd_/)
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await expect(page.getByText('7 free').first()).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Write HTML' }).click()
  const source = page.getByRole('textbox', { name: 'Description', exact: true })
  await expect(source).toHaveValue('<ul><li>Warm and dry.</li></ul>')
  await source.fill(
    '<h1>Care</h1><ul><li>Warm and dry.</li></ul><table><tbody><tr><td onclick="x()">Wash at <b>30 °C</b></td></tr></tbody></table>' +
      '<script>alert(1)</script><a href="javascript:alert(1)">no</a> <a href="https://example.com/">yes</a>'
  )
  const preview = page.getByRole('region', { name: 'As the shop will show it' })
  await expect(preview.getByRole('cell')).toHaveText('Wash at 30 °C')
  await expect(preview.getByRole('link')).toHaveText('yes')
  await expect(preview.getByText('alert')).toHaveCount(0)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Write as it looks' }).click()
  await expect(source.getByRole('cell')).toHaveText('Wash at 30 °C')
  await save(page, 'Save', title)
  const id = page.url().split('/').at(-1) ?? ''
  const { descriptionHtml } = await shop.owner.admin.products.get.query({ id: `prd_${id.slice('prd_'.length)}` })
  expect(descriptionHtml).toContain('<td>Wash at <b>30 °C</b></td>')
  expect(descriptionHtml).not.toMatch(/onclick|script/)

  await page.goto(`/products/${title.toLowerCase().replace(' ', '-')}`)
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await expect(page.getByText('Warm and dry.')).toBeVisible()
  await expect(page.getByText('€120.00').first()).toBeVisible()
  const shown = page.getByRole('img', { name: 'The jacket from the front' }).first()
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
})

test('the second of two who edit one product is shown both versions, chooses, and loses nothing', async ({
  page,
  shop,
  browser,
  isMobile,
}) => {
  const product = await makeProduct(shop, isMobile ? 'Contested lamp (phone)' : 'Contested lamp', { tags: ['old'] })
  const path = `/admin/products/${product.id}`
  await signInAsStaff(page, path)
  const other = await secondDesk(browser, shop)
  await signInAsStaff(other.page, path)
  await expect(other.page.getByLabel('Title', { exact: true })).toHaveValue(product.title)

  await page.getByLabel('Title', { exact: true }).fill('First title')
  await page.getByLabel('Maker').fill('Maker of the first')
  await page.getByRole('combobox', { name: 'Tags' }).fill('first,')
  await save(page, 'Save', 'First title')

  await other.page.getByLabel('Title', { exact: true }).fill('Second title')
  await other.page.getByLabel('Price (EUR) of the product').fill('25')
  await other.page.getByRole('combobox', { name: 'Tags' }).fill('second,')
  await other.page.getByRole('button', { name: 'Save', exact: true }).click()
  const dialog = other.page.getByRole('dialog', { name: 'Somebody else has saved this product' })
  await expect(dialog).toBeVisible()
  await expect(dialog.getByRole('group', { name: /^Title/ }).getByLabel('Yours')).toBeChecked()
  await expect(dialog.getByRole('group', { name: /^Maker/ }).getByLabel('Saved meanwhile')).toBeChecked()
  await expect(dialog.getByRole('group', { name: /^Tags/ }).getByLabel('Both changes')).toBeChecked()
  await expect(dialog.getByRole('group', { name: /^Price in EUR/ }).getByLabel('Yours')).toBeChecked()
  await expectAccessible(other.page)
  await dialog.getByRole('button', { name: 'Back to editing' }).click()
  await expect(other.page.getByLabel('Title', { exact: true })).toHaveValue('Second title')
  await other.page.getByRole('button', { name: 'Save', exact: true }).click()
  await dialog
    .getByRole('group', { name: /^Title/ })
    .getByLabel('Saved meanwhile')
    .check()
  await dialog.getByRole('button', { name: 'Save as chosen' }).click()
  await expect(other.page.getByText('First title is saved.')).toBeVisible()

  const outcome = await shop.owner.admin.products.get.query({ id: product.id })
  expect(outcome).toMatchObject({
    title: 'First title',
    vendor: 'Maker of the first',
    tags: ['old', 'first', 'second'],
  })
  expect(outcome.variants[0]?.prices[0]?.price).toEqual({ amount: 2500, currency: 'EUR' })

  await shop.owner.admin.products.delete.mutate({ id: product.id, version: outcome.version })
  const rescued = `Rescued ${product.title}`
  await other.page.getByLabel('Title', { exact: true }).fill(rescued)
  await other.page.getByRole('button', { name: 'Save', exact: true }).click()
  await other.page.getByRole('button', { name: 'Save as a new product' }).click()
  await expect(other.page.getByRole('heading', { level: 1, name: rescued })).toBeVisible()
  await expect(other.page).not.toHaveURL(new RegExp(product.id))
  await other.context.close()
})

test('what was typed is not left behind by accident, and many products are changed at once', async ({
  page,
  shop,
  isMobile,
}) => {
  const word = isMobile ? 'Bulkphone' : 'Bulkdesk'
  const first = await makeProduct(shop, `${word} one`, { amount: 1995 })
  await makeProduct(shop, `${word} two`)
  await signInAsStaff(page, `/admin/products/${first.id}`)
  await page.getByLabel('Title', { exact: true }).fill('Half typed')
  await page.getByRole('link', { name: 'All products' }).click()
  const question = page.getByRole('dialog', { name: 'Leave without saving?' })
  await expectAccessible(page)
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Half typed')
  await page.getByRole('link', { name: 'All products' }).click()
  await question.getByRole('button', { name: 'Leave' }).click()

  await page.getByRole('searchbox', { name: 'Search products' }).fill(word)
  await expect(page).toHaveURL(new RegExp(`search=${word}`))
  const rows = page.getByRole('list', { name: 'Products' }).getByRole('listitem')
  await expect(rows).toHaveCount(2)
  await page.getByLabel('Choose all that are shown').check()
  await page.getByRole('button', { name: 'Change …' }).click()
  await page.getByLabel('What to do').selectOption('Change prices by percent')
  await page.getByLabel('Percent').fill('10')
  await expect(page.getByText(/^Raises every price of 2 products by 10 %/)).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await expect(page.getByText('2 changed.')).toBeVisible()
  await expect(rows.getByText('€21.95')).toBeVisible()

  await page.getByLabel('Choose all that are shown').check()
  await page.getByRole('button', { name: 'Change …' }).click()
  await page.getByLabel('What to do').selectOption('Delete')
  await page.getByRole('button', { name: 'Delete for good' }).click()
  await expect(page.getByRole('heading', { name: 'Nothing fits' })).toBeVisible()
})

test('a collection by rule fills itself, one by hand is put in order, and a conflict is asked about', async ({
  page,
  shop,
  isMobile,
}) => {
  const word = isMobile ? 'phonetag' : 'desktag'
  for (const name of ['Ash', 'Birch', 'Cedar']) await makeProduct(shop, `${name} ${word}`, { tags: [word] })
  await signInAsStaff(page, '/admin/collections')
  await page.getByRole('link', { name: 'New collection' }).click()
  await page.getByLabel('Title', { exact: true }).fill(`By rule ${word}`)
  await page.getByLabel('Products found by rule').check()
  await page.getByRole('button', { name: 'Create collection' }).click()
  await expect(page.getByText('A rule needs one condition at least.').last()).toBeVisible()
  await page.getByRole('button', { name: 'Add a condition' }).click()
  await page.getByLabel('With').fill(word)
  await expectAccessible(page)
  await save(page, 'Create collection', `By rule ${word}`)
  await expect(page.getByText('3 products of it are on sale.')).toBeVisible({ timeout: 20_000 })

  await page.goto('/admin/collections/new')
  await page.getByLabel('Title', { exact: true }).fill(`By hand ${word}`)
  await page.getByLabel('Lies below').selectOption({ label: `By rule ${word}` })
  await save(page, 'Create collection', `By hand ${word}`)
  await page.getByRole('searchbox', { name: 'Add products' }).fill(word)
  for (const name of ['Ash', 'Birch', 'Cedar']) await page.getByRole('button', { name: `Add ${name} ${word}` }).click()
  const order = page.getByRole('list', { name: 'Products of the collection' }).getByRole('link')
  await expect(order).toHaveText([`Ash ${word}`, `Birch ${word}`, `Cedar ${word}`])
  await page.getByRole('button', { name: `Move Cedar ${word} up` }).click()
  await expect(order).toHaveText([`Ash ${word}`, `Cedar ${word}`, `Birch ${word}`])
  await page.getByRole('button', { name: `Move Ash ${word} down` }).click()
  await expect(order).toHaveText([`Cedar ${word}`, `Ash ${word}`, `Birch ${word}`])
  await page.getByRole('button', { name: `Take Birch ${word} out` }).click()
  await expect(order).toHaveCount(2)
  await expectAccessible(page)
  const { items } = await shop.owner.products.list.query({ collection: `by-hand-${word}`, sort: 'featured' })
  expect(items.map(({ title }) => title)).toEqual([`Cedar ${word}`, `Ash ${word}`])

  const { items: all } = await shop.owner.admin.collections.list.query()
  const own = all.find(({ slug }) => slug === `by-hand-${word}`)
  if (!own) throw new Error('The collection is not there.')
  const { id, version, title, parentId } = own
  await shop.owner.admin.collections.update.mutate({ id, version, title, parentId, seoTitle: 'Of somebody else' })
  await page.getByLabel('Title', { exact: true }).fill(`Mine ${word}`)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('dialog').getByText(/differ in: title, texts for search engines/)).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Save mine over it' }).click()
  await expect(page.getByText(`Mine ${word} is saved.`)).toBeVisible()

  await page.goto('/admin/collections')
  await expect(page.getByRole('list', { name: `Below By rule ${word}` }).getByRole('link')).toHaveText([`Mine ${word}`])
  await expectAccessible(page)
})

test('a picture of the library is described, and not deleted while a product shows it', async ({ page, isMobile }) => {
  const colour = isMobile ? 'purple' : 'navy'
  await signInAsStaff(page, '/admin/media')
  const file = await drawPicture(page, 'image/jpeg', colour)
  await page.getByLabel('Upload pictures').setInputFiles(file)
  const card = page.getByRole('listitem').filter({ hasText: file.name })
  await expect(card).toBeVisible()
  await page.getByLabel(`What it shows: ${file.name}`).fill('A square')
  await page.getByRole('button', { name: `Save what ${file.name} shows` }).click()
  await expect(card.getByRole('img', { name: 'A square' })).toBeVisible()
  // A target that the header covers while the page is scrolled would count as too small.
  await page.evaluate(() => window.scrollTo(0, 0))
  await expectAccessible(page)

  await page.goto('/admin/products/new')
  await page.getByLabel('Title', { exact: true }).fill(`Framed ${colour}`)
  await page.getByLabel('Price (EUR) of the product').fill('9')
  await page.getByRole('button', { name: 'Choose from the library' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'A square' }).first().click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Use picture' }).click()
  await save(page, 'Create product', `Framed ${colour}`)

  await page.goto('/admin/media')
  await expect(card.getByText(/used once/)).toBeVisible()
  await card.getByRole('button', { name: `Delete ${file.name}` }).click()
  await page.getByRole('button', { name: 'Delete picture' }).click()
  await expect(
    page
      .getByRole('dialog')
      .getByText(/take it from (them|there) first/)
      .first()
  ).toBeVisible()
  await expectAccessible(page)
})

test('support sees products and collections, and can change nothing', async ({ page, shop, isMobile }) => {
  const product = await makeProduct(shop, isMobile ? 'Seen on the phone' : 'Seen by support')
  const person = { name: 'Sue Support', email: isMobile ? 'sue-phone@example.com' : 'sue@example.com' }
  await shop.owner.admin.staff.invite.mutate({ email: person.email, role: 'support' })
  await openMailedLink(page, 'accept-invitation', person.email)
  await page.getByLabel('Name').fill(person.name)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Join' }).click()
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
  await fillSignIn(page, person)
  await expect(page.getByRole('heading', { name: `Hello, ${person.name}` })).toBeVisible()
  await page.goto('/admin/products')
  await expect(page.getByRole('list', { name: 'Products' }).getByRole('listitem').first()).toBeVisible()
  await expect(page.getByRole('link', { name: 'New product' })).toHaveCount(0)
  await expect(page.getByRole('checkbox')).toHaveCount(0)
  await page.goto(`/admin/products/${product.id}`)
  await expect(page.getByText('Your role may see products, not change them.')).toBeVisible()
  await expect(page.getByLabel('Title', { exact: true })).toBeDisabled()
  await expect(page.getByRole('button', { name: /^(Upload|Delete|Save|Add)/ })).toHaveCount(0)
  await expectAccessible(page)
  await page.goto('/admin/import')
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
})
