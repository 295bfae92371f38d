import type { IdOf } from '@tradepost/contract'
import { MAX_CART_LINES } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findBrokenInvariants } from './invariants.ts'
import { csvOf } from './product-csv.ts'
import type { TestShop } from './test-shop.ts'
import { failureOf, makeTestShop, newVisitor, only, orderInput, PASSWORD, testActor } from './test-shop.ts'
import { importProducts } from '@tradepost/commerce'

let shop: TestShop
let mug: IdOf<'variant'>

beforeEach(async () => {
  shop = await makeTestShop()
  mug = only(await shop.addProduct({ slug: 'mug', sku: 'MUG', title: 'Mug', price: '10.00', onHand: 5 }))
})

afterEach(async () => {
  const broken = findBrokenInvariants(shop.path)
  await shop.close()
  expect(broken).toEqual([])
})

const signInAs = (name: string) => ({ email: `${name}@example.com`, password: PASSWORD })

test('get: a visitor without a cart gets an empty one, priced, and nothing is stored', async () => {
  const visitor = newVisitor()
  const cart = await shop.as(visitor).cart.get()
  expect(cart).toMatchObject({ id: null, currency: 'EUR', lines: [], itemCount: 0, problems: [] })
  expect(cart.totals).toMatchObject({ shipping: { amount: 0 }, total: { amount: 0 } })
  expect(visitor.guest).toBeNull()
  expect(shop.rows('SELECT * FROM carts')).toEqual([])
})

test('add, set, remove: every answer is the whole repriced cart, for a guest and for an account alike', async () => {
  const ada = await shop.signUp('ada')
  for (const api of [shop.as(newVisitor()), ada.api]) {
    await api.cart.addItem({ variantId: mug })
    const added = await api.cart.addItem({ variantId: mug, quantity: 2 })
    const line = only(added.lines)
    expect(line).toMatchObject({
      quantity: 3,
      sku: 'MUG',
      unitPrice: { amount: 1000 },
      total: { amount: 3000 },
      available: 5,
    })
    expect(added.totals).toMatchObject({
      subtotal: { amount: 3000 },
      shipping: { amount: 490 },
      total: { amount: 3490 },
    })
    const set = await api.cart.setQuantity({ lineId: line.id, quantity: 1 })
    expect(set).toMatchObject({ itemCount: 1, totals: { total: { amount: 1490 } } })
    expect(await api.cart.get()).toEqual(set)
    expect(await api.cart.removeItem({ lineId: line.id })).toMatchObject({ lines: [], itemCount: 0 })
  }
})

test('set quantity: 0 removes the line', async () => {
  const api = shop.as(newVisitor())
  const { lines } = await api.cart.addItem({ variantId: mug })
  expect((await api.cart.setQuantity({ lineId: only(lines).id, quantity: 0 })).lines).toEqual([])
})

test('guest: the cookie alone makes the cart known again, and only its hash is stored', async () => {
  const visitor = newVisitor()
  await shop.as(visitor).cart.addItem({ variantId: mug })
  expect((await shop.as(newVisitor({ guest: visitor.guest })).cart.get()).itemCount).toBe(1)
  expect(shop.rows('SELECT * FROM carts WHERE guest_hash = ?', visitor.guest)).toEqual([])
  expect((await shop.as(newVisitor()).cart.get()).itemCount).toBe(0)
})

test('stock: more than there is is refused with what is left, by adding as by setting, and changes nothing', async () => {
  const api = shop.as(newVisitor())
  const refused = { code: 'cart.insufficient_stock', details: { sku: 'MUG', available: 5 } }
  expect(await failureOf(api.cart.addItem({ variantId: mug, quantity: 6 }))).toEqual(refused)
  const { lines } = await api.cart.addItem({ variantId: mug, quantity: 5 })
  expect(await failureOf(api.cart.addItem({ variantId: mug }))).toEqual(refused)
  expect(await failureOf(api.cart.setQuantity({ lineId: only(lines).id, quantity: 6 }))).toEqual(refused)
  expect((await api.cart.get()).itemCount).toBe(5)
})

test('limits: 999 units a line and 100 lines a cart', async () => {
  const api = shop.as(newVisitor())
  const slugs = Array.from({ length: MAX_CART_LINES + 1 }, (_, n) => `thing-${n}`)
  const bytes = new TextEncoder().encode(csvOf(slugs.map((slug) => ({ slug, price: '1.00' }))))
  await importProducts(shop.deps, { bytes, dryRun: false, actor: testActor })
  const ids = shop.rows("SELECT id FROM variants WHERE sku <> 'MUG'").map(({ id }) => String(id) as IdOf<'variant'>)
  for (const variantId of ids.slice(0, MAX_CART_LINES)) await api.cart.addItem({ variantId })

  const [first, last] = [ids[0], ids.at(-1)]
  if (!first || !last) throw new Error('no products')
  expect(await failureOf(api.cart.addItem({ variantId: last }))).toEqual({
    code: 'cart.too_many_lines',
    details: { max: MAX_CART_LINES },
  })
  expect((await api.cart.addItem({ variantId: first, quantity: 998 })).itemCount).toBe(MAX_CART_LINES + 998)
  expect((await failureOf(api.cart.addItem({ variantId: first }))).code).toBe('cart.insufficient_stock')
  expect((await failureOf(api.cart.addItem({ variantId: first, quantity: 1000 }))).code).toBe('input.invalid')
})

test('ownership: somebody else’s line is not found, and stays as it is', async () => {
  const ada = await shop.signUp('ada')
  const lineId = only((await ada.api.cart.addItem({ variantId: mug, quantity: 2 })).lines).id
  const bob = await shop.signUp('bob')
  for (const api of [bob.api, shop.as(newVisitor())]) {
    const missing = { code: 'cart.line_not_found', details: null }
    expect(await failureOf(api.cart.setQuantity({ lineId, quantity: 1 }))).toEqual(missing)
    expect(await failureOf(api.cart.removeItem({ lineId }))).toEqual(missing)
  }
  expect((await ada.api.cart.get()).itemCount).toBe(2)
})

test('add: a variant that does not exist or whose product is a draft is not found', async () => {
  const draft = only(await shop.addProduct({ slug: 'secret', status: 'draft', onHand: 5 }))
  const missing = { code: 'variant.not_found', details: null }
  expect(await failureOf(shop.as().cart.addItem({ variantId: draft }))).toEqual(missing)
  expect(await failureOf(shop.as().cart.addItem({ variantId: `var_${'0'.repeat(26)}` }))).toEqual(missing)
})

test('problems: price changed, sold out and no longer sold are told, and what cannot be sold costs nothing', async () => {
  const api = shop.as(newVisitor())
  await api.cart.addItem({ variantId: mug, quantity: 3 })
  await shop.addProduct({ slug: 'mug', sku: 'MUG', price: '12.00', onHand: 2 })
  const { lines, problems, totals } = await api.cart.get()
  const { id: lineId } = only(lines)
  expect(problems).toEqual([
    { code: 'out_of_stock', lineId, sku: 'MUG', available: 2, previousPrice: null },
    { code: 'price_changed', lineId, sku: 'MUG', available: null, previousPrice: { amount: 1000, currency: 'EUR' } },
  ])
  expect(totals.subtotal.amount).toBe(3600)
  expect((await api.cart.setQuantity({ lineId, quantity: 2 })).problems).toEqual([])

  await shop.addProduct({ slug: 'mug', sku: 'MUG', status: 'archived', price: '12.00', onHand: 2 })
  const gone = await api.cart.get()
  expect(gone.problems).toMatchObject([{ code: 'unavailable', lineId }])
  expect(gone.totals).toMatchObject({ subtotal: { amount: 0 }, shipping: { amount: 0 }, total: { amount: 0 } })
  expect((await api.cart.removeItem({ lineId })).problems).toEqual([])
})

test('sign-in: the guest’s cart is added to the account’s, capped by stock, and each change is told', async () => {
  const bowl = only(await shop.addProduct({ slug: 'bowl', sku: 'BOWL', onHand: 9 }))
  const cup = only(await shop.addProduct({ slug: 'cup', sku: 'CUP', onHand: 9 }))
  const ada = await shop.signUp('ada')
  await ada.api.cart.addItem({ variantId: mug, quantity: 3 })
  await ada.api.cart.addItem({ variantId: bowl, quantity: 1 })
  const visitor = newVisitor()
  const api = shop.as(visitor)
  await api.cart.addItem({ variantId: mug, quantity: 4 })
  await api.cart.addItem({ variantId: bowl, quantity: 2 })
  await api.cart.addItem({ variantId: cup, quantity: 2 })

  const { cartChanges } = await api.auth.signIn(signInAs('ada'))

  expect(cartChanges).toEqual([
    { sku: 'MUG', title: 'Mug', kind: 'capped', quantity: 5 },
    { sku: 'BOWL', title: 'bowl', kind: 'added', quantity: 3 },
    { sku: 'CUP', title: 'cup', kind: 'added', quantity: 2 },
  ])
  const { lines } = await api.cart.get()
  expect(lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([
    ['MUG', 5],
    ['BOWL', 3],
    ['CUP', 2],
  ])
  expect((await api.auth.signIn(signInAs('ada'))).cartChanges).toEqual([])
})

test('sign-in: a line that no longer fits the account’s cart is told, not lost in silence', async () => {
  const slugs = Array.from({ length: MAX_CART_LINES }, (_, n) => `thing-${n}`)
  const bytes = new TextEncoder().encode(csvOf(slugs.map((slug) => ({ slug, price: '1.00' }))))
  await importProducts(shop.deps, { bytes, dryRun: false, actor: testActor })
  const ada = await shop.signUp('ada')
  for (const { id } of shop.rows("SELECT id FROM variants WHERE sku <> 'MUG'")) {
    await ada.api.cart.addItem({ variantId: String(id) as IdOf<'variant'> })
  }
  const visitor = newVisitor()
  await shop.as(visitor).cart.addItem({ variantId: mug })
  const { cartChanges } = await shop.as(visitor).auth.signIn(signInAs('ada'))
  expect(cartChanges).toEqual([{ sku: 'MUG', title: 'Mug', kind: 'capped', quantity: 0 }])
})

test('sign-in: two at once merge the guest’s cart once, into the first account alone', async () => {
  await shop.signUp('ada')
  await shop.signUp('bob')
  const visitor = newVisitor()
  await shop.as(visitor).cart.addItem({ variantId: mug, quantity: 2 })
  const tabs = ['ada', 'ada', 'bob'].map((name) => ({ name, visitor: newVisitor({ guest: visitor.guest }) }))

  const answers = await Promise.all(tabs.map((tab) => shop.as(tab.visitor).auth.signIn(signInAs(tab.name))))

  expect(answers.flatMap(({ cartChanges }) => cartChanges)).toHaveLength(1)
  expect(
    shop.rows('SELECT sum(quantity) AS n FROM cart_lines JOIN carts c ON c.id = cart_id WHERE c.user_id IS NOT NULL')
  ).toEqual([{ n: 2 }])
})

test('concurrency: fifty parallel additions of one line add up', async () => {
  const thing = only(await shop.addProduct({ slug: 'thing' }))
  const visitor = newVisitor()
  await shop.as(visitor).cart.get()
  await shop.as(visitor).cart.addItem({ variantId: thing })
  await Promise.all(Array.from({ length: 49 }, () => shop.as(visitor).cart.addItem({ variantId: thing })))
  const { lines, itemCount } = await shop.as(visitor).cart.get()
  expect([lines.length, itemCount]).toEqual([1, 50])
})

test('a cart that was ordered stays with its order: the next item begins a new one', async () => {
  const api = shop.as(newVisitor())
  const { id: first } = await api.cart.addItem({ variantId: mug })
  await api.orders.place(orderInput('the-first'))
  const { id: second, itemCount } = await api.cart.addItem({ variantId: mug })
  expect(itemCount).toBe(1)
  expect(second).not.toBe(first)
})

test('sign-in: the currency that a guest has chosen is kept, and one’s own cart keeps its own', async () => {
  const two = { currencies: ['USD' as const] }
  await shop.deps.db.write((tx) => tx.update(schema.shopSettings).set(two).where(eq(schema.shopSettings.id, 1)))
  const variantId = only(await shop.addProduct({ slug: 'abroad', sku: 'ABROAD', price: '10.00', onHand: 9 }))
  await shop.deps.db.write((tx) => tx.insert(schema.variantPrices).values({ variantId, currency: 'USD', amount: 1200 }))
  const { user } = await shop.signUp('greta')
  const signInWithDollars = async (email: string) => {
    const guest = shop.as(newVisitor({ address: `with-${email}` }))
    await guest.cart.addItem({ variantId, quantity: 1 })
    await guest.cart.setCurrency({ currency: 'USD' })
    await guest.auth.signIn({ email, password: PASSWORD })
    return guest.cart.get()
  }
  const kept = await signInWithDollars(user.email)
  expect([kept.currency, kept.totals.subtotal.amount, kept.problems]).toEqual(['USD', 1200, []])
  const { user: other, api } = await shop.signUp('own')
  await api.cart.addItem({ variantId, quantity: 1 })
  const own = await signInWithDollars(other.email)
  expect([own.currency, own.totals.subtotal.amount, own.problems]).toEqual(['EUR', 2000, []])
})

test('currency: what has no price in it is told so, with where it has one, and not that it is no longer sold', async () => {
  const two = { currencies: ['USD' as const] }
  await shop.deps.db.write((tx) => tx.update(schema.shopSettings).set(two).where(eq(schema.shopSettings.id, 1)))
  const guest = shop.as(newVisitor())
  await guest.cart.addItem({ variantId: mug, quantity: 1 })
  const { problems } = await guest.cart.setCurrency({ currency: 'USD' })
  expect(problems.map(({ code }) => code)).toEqual(['no_price'])
  const refusal = await failureOf(guest.cart.addItem({ variantId: mug, quantity: 1 }))
  expect(refusal).toEqual({ code: 'cart.currency_unavailable', details: { currencies: ['EUR'] } })
  const inEuro = await guest.cart.setCurrency({ currency: 'EUR' })
  expect(inEuro.problems).toEqual([])
  const none = `var_${'0'.repeat(26)}` as const
  expect((await failureOf(guest.cart.addItem({ variantId: none, quantity: 1 }))).code).toBe('variant.not_found')
})
