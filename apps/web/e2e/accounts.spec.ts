import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import { expectAccessible } from './accessibility.ts'
import { test } from './shop.ts'
import { expectSignedIn, fillSignIn, openMailedLink, password, signIn, signUp } from './visitors.ts'

/** Returns an unused code of the authenticator: the current step's, or the next one's, which is accepted too. */
const freshCode = (secret: string, used: readonly string[]): string => {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  const codes = [totp.generate(), totp.generate({ timestamp: Date.now() + 30_000 })]
  const code = codes.find((candidate) => !used.includes(candidate))
  if (!code) throw new Error('Both codes of this minute were used.')
  return code
}

/** Turns on the second factor. Returns the authenticator's secret, the used code and a recovery code. */
const turnOnSecondFactor = async (page: Page) => {
  await page.goto('/account/security')
  await page.getByRole('button', { name: 'Turn on second factor' }).click()
  await page.getByLabel('Current password').fill(password)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible()
  await expectAccessible(page)
  const secret = ((await page.getByTestId('mfa-secret').textContent()) ?? '').replaceAll(' ', '')
  const code = freshCode(secret, [])
  await page.getByLabel('Six-digit code').fill(code)
  await page.getByRole('button', { name: 'Turn on' }).click()
  const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
  await expect(codes).toHaveCount(10)
  const [recoveryCode = '', nextRecoveryCode = ''] = await codes.allTextContents()
  await expectAccessible(page)
  await page.getByLabel('I have kept them').check()
  await page.getByRole('button', { name: 'Done' }).click()
  return { secret, code, recoveryCode, nextRecoveryCode }
}

const signOut = async (page: Page, name: string) => {
  await page.getByRole('button', { name: `Account of ${name}` }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByText('You are signed out.')).toBeVisible()
}

test('a customer registers by mail, turns on the second factor, uses a code and a recovery code, and ends the other session', async ({
  page,
  browser,
  baseURL,
  isMobile,
}) => {
  const person = { name: 'Mona Factor', email: isMobile ? 'mona-phone@example.com' : 'mona@example.com' }
  await signUp(page, person)
  const { secret, code, recoveryCode, nextRecoveryCode } = await turnOnSecondFactor(page)
  await signOut(page, person.name)

  await signIn(page, person)
  await expect(page.getByLabel('Six-digit code')).toBeFocused()
  await page.getByLabel('Six-digit code').fill(code)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText(/wrong or was used/)).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Six-digit code').fill(freshCode(secret, [code]))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expectSignedIn(page, person)

  const context = await browser.newContext(baseURL === undefined ? {} : { baseURL })
  const elsewhere = await context.newPage()
  await signIn(elsewhere, person)
  await elsewhere.getByRole('button', { name: 'Use a recovery code instead' }).click()
  await elsewhere.getByLabel('Recovery code').fill(recoveryCode)
  await elsewhere.getByRole('button', { name: 'Sign in' }).click()
  await expectSignedIn(elsewhere, person)

  await page.goto('/account/sessions')
  await expectAccessible(page)
  await page.getByRole('button', { name: /^End session:/ }).click()
  await expect(page.getByRole('button', { name: /^End session:/ })).toHaveCount(0)
  await elsewhere.goto('/account')
  await expect(elsewhere).toHaveURL(/\/sign-in/)
  await context.close()

  await page.goto('/account/security')
  await page.getByRole('button', { name: 'Change password' }).click()
  await page.getByLabel('Current password').fill(password)
  await page.getByLabel('New password').fill('another long password')
  await page.getByRole('form', { name: 'Change of password' }).getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('Enter the six digits, or a recovery code.')).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Code').fill(nextRecoveryCode)
  await page.getByRole('form', { name: 'Change of password' }).getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('Your password is changed. Every other session is ended.')).toBeVisible()
})

test('a customer deletes the account, and its password is good for nothing', async ({ page, isMobile }) => {
  const person = { name: 'Ella Erased', email: isMobile ? 'ella-phone@example.com' : 'ella@example.com' }
  await signUp(page, person)
  await page.goto('/account/data')
  await page.getByRole('button', { name: 'Delete account' }).click()
  await page.getByLabel('Current password').fill(password)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Delete for good' }).click()
  await expect(page.getByText('Your account is deleted. Farewell.')).toBeVisible()
  await signIn(page, person)
  await expect(page.getByText('do not match an account')).toBeVisible()
})

test('a forgotten password is replaced by a mailed link that works once', async ({ page, isMobile }) => {
  const person = { name: 'Rita Reset', email: isMobile ? 'rita-phone@example.com' : 'rita@example.com' }
  await signUp(page, person)
  await page.context().clearCookies()
  await page.goto('/forgot-password')
  await page.getByLabel('E-mail address').fill(person.email)
  await page.getByRole('button', { name: 'Send link' }).click()
  await expect(page.getByRole('heading', { name: 'Look in your mailbox' })).toBeVisible()
  for (const heading of ['Your password is changed', 'This link no longer works']) {
    await openMailedLink(page, 'reset-password', person.email)
    await expect(page).toHaveURL(/\/reset-password$/)
    await page.getByLabel('New password').fill('another long password')
    await page.getByRole('button', { name: 'Set new password' }).click()
    await expect(page.getByRole('heading', { name: heading })).toBeVisible()
  }
  await page.goto('/account')
  await fillSignIn(page, person, 'another long password')
  await expect(page.getByRole('heading', { name: 'Profile' })).toBeVisible()
  await page.goto('/admin/staff')
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
})

test('the owner invites a manager, who joins and sees only what the role allows; a key is shown once', async ({
  page,
  browser,
  baseURL,
  isMobile,
}) => {
  const email = isMobile ? 'mate-phone@example.com' : 'mate@example.com'
  const keyName = isMobile ? 'Scanner on the telephone' : 'Scanner'
  await page.goto('/admin')
  await fillSignIn(page, { email: 'owner@shop.test' }, 'a long owner password')
  await page.getByRole('navigation', { name: 'Back office' }).getByRole('link', { name: 'Staff' }).click()
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Role', { exact: true }).selectOption('manager')
  await page.getByRole('button', { name: 'Send invitation' }).click()
  await expect(page.getByRole('button', { name: `Revoke the invitation of ${email}` })).toBeVisible()
  await expectAccessible(page)

  const context = await browser.newContext(baseURL === undefined ? {} : { baseURL })
  const mate = await context.newPage()
  await openMailedLink(mate, 'accept-invitation', email)
  await mate.getByLabel('Name').fill('Max Mate')
  await mate.getByLabel('Password', { exact: true }).fill(password)
  await mate.getByRole('button', { name: 'Join' }).click()
  await mate.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
  await fillSignIn(mate, { email })
  await expect(mate.getByRole('heading', { name: 'Hello, Max Mate' })).toBeVisible()
  await expect(mate.getByRole('link', { name: 'API keys' })).toHaveCount(0)
  await mate.goto('/admin/keys')
  await expect(mate.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
  await context.close()

  await page.goto('/admin/keys')
  await page.getByRole('button', { name: 'New key' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill(keyName)
  await page.getByLabel('Stock: see').check()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Create key' }).click()
  await expect(page.getByText('Enter your password.')).toBeVisible()
  await page.getByLabel('Your password').fill('a long owner password')
  await page.getByRole('button', { name: 'Create key' }).click()
  await expect(page.getByRole('status', { name: 'Key', exact: true })).toHaveText(/^\S{20,}$/)
  await page.getByRole('button', { name: 'I have kept it' }).click()
  await page.goto('/account/security')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByLabel('Revoke my API keys too')).not.toBeChecked()
  await expect(page.getByRole('list', { name: 'Your API keys' }).first()).toContainText(keyName)
  await expectAccessible(page)
  await page.goto('/admin/keys')
  await page.getByRole('button', { name: `Rotate ${keyName}`, exact: true }).click()
  await page.getByLabel('Your password').fill('a long owner password')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Rotate key' }).click()
  await page.getByRole('button', { name: 'I have kept it' }).click()
  await page
    .getByRole('button', { name: `Revoke ${keyName}`, exact: true })
    .first()
    .click()
  await page.getByRole('button', { name: 'Revoke key' }).click()
  await expect(page.getByText(`${keyName} is revoked.`)).toBeVisible()
  await page.goto('/admin/audit')
  await expect(page.getByText('admin.apiKeys.revoke').first()).toBeVisible()
  await page.locator('summary').first().click()
  await expectAccessible(page)
})
