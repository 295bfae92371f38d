import type { Role } from '@tradepost/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Account, TestShop } from './test-shop.ts'
import { failureOf, makeTestShop, only, orderInput, PASSWORD } from './test-shop.ts'

let shop: TestShop
const staff = new Map<Role, Account>()
const as = (role: Role): Account['api'] => {
  const account = staff.get(role)
  if (!account) throw new Error(`There is no ${role}.`)
  return account.api
}

beforeAll(async () => {
  shop = await makeTestShop()
  for (const role of ['support', 'warehouse', 'manager', 'owner'] as const) {
    staff.set(role, await shop.signUp(`a-${role}`, role))
  }
})

afterAll(() => shop.close())

let made = 0
const makeCustomer = () => shop.signUp(`customer-${++made}`)
const setDisabled = (userId: Account['user']['id'], disabled: boolean) =>
  as('manager').admin.customers.setDisabled({ userId, disabled })

test('find: by the whole address in letters of either size, or the ID, and by nothing less', async () => {
  const { user } = await makeCustomer()
  const found = { id: user.id, email: user.email, disabledAt: null, orderCount: 0, sessionCount: 1 }
  const find = async (search: string) => (await as('support').admin.customers.find({ search })).items
  expect(await find(user.email)).toMatchObject([found])
  expect(await find(` ${user.email.toUpperCase()} `)).toMatchObject([found])
  expect(await find(user.id)).toMatchObject([found])
  for (const wrong of ['customer', '%', '@example.com', 'nobody@example.com', `usr_${'0'.repeat(26)}`])
    expect(await find(wrong)).toEqual([])
})

test('find: members of the staff and erased accounts are no customers', async () => {
  const gone = await makeCustomer()
  await gone.api.account.data.erase({ password: PASSWORD })
  for (const search of [...staff.values()].map(({ user }) => user.email).concat(gone.user.id))
    expect((await as('owner').admin.customers.find({ search })).items).toEqual([])
  expect((await failureOf(setDisabled(gone.user.id, false))).code).toBe('customer.not_found')
  const { code } = await failureOf(gone.api.auth.signIn({ email: gone.user.email, password: PASSWORD }))
  expect(code).toBe('auth.invalid_credentials')
})

test('change: neither support nor warehouse, and no manager changes one of the staff', async () => {
  const { user } = await makeCustomer()
  for (const role of ['support', 'warehouse'] as const) {
    const { customers } = as(role).admin
    expect((await failureOf(customers.setDisabled({ userId: user.id, disabled: true }))).code).toBe('auth.forbidden')
    expect((await failureOf(customers.endSessions({ userId: user.id }))).code).toBe('auth.forbidden')
  }
  for (const { user: member } of staff.values()) {
    expect((await failureOf(setDisabled(member.id, true))).code).toBe('customer.not_found')
    const ending = as('manager').admin.customers.endSessions({ userId: member.id })
    expect((await failureOf(ending)).code).toBe('customer.not_found')
  }
})

test('disable: sessions end, and neither sign-in nor reset nor a mailed link opens the account; its orders stay', async () => {
  const { api, user, visitor } = await makeCustomer()
  const { email } = user
  const held = { ...visitor }
  await api.cart.addItem({ variantId: only(await shop.addProduct({ slug: `disabled-${made}`, onHand: 5 })) })
  const { order } = await api.orders.place(orderInput(`order-${made}-of-disabled`))
  await api.auth.requestPasswordReset({ email })
  const token = await shop.lastToken(email, 'reset-password')
  const disabled = await setDisabled(user.id, true)
  expect(disabled).toMatchObject({ disabledAt: expect.any(String), orderCount: 1, sessionCount: 0 })
  expect((await failureOf(shop.as(held).account.addresses.list())).code).toBe('auth.required')
  expect((await failureOf(api.auth.signIn({ email, password: PASSWORD }))).code).toBe('auth.invalid_credentials')
  const reset = { token, password: 'a new long password' }
  expect((await failureOf(shop.as().auth.resetPassword(reset))).code).toBe('auth.token_invalid')
  const before = shop.mailbox.list().length
  await shop.as().auth.requestPasswordReset({ email })
  await expect(shop.lastToken(email, 'verify-email').then(() => shop.mailbox.list().length)).resolves.toBe(before)
  expect(await as('support').admin.orders.get({ id: order.id })).toMatchObject({
    status: 'placed',
    customerId: user.id,
  })
})

test('disable: a customer who is let in again signs in with the password they had, and no old session wakes', async () => {
  const { api, user, visitor } = await makeCustomer()
  const held = { ...visitor }
  await setDisabled(user.id, true)
  expect(await setDisabled(user.id, false)).toMatchObject({ disabledAt: null, sessionCount: 0 })
  expect((await failureOf(shop.as(held).account.addresses.list())).code).toBe('auth.required')
  await api.auth.signIn({ email: user.email, password: PASSWORD })
  expect((await api.auth.session()).user?.id).toBe(user.id)
})

test('disable: a key that the customer made while they were on the staff works no more', async () => {
  const former = await shop.signUp('former', 'owner')
  const { key } = await former.api.admin.apiKeys.create({ name: 'old tool', permissions: ['orders:read'] })
  await as('owner').admin.staff.setRole({ userId: former.user.id, role: 'customer' })
  await setDisabled(former.user.id, true)
  const tool = shop.as({ ...former.visitor, session: key })
  expect((await failureOf(tool.admin.orders.list({}))).code).toBe('auth.required')
})

test('end sessions: every browser is signed out, and can sign in again', async () => {
  const { api, user, visitor } = await makeCustomer()
  const first = { ...visitor }
  const second = { ...visitor, session: (await shop.deps.sessions.begin(user.id, 'another browser')).token }
  expect(await as('manager').admin.customers.endSessions({ userId: user.id })).toMatchObject({ sessionCount: 0 })
  for (const held of [first, second])
    expect((await failureOf(shop.as(held).account.addresses.list())).code).toBe('auth.required')
  await api.auth.signIn({ email: user.email, password: PASSWORD })
})
