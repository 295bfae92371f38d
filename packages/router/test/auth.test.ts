import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TestShop } from './test-shop.ts'
import { failureOf, makeTestShop, newVisitor, only, orderInput, PASSWORD } from './test-shop.ts'

let shop: TestShop

beforeEach(async () => {
  shop = await makeTestShop()
})

afterEach(() => shop.close())

const signIn = { email: 'ada@example.com', password: PASSWORD }
const wrong = { ...signIn, password: 'not the password' }

test('sign-in: a wrong password and an unknown address are answered alike', async () => {
  await shop.signUp('ada')
  const known = await failureOf(shop.as().auth.signIn(wrong))
  expect(known).toEqual({ code: 'auth.invalid_credentials', details: null })
  expect(await failureOf(shop.as().auth.signIn({ ...wrong, email: 'nobody@example.com' }))).toEqual(known)
})

test('sign-in: every time a new session, and the one before it, also one set by an attacker, is over (A06)', async () => {
  await shop.signUp('ada')
  const visitor = newVisitor({ session: 'chosen-by-an-attacker' })
  await shop.as(visitor).auth.signIn(signIn)
  const first = visitor.session
  expect(first).not.toBe('chosen-by-an-attacker')
  await shop.as(visitor).auth.signIn(signIn)
  expect(visitor.session).not.toBe(first)
  expect((await shop.as(newVisitor({ session: first })).auth.session()).user).toBeNull()
  expect((await shop.as(visitor).auth.session()).user?.name).toBe('ada')
})

test('sign-in: a tool gets its token once, in the answer and not as a cookie', async () => {
  await shop.signUp('ada')
  const visitor = newVisitor()
  const { token } = await shop.as(visitor).auth.signIn({ ...signIn, transport: 'token' })
  expect(visitor.session).toBeNull()
  expect((await shop.as(newVisitor({ session: token })).auth.session()).user?.name).toBe('ada')
})

test('sign-out: the session is over for every copy of it, and others stay (A07)', async () => {
  const { visitor, api } = await shop.signUp('ada')
  const elsewhere = newVisitor()
  await shop.as(elsewhere).auth.signIn(signIn)
  const copy = newVisitor({ session: visitor.session })
  expect(await api.auth.signOut()).toBeNull()
  expect(visitor.session).toBeNull()
  expect(await shop.as(copy).auth.session()).toMatchObject({ user: null, permissions: [], expiresAt: null })
  expect((await failureOf(shop.as(copy).orders.list({}))).code).toBe('auth.required')
  expect((await shop.as(elsewhere).auth.session()).user?.name).toBe('ada')
  expect(await shop.as().auth.signOut()).toBeNull()
})

test('session: the database holds its SHA-256 and nowhere the session or the guest’s cookie (A09)', async () => {
  const { visitor } = await shop.signUp('ada')
  const guest = newVisitor()
  const variantId = only(await shop.addProduct({ slug: 'mug', onHand: 5 }))
  await shop.as(guest).cart.addItem({ variantId })
  const token = visitor.session ?? ''
  expect(token.length * 5).toBeGreaterThanOrEqual(128)
  const files = [shop.path, `${shop.path}-wal`, `${shop.path}-shm`].filter((file) => existsSync(file))
  const bytes = Buffer.concat(files.map((file) => readFileSync(file)))
  expect(bytes.includes(createHash('sha256').update(token).digest('hex'))).toBe(true)
  expect([token, guest.guest ?? '', PASSWORD].filter((secret) => bytes.includes(secret))).toEqual([])
})

test('disabled: the session is refused from the next call on, and so is a new sign-in (A07)', async () => {
  const { api, user } = await shop.signUp('ada')
  await shop.deps.db.write((tx) => tx.update(schema.users).set({ disabledAt: 1 }).where(eq(schema.users.id, user.id)))
  expect((await api.auth.session()).user).toBeNull()
  expect((await failureOf(api.orders.list({}))).code).toBe('auth.required')
  expect((await failureOf(shop.as().auth.signIn(signIn))).code).toBe('auth.invalid_credentials')
})

test('role: a change of role counts from the next call on', async () => {
  const { api, user } = await shop.signUp('sue', 'support')
  await api.admin.orders.list({})
  await shop.deps.db.write((tx) =>
    tx.update(schema.users).set({ role: 'customer' }).where(eq(schema.users.id, user.id))
  )
  expect((await failureOf(api.admin.orders.list({}))).code).toBe('auth.forbidden')
})

test('sign-out: the guest is forgotten too, and the next person at the browser sees none of the guest’s orders', async () => {
  const mug = only(await shop.addProduct({ slug: 'mug', price: '10.00', onHand: 5 }))
  const browser = newVisitor()
  const api = shop.as(browser)
  await api.cart.addItem({ variantId: mug })
  const { id } = (await api.orders.place(orderInput('order-of-a-guest'))).order
  await api.orders.get({ id })
  await shop.signUp('ada')
  await api.auth.signIn(signIn)
  await api.auth.signOut()
  expect(browser.guest).toBeNull()
  expect((await failureOf(api.orders.get({ id }))).code).toBe('order.not_found')
})
