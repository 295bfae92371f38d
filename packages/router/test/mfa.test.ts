import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TestShop } from './test-shop.ts'
import { failureOf, makeClock, makeTestShop, newVisitor, PASSWORD } from './test-shop.ts'
import { totpCode } from './totp.ts'

const STEP = 30_000
let shop: TestShop
let clock: ReturnType<typeof makeClock>

beforeEach(async () => {
  clock = makeClock()
  shop = await makeTestShop({ now: clock.now })
})

afterEach(() => shop.close())

const email = 'ada@example.com'
const signIn = (code?: string) =>
  shop.as(newVisitor({ address: `address-${clock.now()}` })).auth.signIn({ email, password: PASSWORD, code })
const codeOf = async (call: Promise<unknown>) => (await failureOf(call)).code

/** Creates an account with its second factor on, and moves the clock on so that its next code is valid. */
const withFactor = async (role: 'customer' | 'owner' = 'customer') => {
  const account = await shop.signUp('ada', role)
  const { secret, uri } = await account.api.account.mfa.begin({ password: PASSWORD })
  const { recoveryCodes } = await account.api.account.mfa.confirm({ code: totpCode(secret, clock.now()) })
  clock.pass(2 * STEP)
  return { ...account, secret, uri, recoveryCodes, code: (steps = 0) => totpCode(secret, clock.now(), steps) }
}

test('second factor: sign-in asks for it only after the right password, and takes a code of the app (A17)', async () => {
  const { code, uri, recoveryCodes } = await withFactor()
  expect(uri).toMatch(/^otpauth:\/\/totp\/.*ada%40example\.com\?.*secret=[A-Z2-7]{32}/)
  expect(recoveryCodes).toHaveLength(10)
  expect(await codeOf(shop.as().auth.signIn({ email, password: 'not the password', code: code() }))).toBe(
    'auth.invalid_credentials'
  )
  expect(await codeOf(signIn())).toBe('auth.mfa_required')
  expect((await signIn(code())).user.mfaEnabled).toBe(true)
})

test('second factor: a code is good once, also two at a time and at the confirming itself (A17)', async () => {
  const { api } = await shop.signUp('ada')
  const { secret } = await api.account.mfa.begin({ password: PASSWORD })
  const first = totpCode(secret, clock.now())
  await api.account.mfa.confirm({ code: first })
  expect(await codeOf(signIn(first))).toBe('auth.mfa_invalid')
  clock.pass(2 * STEP)
  const code = totpCode(secret, clock.now())
  const answers = await Promise.allSettled([signIn(code), signIn(code), signIn(code)])
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  clock.pass(4000)
  expect(await codeOf(signIn(code))).toBe('auth.mfa_invalid')
})

test('second factor: one step early or late is taken, two are not, nor one before the last used (A17)', async () => {
  const { code } = await withFactor()
  expect(await codeOf(signIn(code(-2)))).toBe('auth.mfa_invalid')
  expect(await codeOf(signIn(code(2)))).toBe('auth.mfa_invalid')
  await signIn(code(-1))
  await signIn(code(1))
  expect(await codeOf(signIn(code(0)))).toBe('auth.mfa_invalid')
})

test('second factor: a recovery code is good once, however it is typed, and is stored as a hash (A17)', async () => {
  const { recoveryCodes } = await withFactor()
  const [first = '', second = ''] = recoveryCodes
  expect(first).toMatch(/^[0-9a-z]{4}(-[0-9a-z]{4}){5}$/)
  expect(JSON.stringify(shop.rows('SELECT * FROM recovery_codes'))).not.toContain(first.replaceAll('-', ''))
  await signIn(first)
  expect(await codeOf(signIn(first))).toBe('auth.mfa_invalid')
  const answers = await Promise.allSettled(
    [1, 2, 3].map(() => signIn(` ${second.toUpperCase().replaceAll('-', ' ')} `))
  )
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('second factor: resetting the password leaves it on (A17)', async () => {
  const { code } = await withFactor()
  await shop.as().auth.requestPasswordReset({ email })
  const password = 'another long password'
  await shop.as().auth.resetPassword({ token: await shop.lastToken(email, 'reset-password'), password })
  expect(await codeOf(shop.as().auth.signIn({ email, password }))).toBe('auth.mfa_required')
  await shop.as().auth.signIn({ email, password, code: code() })
})

test('second factor: is turned off by password and code together, and tells the owner each time (A17)', async () => {
  const { api, code } = await withFactor()
  const off = (password: string, code: string) => codeOf(api.account.mfa.disable({ password, code }))
  expect(await off('not the password', code())).toBe('auth.wrong_password')
  expect(await off(PASSWORD, code(5))).toBe('auth.mfa_invalid')
  await api.account.mfa.disable({ password: PASSWORD, code: code() })
  expect(await api.account.mfa.status()).toEqual({ enabled: false, required: false, recoveryCodesLeft: 0 })
  await signIn()
  const notices = shop.rows("SELECT payload ->> '$.notice' AS notice FROM outbox WHERE topic = 'mail.notice'")
  expect(notices.map(({ notice }) => notice)).toEqual(['mfa_enabled', 'mfa_disabled'])
  expect(await off(PASSWORD, '000000')).toBe('auth.mfa_not_enabled')
})

test('second factor: guessing codes is slowed down though the password is right each time (A12, A17)', async () => {
  const { api, code } = await withFactor()
  const guess = () => codeOf(api.account.mfa.disable({ password: PASSWORD, code: code(9) }))
  for (let n = 0; n < 5; n++) expect(await guess()).toBe('auth.mfa_invalid')
  expect(await guess()).toBe('auth.rate_limited')
  const regenerate = { password: PASSWORD, code: code(9) }
  expect(await codeOf(api.account.mfa.regenerateCodes(regenerate))).toBe('auth.rate_limited')
  expect((await failureOf(signIn(code(9)))).code).toBe('auth.mfa_invalid')
})

test('second factor: steps cannot be skipped or repeated (A05)', async () => {
  const { api } = await shop.signUp('ada')
  expect(await codeOf(api.account.mfa.confirm({ code: '000000' }))).toBe('auth.mfa_not_begun')
  const { secret } = await api.account.mfa.begin({ password: PASSWORD })
  expect(await codeOf(api.account.mfa.confirm({ code: totpCode(secret, clock.now(), 9) }))).toBe('auth.mfa_invalid')
  expect((await signIn()).user.mfaEnabled).toBe(false)
  await api.account.mfa.confirm({ code: totpCode(secret, clock.now()) })
  expect(await codeOf(api.account.mfa.begin({ password: PASSWORD }))).toBe('auth.mfa_already_enabled')
  expect(await codeOf(api.account.mfa.confirm({ code: totpCode(secret, clock.now(), 1) }))).toBe(
    'auth.mfa_already_enabled'
  )
})

test('second factor: new recovery codes void the old ones', async () => {
  const { api, recoveryCodes, code } = await withFactor()
  const fresh = await api.account.mfa.regenerateCodes({ password: PASSWORD, code: code() })
  expect(await codeOf(signIn(recoveryCodes[0]))).toBe('auth.mfa_invalid')
  await signIn(fresh.recoveryCodes[0])
  expect(await api.account.mfa.status()).toMatchObject({ recoveryCodesLeft: 9 })
})

test('second factor: staff need it once the shop says so, from the next call on, and customers do not (A17)', async () => {
  const owner = await withFactor('owner')
  const sue = await shop.signUp('sue', 'support')
  const carl = await shop.signUp('carl')
  await sue.api.admin.orders.list({})
  await owner.api.admin.settings.setSecurity({ requireStaffMfa: true })
  expect(await codeOf(sue.api.admin.orders.list({}))).toBe('auth.mfa_setup_required')
  expect(await sue.api.auth.session()).toMatchObject({ mfaSetupRequired: true })
  expect((await carl.api.auth.session()).mfaSetupRequired).toBe(false)
  await owner.api.admin.orders.list({})
  expect(await sue.api.account.mfa.status()).toMatchObject({ required: true })
  const { secret } = await sue.api.account.mfa.begin({ password: PASSWORD })
  await sue.api.account.mfa.confirm({ code: totpCode(secret, clock.now()) })
  await sue.api.admin.orders.list({})
})

test('second factor: a key reaches nothing of an account, the factor least of all (A17, A18)', async () => {
  const { api, code } = await withFactor('owner')
  const { key } = await api.admin.apiKeys.create({
    password: PASSWORD,
    name: 'tool',
    permissions: ['settings:write'],
    code: code(),
  })
  const tool = shop.as(newVisitor({ session: key }))
  expect(await codeOf(tool.account.mfa.status())).toBe('auth.forbidden')
  expect(await codeOf(tool.account.mfa.disable({ password: PASSWORD, code: '000000' }))).toBe('auth.forbidden')
  expect(await codeOf(tool.account.password.change({ currentPassword: PASSWORD, newPassword: PASSWORD }))).toBe(
    'auth.forbidden'
  )
})

test('second factor: turned on twice at a time it is on once, with one set of recovery codes', async () => {
  const { api } = await shop.signUp('ada')
  const { secret } = await api.account.mfa.begin({ password: PASSWORD })
  const code = totpCode(secret, clock.now())
  const answers = await Promise.allSettled([1, 2, 3].map(() => api.account.mfa.confirm({ code })))
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(shop.rows('SELECT code_hash FROM recovery_codes')).toHaveLength(10)
})
