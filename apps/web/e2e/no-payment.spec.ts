import { expect } from '@playwright/test'
import { signInAsOwner } from '../../server/test/buyers.ts'
import { makeShopFolder, runServer } from '../../server/test/run-server.ts'
import { expectAccessible } from './accessibility.ts'
import { makeProduct } from './back-desk.ts'
import { test } from './shop.ts'

test('a shop without Stripe and test cards offers invoices alone; without these too, it says that it takes no payment', async ({
  page,
}) => {
  // This test starts a separate server.
  test.slow()
  const { folder, remove } = makeShopFolder()
  const server = await runServer(folder, { LOG_LEVEL: 'error', TEST_PAYMENTS: undefined })
  const owner = await signInAsOwner(server)
  const { slug } = await makeProduct({ owner }, 'Unpaid doodad', { amount: 4900 })
  await page.goto(`${server.url}/products/${slug}`)
  await page.getByRole('button', { name: /^Add to cart/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('link', { name: /Checkout/ })
    .click()
  await expect(page.getByRole('radio', { name: 'Invoice' })).toBeChecked()
  await expect(page.getByLabel('Card number')).toHaveCount(0)

  const { currency: _, ...settings } = await owner.admin.settings.shop.query()
  await owner.admin.settings.setShop.mutate({ ...settings, offersInvoice: false })
  await page.reload()
  await expect(page.getByText('This shop cannot take payments right now')).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Invoice' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: /€/ }).last()).toBeDisabled()
  await expectAccessible(page)
  await server.stop()
  remove()
})
