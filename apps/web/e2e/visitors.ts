import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'

/** A person who signs up in a test. All have the same password. */
export interface Person {
  readonly name: string
  readonly email: string
}

export const password = 'a long enough password'

/** Opens the newest link to this path from the mailbox page: mailed to this address, or to anyone if it is empty. */
export const openMailedLink = async (page: Page, path: string, to = ''): Promise<void> => {
  const mails = page.getByRole('article').filter({ hasText: `To ${to}` })
  const link = mails.locator(`a[href*="/${path}#"]`).first()
  await expect(async () => {
    await page.goto('/dev/mail')
    await expect(link).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 10_000 })
  await link.click()
}

/** Fills in the first step of signing in, on any page that shows it. */
export const fillSignIn = async (page: Page, { email }: Pick<Person, 'email'>, secret = password): Promise<void> => {
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(secret)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Opens the sign-in page and fills in its first step. */
export const signIn = async (page: Page, person: Pick<Person, 'email'>, secret = password): Promise<void> => {
  await page.goto('/sign-in')
  await fillSignIn(page, person, secret)
}

/** Expects the page to show that this person is signed in. */
export const expectSignedIn = (page: Page, { name }: Pick<Person, 'name'>) =>
  expect(page.getByRole('button', { name: `Account of ${name}` })).toBeVisible()

/** Signs up, opens the link in the mail, and signs in. */
export const signUp = async (page: Page, person: Person): Promise<void> => {
  await page.goto('/sign-up')
  await page.getByLabel('Name').fill(person.name)
  await page.getByLabel('E-mail address').fill(person.email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByRole('heading', { name: 'Look in your mailbox' })).toBeVisible()
  await openMailedLink(page, 'verify-email', person.email)
  await expect(page.getByRole('heading', { name: 'Your address is confirmed' })).toBeVisible()
  await signIn(page, person)
  await expectSignedIn(page, person)
}
