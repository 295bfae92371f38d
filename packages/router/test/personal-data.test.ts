import { deliverOutbox } from '@tradepost/commerce'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findBrokenInvariants } from './invariants.ts'
import type { TestShop } from './test-shop.ts'
import { failureOf, makeTestShop, newVisitor, only, orderInput, PASSWORD, someAddress } from './test-shop.ts'
import { totpCode } from './totp.ts'

let shop: TestShop

beforeEach(async () => {
  shop = await makeTestShop()
})

afterEach(async () => {
  const broken = findBrokenInvariants(shop.path)
  await shop.close()
  expect(broken).toEqual([])
})

const own = { ...someAddress, name: 'Zerlina Quux', line1: '77 Xylophone Row', city: 'Vaduzton', postalCode: 'QX77' }
const traces = /zerlina|quux|xylophone|vaduzton|qx77/i

/** Returns every row of every table as text, with its table. */
const allText = () =>
  shop
    .rows("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .flatMap(({ name }) =>
      shop.rows(`SELECT * FROM "${String(name)}"`).map((row) => `${String(name)} ${JSON.stringify(row)}`)
    )

/** Makes a customer with data in every place: orders, cart, addresses, and mails sent and unsent. */
const livelyCustomer = async () => {
  const mug = only(await shop.addProduct({ slug: 'mug', price: '10.00', onHand: 50 }))
  const account = await shop.signUp('zerlina')
  const { api } = account
  await api.account.profile.update({ name: 'Zerlina Quux' })
  await api.account.addresses.add({ address: own })
  await api.cart.addItem({ variantId: mug, quantity: 2 })
  await api.orders.place(orderInput('order-of-zerlina', { email: 'zerlina@example.com', shippingAddress: own }))
  await api.cart.addItem({ variantId: mug })
  const second = newVisitor({ userAgent: 'Quux Browser' })
  await shop.as(second).auth.signIn({ email: 'zerlina@example.com', password: PASSWORD })
  await api.account.email.requestChange({ newEmail: 'zerlina.quux@example.com', password: PASSWORD })
  const token = await shop.lastToken('zerlina.quux@example.com', 'confirm-email')
  await api.auth.confirmEmailChange({ token })
  await api.auth.signIn({ email: 'zerlina.quux@example.com', password: PASSWORD })
  const { secret } = await api.account.mfa.begin({ password: PASSWORD })
  const { recoveryCodes } = await api.account.mfa.confirm({ code: totpCode(secret, Date.now()) })
  const proof = () => ({ password: PASSWORD, code: recoveryCodes.pop() })
  await deliverOutbox(shop.deps)
  await api.auth.requestPasswordReset({ email: 'zerlina.quux@example.com' })
  await shop.lastToken('zerlina.quux@example.com', 'reset-password')
  await api.account.email.requestChange({ newEmail: 'quux@elsewhere.example', ...proof() })
  await deliverOutbox(shop.deps)
  await api.account.email.requestChange({ newEmail: 'quux2@elsewhere.example', ...proof() })
  return { ...account, proof }
}

test('erase: no table holds a trace of name, e-mail or postal address any more', async () => {
  const { api, visitor, proof } = await livelyCustomer()
  expect(allText().filter((text) => traces.test(text)).length).toBeGreaterThan(5)
  await api.account.data.erase(proof())
  expect(allText().filter((text) => traces.test(text))).toEqual([])
  expect(visitor.session).toBeNull()
  const before = shop.mailbox.list().length
  await deliverOutbox(shop.deps)
  expect(shop.mailbox.list()).toHaveLength(before)
})

test('erase: orders stay with their totals and the country, and nobody can sign in to the account', async () => {
  const { api, user, proof } = await livelyCustomer()
  const money = 'SELECT id, number, total_amount, tax_amount, subtotal_amount FROM orders'
  const before = shop.rows(money)
  await api.account.data.erase(proof())
  expect(shop.rows(money)).toEqual(before)
  expect(only(shop.rows("SELECT shipping_address ->> '$.countryCode' AS country FROM orders"))).toEqual({
    country: 'IE',
  })
  for (const email of ['zerlina@example.com', 'zerlina.quux@example.com', `${user.id}@erased.invalid`]) {
    const signIn = shop.as().auth.signIn({ email, password: PASSWORD })
    expect((await failureOf(signIn)).code).toBe('auth.invalid_credentials')
  }
  expect(only(shop.rows('SELECT role, totp_secret, password_hash FROM users'))).toEqual({
    role: 'customer',
    totp_secret: null,
    password_hash: '',
  })
})

test('erase: needs the password, and the wrong one erases nothing', async () => {
  const { api } = await livelyCustomer()
  const before = allText().filter((text) => !text.startsWith('allowances '))
  expect((await failureOf(api.account.data.erase({ password: 'not the password' }))).code).toBe('auth.wrong_password')
  expect(allText().filter((text) => !text.startsWith('allowances '))).toEqual(before)
})

test('erase: the address is free again, and a new account has nothing of the old one', async () => {
  const { api } = await shop.signUp('ada')
  await api.account.addresses.add({ address: own })
  await api.account.data.erase({ password: PASSWORD })
  const again = await shop.signUp('ada')
  expect(await again.api.account.addresses.list()).toEqual({ items: [] })
  expect(await again.api.orders.list({})).toEqual({ items: [], nextCursor: null })
})

test('erase: other people’s rows stay as they are', async () => {
  const bob = await shop.signUp('bob')
  await bob.api.account.addresses.add({ address: someAddress })
  const { api, proof } = await livelyCustomer()
  const ofBob = () => [
    shop.rows('SELECT * FROM users WHERE id = ?', bob.user.id),
    shop.rows('SELECT * FROM addresses WHERE user_id = ?', bob.user.id),
  ]
  const before = ofBob()
  await api.account.data.erase(proof())
  expect(ofBob()).toEqual(before)
  expect((await bob.api.auth.session()).user?.name).toBe('bob')
})

test('export: holds all that the shop knows of a person, and nothing of anybody else', async () => {
  const bob = await shop.signUp('bob')
  const { api } = await livelyCustomer()
  await bob.api.account.addresses.add({ address: someAddress })
  const mug = shop.rows('SELECT id FROM variants').map(({ id }) => String(id))[0] ?? ''
  await bob.api.cart.addItem({ variantId: `var_${mug.slice('var_'.length)}` })
  await bob.api.orders.place(orderInput('order-of-bob', { email: 'bob@example.com' }))

  const data = await api.account.data.export()
  expect(data.user).toMatchObject({ email: 'zerlina.quux@example.com', name: 'Zerlina Quux', mfaEnabled: true })
  expect(data.addresses).toMatchObject([{ address: own, isDefault: true }])
  expect(data.orders).toMatchObject([{ email: 'zerlina@example.com', shippingAddress: own }])
  expect(data.sessions).toMatchObject([{ isCurrent: true }])
  expect(JSON.stringify(data)).not.toMatch(/bob|Ada|argon2|High St/)
  const ofBob = JSON.stringify(await bob.api.account.data.export())
  expect(ofBob).not.toMatch(traces)
  expect(ofBob).toMatch(/bob@example\.com/)
})

interface Place {
  /** Kept places contain only the account's ID, which identifies nobody once the account is erased. */
  readonly onErase: 'removed' | 'kept'
  /** The parts of the export that show it, or the reason why none does. */
  readonly exported: readonly string[] | string
}

/** Every column that refers to an account. A new column fails the test below until it is listed here. */
const places: Readonly<Record<string, Place>> = {
  'users.id': { onErase: 'kept', exported: ['user'] },
  'addresses.user_id': { onErase: 'removed', exported: ['addresses'] },
  'sessions.user_id': { onErase: 'removed', exported: ['sessions'] },
  'orders.user_id': { onErase: 'kept', exported: ['orders'] },
  'carts.user_id': { onErase: 'removed', exported: 'The customer sees it in the shop.' },
  'known_devices.user_id': { onErase: 'removed', exported: 'Hashes of cookies, which only the browser can read.' },
  'recovery_codes.user_id': { onErase: 'removed', exported: 'Hashes of codes, shown to the customer once.' },
  'mail_tokens.subject_id': { onErase: 'removed', exported: 'Hashes of links, which the customer has by mail.' },
  'idempotency_keys.owner': { onErase: 'removed', exported: 'Copies of answers about the orders.' },
  'outbox.subject_id': { onErase: 'removed', exported: 'Mails that the customer has or is about to get.' },
  'outbox.payload': { onErase: 'removed', exported: 'Mails that the customer has or is about to get.' },
  'order_history.actor': { onErase: 'kept', exported: 'Part of the order, shown on its page.' },
  'stock_movements.actor': { onErase: 'kept', exported: 'Which order moved the stock, not who the buyer is.' },
}

/** Finds the columns that reference users, or that contain this user's ID anywhere in their text. */
const placesOf = (userId: string): string[] =>
  shop
    .rows(
      `SELECT m.name AS "table", c.name AS "column" FROM sqlite_schema m JOIN pragma_table_info(m.name) c
        WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'`
    )
    .map(({ table, column }) => ({ table: String(table), column: String(column) }))
    .filter(({ table, column }) => refersToUsers(table, column) || rowsNaming(`${table}.${column}`, userId) > 0)
    .map(({ table, column }) => `${table}.${column}`)

const refersToUsers = (table: string, column: string): boolean =>
  shop.rows(`SELECT 1 FROM pragma_foreign_key_list(?) WHERE "from" = ? AND "table" = 'users'`, table, column).length > 0

const rowsNaming = (place: string, userId: string): number => {
  const [table, column] = place.split('.')
  return shop.rows(`SELECT 1 FROM "${table}" WHERE instr(CAST("${column}" AS TEXT), ?) > 0`, userId).length
}

test('personal data: each column that names an account is exported or says why not, and is removed or kept on purpose', async () => {
  const { api, user, proof } = await livelyCustomer()
  expect(placesOf(user.id).toSorted()).toEqual(Object.keys(places).toSorted())
  const data: Readonly<Record<string, unknown>> = await api.account.data.export()
  for (const [place, { exported }] of Object.entries(places)) {
    expect(rowsNaming(place, user.id), place).toBeGreaterThan(0)
    if (typeof exported !== 'string') for (const part of exported) expect(data[part], place).not.toEqual([])
  }
  await api.account.data.erase(proof())
  for (const [place, { onErase }] of Object.entries(places))
    expect([place, rowsNaming(place, user.id) > 0]).toEqual([place, onErase === 'kept'])
})
