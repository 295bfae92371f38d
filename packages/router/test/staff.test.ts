import { permissionsOf } from '@tradepost/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TestShop } from './test-shop.ts'
import { failureOf, makeClock, makeTestShop, newVisitor, only, PASSWORD } from './test-shop.ts'

const DAY = 24 * 60 * 60 * 1000
const email = 'new@example.com'
let shop: TestShop
let clock: ReturnType<typeof makeClock>

beforeEach(async () => {
  clock = makeClock()
  shop = await makeTestShop({ now: clock.now })
})

afterEach(() => shop.close())

const codeOf = async (call: Promise<unknown>) => (await failureOf(call)).code
const mailed = () => shop.lastToken(email, 'accept-invitation')
const accept = (token: string, password = PASSWORD) => shop.as().auth.acceptInvitation({ token, name: 'New', password })

test('invite: the link makes a member of that role, once, for seven days, and signs nobody in (A15)', async () => {
  const { api } = await shop.signUp('olive', 'owner')
  await api.admin.staff.invite({ email, role: 'support' })
  const late = await mailed()
  clock.pass(7 * DAY)
  expect(await codeOf(accept(late))).toBe('auth.token_invalid')
  await api.admin.staff.invite({ email, role: 'support' })
  const token = await mailed()
  clock.pass(7 * DAY - 1)
  expect(await codeOf(accept(token, email))).toBe('auth.weak_password')
  const visitor = newVisitor()
  await shop.as(visitor).auth.acceptInvitation({ token, name: 'New', password: PASSWORD })
  expect(visitor.session).toBeNull()
  expect(await codeOf(accept(token))).toBe('auth.token_invalid')
  const { user } = await shop.as().auth.signIn({ email, password: PASSWORD })
  expect(user).toMatchObject({ role: 'support', permissions: permissionsOf('support') })
})

test('invite: of ten who accept at a time exactly one does (A15)', async () => {
  const { api } = await shop.signUp('olive', 'owner')
  await api.admin.staff.invite({ email, role: 'support' })
  const token = await mailed()
  const answers = await Promise.allSettled(Array.from({ length: 10 }, () => accept(token)))
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('invite: a second invitation voids the first, and one taken back is dead, mailed or not', async () => {
  const { api } = await shop.signUp('olive', 'owner')
  await api.admin.staff.invite({ email, role: 'owner' })
  const first = await mailed()
  const second = await api.admin.staff.invite({ email, role: 'support' })
  expect(only((await api.admin.staff.list()).invitations).id).toBe(second.id)
  const token = await mailed()
  expect(await codeOf(accept(first))).toBe('auth.token_invalid')
  await api.admin.staff.revokeInvitation({ id: second.id })
  expect(await codeOf(accept(token))).toBe('auth.token_invalid')
  expect(await codeOf(api.admin.staff.revokeInvitation({ id: second.id }))).toBe('staff.invitation_not_found')
  expect((await api.admin.staff.list()).invitations).toEqual([])
})

test('invite: an address that has an account is refused', async () => {
  const { api } = await shop.signUp('olive', 'owner')
  await shop.signUp('ada')
  const invite = api.admin.staff.invite({ email: 'ADA@example.com', role: 'support' })
  expect(await codeOf(invite)).toBe('auth.email_taken')
})

test('owner: the last one is neither demoted, disabled nor erased, also by two at once', async () => {
  const olive = await shop.signUp('olive', 'owner')
  const oscar = await shop.signUp('oscar', 'owner')
  const change = await Promise.allSettled([
    olive.api.admin.staff.setRole({ userId: oscar.user.id, role: 'support' }),
    oscar.api.admin.staff.setRole({ userId: olive.user.id, role: 'support' }),
  ])
  const owners = shop.rows("SELECT id FROM users WHERE role = 'owner' AND disabled_at IS NULL")
  expect(owners.length, JSON.stringify(change)).toBeGreaterThanOrEqual(1)
})

test('owner: a key of the last one cannot shut them out, and nobody changes themselves', async () => {
  const olive = await shop.signUp('olive', 'owner')
  const userId = olive.user.id
  expect(await codeOf(olive.api.admin.staff.setRole({ userId, role: 'owner' }))).toBe('staff.not_yourself')
  expect(await codeOf(olive.api.admin.staff.setDisabled({ userId, disabled: true }))).toBe('staff.not_yourself')
  const { key } = await olive.api.admin.apiKeys.create({
    password: PASSWORD,
    name: 'all',
    permissions: [...olive.user.permissions],
  })
  const tool = shop.as(newVisitor({ session: key }))
  expect(await codeOf(tool.admin.staff.setRole({ userId, role: 'customer' }))).toBe('staff.not_yourself')
  expect(await codeOf(olive.api.account.data.erase({ password: PASSWORD }))).toBe('account.last_owner')
  expect(only(shop.rows('SELECT role, disabled_at FROM users'))).toEqual({ role: 'owner', disabled_at: null })
})

test('owner: a disabled one does not count, and one of two may go', async () => {
  const olive = await shop.signUp('olive', 'owner')
  const oscar = await shop.signUp('oscar', 'owner')
  await olive.api.admin.staff.setDisabled({ userId: oscar.user.id, disabled: true })
  expect(await codeOf(olive.api.account.data.erase({ password: PASSWORD }))).toBe('account.last_owner')
  await olive.api.admin.staff.setDisabled({ userId: oscar.user.id, disabled: false })
  await oscar.api.auth.signIn({ email: oscar.user.email, password: PASSWORD })
  await oscar.api.admin.staff.setRole({ userId: olive.user.id, role: 'customer' })
  expect(await codeOf(olive.api.admin.orders.list({}))).toBe('auth.required')
})

test('permissions: nobody gives a role or a key that holds more than their own key does (A18)', async () => {
  const { api } = await shop.signUp('olive', 'owner')
  const sue = await shop.signUp('sue', 'support')
  const made = await api.admin.apiKeys.create({
    password: PASSWORD,
    name: 'hr',
    permissions: ['staff:write', 'api_keys:write'],
  })
  const whole = await api.admin.apiKeys.create({ password: PASSWORD, name: 'all', permissions: ['orders:read'] })
  const tool = shop.as(newVisitor({ session: made.key }))
  const refused = 'staff.beyond_own_permissions'
  expect(await codeOf(tool.admin.staff.invite({ email, role: 'support' }))).toBe(refused)
  expect(await codeOf(tool.admin.staff.setRole({ userId: sue.user.id, role: 'customer' }))).toBe(refused)
  expect(await codeOf(tool.admin.staff.setDisabled({ userId: sue.user.id, disabled: true }))).toBe(refused)
  expect(await codeOf(tool.admin.apiKeys.create({ name: 'more', permissions: ['orders:read'] }))).toBe(refused)
  expect(await codeOf(tool.admin.apiKeys.rotate({ id: whole.apiKey.id }))).toBe(refused)
  expect(await codeOf(shop.as(newVisitor({ session: whole.key })).admin.apiKeys.list())).toBe('auth.forbidden')
  await sue.api.admin.orders.list({})
  expect(shop.rows('SELECT id FROM api_keys WHERE revoked_at IS NOT NULL')).toEqual([])
})
