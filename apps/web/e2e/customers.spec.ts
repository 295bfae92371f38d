import { expect } from '@playwright/test'
import { expectAccessible } from './accessibility.ts'
import { secondDesk, signInAsStaff } from './back-desk.ts'
import { buy, openOrder, setUpSelling } from './order-desk.ts'
import { test } from './shop.ts'
import { expectSignedIn, fillSignIn, openMailedLink, password, signIn, signUp } from './visitors.ts'

test.use({ shopName: 'customers' })

test('the owner disables a customer, whose browser is signed out and cannot sign in until they are enabled again', async ({
  page,
  browser,
  shop,
  isMobile,
}) => {
  const person = isMobile
    ? { name: 'Phone Paula', email: 'paula-phone@example.com' }
    : { name: 'Desk Paula', email: 'paula-desk@example.com' }
  const other = await secondDesk(browser, shop)
  await signUp(other.page, person)

  await signInAsStaff(page, '/admin/customers')
  await expect(page.getByRole('heading', { name: 'Customers', level: 1 })).toBeVisible()
  await expectAccessible(page)
  const find = async (text: string) => {
    await page.getByLabel('Email address or ID').fill(text)
    await page.getByRole('button', { name: 'Find' }).click()
  }
  await find('paula')
  await expect(page.getByRole('heading', { name: 'No customer found' })).toBeVisible()
  await find(person.email.toUpperCase())
  const account = page.getByRole('region', { name: person.name })
  await expect(account.getByText('Can sign in')).toBeVisible()
  await expect(account.getByText('1 session')).toBeVisible()
  await expectAccessible(page)

  await account.getByRole('button', { name: 'End all sessions' }).click()
  const dialog = page.getByRole('dialog')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'End all sessions' }).click()
  await expect(account.getByText('0 sessions')).toBeVisible()
  await signIn(other.page, person)
  await expectSignedIn(other.page, person)

  await account.getByRole('button', { name: 'Disable account' }).click()
  await expect(dialog.getByText('Their orders stay.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Disable account' }).click()
  await expect(account.getByText(/^Disabled since /)).toBeVisible()
  await expectAccessible(page)
  await signIn(other.page, person)
  await expect(other.page.getByText('E-mail address and password do not match an account.')).toBeVisible()

  await account.getByRole('button', { name: 'Enable account' }).click()
  await dialog.getByRole('button', { name: 'Enable account' }).click()
  await expect(account.getByText('Can sign in')).toBeVisible()
  await signIn(other.page, person)
  await expectSignedIn(other.page, person)
  await other.context.close()
})

test('support is told why a paid order cannot be canceled, and sees a customer without the acts', async ({
  page,
  shop,
  isMobile,
}) => {
  const word = isMobile ? 'support-phone' : 'support'
  await setUpSelling(shop)
  const { order } = await buy(shop, { word, units: { [`Lamp ${word}`]: 2 } })
  const person = { name: 'Sam Support', email: `sam-${word}@example.com` }
  await shop.owner.admin.staff.invite.mutate({ email: person.email, role: 'support' })
  await openMailedLink(page, 'accept-invitation', person.email)
  await page.getByLabel('Name').fill(person.name)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Join' }).click()
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
  await fillSignIn(page, person)
  await expect(page.getByRole('heading', { name: `Hello, ${person.name}` })).toBeVisible()

  await openOrder(page, order)
  await expect(
    page.getByText(/This order was paid\. Canceling it gives .* back, which your role does not allow/)
  ).toBeVisible()
  await expect(page.getByRole('button', { name: 'Cancel order' })).toBeHidden()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(/your role does not allow giving money back/)).toBeVisible()
  await dialog.getByRole('button', { name: 'One less' }).click()
  await dialog.getByLabel('Reason').fill('Changed their mind')
  await dialog.getByRole('button', { name: 'Change the order' }).click()
  await expect(dialog.getByText('Your role does not allow this')).toBeVisible()
  await expectAccessible(page)

  await page.goto('/admin/customers?search=owner@shop.test')
  await expect(page.getByRole('heading', { name: 'No customer found' })).toBeVisible()
})
