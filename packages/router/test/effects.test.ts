import { deliverOutbox, workImports } from '@tradepost/commerce'
import { schema } from '@tradepost/db'
import type { Effect, PlaceOrderInput } from '@tradepost/contract'
import { effects } from '@tradepost/contract'
import { eq } from 'drizzle-orm'
import Sqlite from 'libsql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uploadFile } from './import-runs.ts'
import { observeEffects } from './observed-effects.ts'
import { callByPath, listProcedures } from './procedure-list.ts'
import { csvOf } from './product-csv.ts'
import type { Account, ApiCaller, TestShop } from './test-shop.ts'
import { makeTestShop, newVisitor, only, orderInput, PASSWORD, someAddress } from './test-shop.ts'
import { totpCode } from './totp.ts'

let shop: TestShop
let owner: Account
let variantId: `var_${string}`

beforeAll(async () => {
  shop = await makeTestShop()
  owner = await shop.signUp('olive', 'owner')
  variantId = only(await shop.addProduct({ slug: 'mug', onHand: 500 }))
  await owner.api.admin.promotions.create({ title: 'Off', code: 'OFF', reward: { kind: 'free_shipping' } })
})

afterAll(() => shop.close())

let made = 0
const newKey = () => `key-${++made}-of-effects`
const newEmail = () => `person-${++made}@example.com`
const challenge = '4000002500003155'

/** A successful call that shows all effects of its procedure. */
interface Example {
  readonly api: ApiCaller
  readonly input?: unknown
  /** Runs the work that the call starts. */
  readonly afterwards?: () => Promise<unknown>
  readonly shop?: TestShop
  /** A second call, for effects that the first cannot show. */
  readonly also?: () => Promise<Example>
}

const anybody = () => shop.as(newVisitor({ address: `address-${++made}` }))
const somebody = () => shop.signUp(`somebody-${++made}`)
const withCart = async (api = anybody()) => {
  const { lines } = await api.cart.addItem({ variantId, quantity: 2 })
  return { api, lineId: only(lines).id }
}
const onCart = (input: object) => async () => {
  const { api, lineId } = await withCart()
  return { api, input: 'quantity' in input ? { lineId, ...input } : input }
}
const place = async (api = anybody(), rest: Partial<PlaceOrderInput> = {}) => {
  await withCart(api)
  return { api, order: (await api.orders.place(orderInput(newKey(), rest))).order }
}
const sent = async () => {
  const { api, order } = await place()
  await owner.api.admin.orders.fulfil({ id: order.id, idempotencyKey: newKey() })
  const lines = [{ lineId: only(order.lines).id, quantity: 1 }]
  return { api, lines, input: { id: order.id, idempotencyKey: newKey(), lines, reason: 'damaged' as const } }
}
const askBack = async () => {
  const { api, input, lines } = await sent()
  return { id: only((await api.orders.requestReturn(input)).returns).id, lines }
}
const start = async () => {
  const { api } = await withCart()
  const { orderId } = await api.checkout.start(
    orderInput(newKey(), { payment: { method: 'test_card', cardNumber: challenge } })
  )
  return { api, orderId }
}
const answerChallenge = async (orderId: string, isPassed: boolean) => {
  const [payment] = shop.rows('SELECT provider_reference AS reference FROM payments WHERE order_id = ?', orderId)
  await shop.testPayments.answerChallenge?.(String(payment?.['reference']), isPassed)
}
const withFactor = async () => {
  const { api, user } = await somebody()
  const { secret } = await api.account.mfa.begin({ password: PASSWORD })
  return { api, user, secret }
}
const withFactorOn = async () => {
  const { api, user, secret } = await withFactor()
  await api.account.mfa.confirm({ code: totpCode(secret, Date.now()) })
  await shop.deps.db.write((tx) => tx.update(schema.users).set({ totpLastStep: 0 }).where(eq(schema.users.id, user.id)))
  return { api, input: { password: PASSWORD, code: totpCode(secret, Date.now()) } }
}
const withAddress = async () => {
  const { api } = await somebody()
  const { items } = await api.account.addresses.add({ address: someAddress })
  return { api, id: only(items).id }
}
const asOne = async (input?: unknown): Promise<Example> => ({ api: (await somebody()).api, input })
const breakStock = () => {
  const file = new Sqlite(shop.path)
  file.prepare('UPDATE stock_levels SET on_hand = on_hand + 7 WHERE variant_id = ?').run(variantId)
  file.close()
}

/** Delivers the outbox: links are created when their mail is sent. */
const mail = () => deliverOutbox(shop.deps)

/**
 * One example for each procedure of customers and the operator, and for each staff procedure whose effects the matrix
 * cannot show.
 */
const examples: Readonly<Record<string, () => Promise<Example>>> = {
  'account.addresses.add': () => asOne({ address: someAddress }),
  'account.addresses.list': withAddress,
  'account.addresses.remove': async () => {
    const { api, id } = await withAddress()
    return { api, input: { id } }
  },
  'account.addresses.update': async () => {
    const { api, id } = await withAddress()
    return { api, input: { id, address: { ...someAddress, city: 'Cork' } } }
  },
  'account.apiKeys.list': () => asOne(),
  'account.apiKeys.revokeAll': async () => {
    const { api } = await shop.signUp(`owner-${++made}`, 'owner')
    await api.admin.apiKeys.create({ name: 'tool', permissions: ['orders:read'], password: PASSWORD })
    return { api }
  },
  'account.data.erase': () => asOne({ password: PASSWORD }),
  'account.data.export': () => asOne(),
  'account.email.requestChange': async () => ({
    ...(await asOne({ newEmail: newEmail(), password: PASSWORD })),
    afterwards: mail,
  }),
  'account.mfa.begin': () => asOne({ password: PASSWORD }),
  'account.mfa.confirm': async () => {
    const { api, secret } = await withFactor()
    return { api, input: { code: totpCode(secret, Date.now()) } }
  },
  'account.mfa.disable': withFactorOn,
  'account.mfa.regenerateCodes': withFactorOn,
  'account.mfa.status': () => asOne(),
  'account.password.change': () => asOne({ currentPassword: PASSWORD, newPassword: 'another long password' }),
  'account.profile.update': () => asOne({ name: 'Another Name' }),
  'account.sessions.list': () => asOne(),
  'account.sessions.revoke': async () => {
    const { api } = await somebody()
    return { api, input: { id: only((await api.account.sessions.list()).items).id } }
  },
  'account.sessions.revokeOthers': async () => {
    const { api, user } = await somebody()
    await shop.deps.sessions.begin(user.id, 'another browser')
    return { api }
  },
  'admin.imports.start': async () => {
    const { api } = owner
    const { id } = await uploadFile(api, csvOf([{ slug: 'imported', onHand: 5 }]))
    return { api, input: { id }, afterwards: () => workImports(shop.deps) }
  },
  'admin.inventory.rebuild': async () => {
    breakStock()
    return { api: owner.api, input: { idempotencyKey: newKey() } }
  },
  'admin.orders.capture': async () => {
    const { order } = await place(anybody(), { payment: { method: 'invoice' } })
    return { api: owner.api, input: { id: order.id, idempotencyKey: newKey() } }
  },
  'admin.orders.returns.approve': async () => {
    const { id } = await askBack()
    return { api: owner.api, input: { id, idempotencyKey: newKey() } }
  },
  'admin.orders.returns.receive': async () => {
    const { id, lines: restock } = await askBack()
    await owner.api.admin.orders.returns.approve({ id, idempotencyKey: newKey() })
    return { api: owner.api, input: { id, idempotencyKey: newKey(), restock } }
  },
  'admin.settings.setSecurity': async () => {
    const other = await makeTestShop()
    const { api } = await other.signUp('an-owner', 'owner')
    return { api, input: { requireStaffMfa: true }, shop: other }
  },
  'auth.acceptInvitation': async () => {
    const email = newEmail()
    await owner.api.admin.staff.invite({ email, role: 'support' })
    const token = await shop.lastToken(email, 'accept-invitation')
    return { api: anybody(), input: { token, name: 'New', password: PASSWORD } }
  },
  'auth.confirmEmailChange': async () => {
    const email = newEmail()
    const { api } = await somebody()
    await api.account.email.requestChange({ newEmail: email, password: PASSWORD })
    return { api, input: { token: await shop.lastToken(email, 'confirm-email') } }
  },
  'auth.register': async () => ({ api: anybody(), input: { email: newEmail(), name: 'New', password: PASSWORD } }),
  'auth.requestPasswordReset': async () => ({
    api: anybody(),
    input: { email: (await somebody()).user.email },
    afterwards: mail,
  }),
  'auth.resetPassword': async () => {
    const { email } = (await somebody()).user
    await anybody().auth.requestPasswordReset({ email })
    return {
      api: anybody(),
      input: { token: await shop.lastToken(email, 'reset-password'), password: 'a new password' },
    }
  },
  'auth.session': () => asOne(),
  'auth.signIn': async () => ({
    api: anybody(),
    // The response contains the address as stored, which differs from this input.
    input: { email: (await somebody()).user.email.toUpperCase(), password: PASSWORD },
  }),
  'auth.signOut': () => asOne(),
  'auth.verifyEmail': async () => {
    const email = newEmail()
    await anybody().auth.register({ email, name: 'New', password: PASSWORD })
    return { api: anybody(), input: { token: await shop.lastToken(email, 'verify-email') } }
  },
  'cart.addItem': async () => ({ api: anybody(), input: { variantId } }),
  'cart.applyCoupon': onCart({ code: 'OFF' }),
  'cart.get': withCart,
  'cart.removeCoupon': onCart({ code: 'OFF' }),
  'cart.removeItem': async () => {
    const { api, lineId } = await withCart()
    return { api, input: { lineId } }
  },
  'cart.setCurrency': onCart({ currency: 'EUR' }),
  'cart.setQuantity': onCart({ quantity: 3 }),
  'checkout.cancel': async () => {
    const { api, orderId } = await start()
    return { api, input: { orderId } }
  },
  'checkout.complete': async () => {
    const { api, orderId } = await start()
    const passed = async () => {
      const other = await start()
      return { api: other.api, input: { orderId: other.orderId, challenge: 'passed' } }
    }
    return { api, input: { orderId, challenge: 'failed' }, also: passed }
  },
  'checkout.options': async () => ({ api: (await withCart()).api, input: { countryCode: 'IE' } }),
  'checkout.start': async () => ({ api: (await withCart()).api, input: orderInput(newKey()) }),
  'checkout.status': async () => {
    const { api, orderId } = await start()
    await answerChallenge(orderId, false)
    const passed = async () => {
      const other = await start()
      await answerChallenge(other.orderId, true)
      return { api: other.api, input: { orderId: other.orderId } }
    }
    return { api, input: { orderId }, also: passed }
  },
  'collections.get': async () => {
    const { slug } = await owner.api.admin.collections.create({ title: `Collection ${++made}` })
    return { api: anybody(), input: { slug } }
  },
  'collections.list': async () => ({ api: anybody() }),
  'operator.createOwner': async () => ({
    api: shop.as(newVisitor({ isOperator: true })),
    input: { email: newEmail(), name: 'New', password: PASSWORD },
  }),
  'operator.undelivered': async () => ({ api: shop.as(newVisitor({ isOperator: true })) }),
  'operator.retryUndelivered': async () => ({ api: shop.as(newVisitor({ isOperator: true })) }),
  'operator.migrations': async () => ({ api: shop.as(newVisitor({ isOperator: true })) }),
  'operator.seed': async () => {
    const empty = await makeTestShop()
    return { api: empty.as(newVisitor({ isOperator: true })), shop: empty }
  },
  'orders.cancel': async () => {
    const { api, order } = await place()
    return { api, input: { id: order.id, idempotencyKey: newKey() } }
  },
  'orders.get': async () => {
    const { api, order } = await place()
    return { api, input: { id: order.id } }
  },
  'orders.list': async () => ({ api: (await place((await somebody()).api)).api, input: {} }),
  'orders.onUpdate': async () => {
    const { api, order } = await place()
    return { api, input: { id: order.id } }
  },
  'orders.place': async () => ({ api: (await withCart()).api, input: orderInput(newKey()) }),
  'orders.requestReturn': sent,
  'orders.track': async () => {
    const { order } = await place()
    return { api: anybody(), input: { number: order.number, email: order.email } }
  },
  'products.get': async () => ({ api: anybody(), input: { slug: 'mug' } }),
  'products.list': async () => ({ api: anybody(), input: {} }),
  'products.related': async () => ({ api: anybody(), input: { id: productId() } }),
  'products.suggest': async () => ({ api: anybody(), input: { search: 'mug' } }),
  'shop.get': async () => ({ api: anybody() }),
}

const productId = () => String(only(shop.rows("SELECT id FROM products WHERE slug = 'mug'"))['id'])

const watched = listProcedures().filter(
  ({ path, access }) => ['public', 'user', 'operator'].includes(access ?? '') || path in examples
)

test('effects: there is an example of every procedure of customers and of the operator', () => {
  expect(Object.keys(examples).toSorted()).toEqual(watched.map(({ path }) => path).toSorted())
})

test.each(watched)('effects: $path has just those that it declares', async ({ path, effects: declared = [] }) => {
  const example = await examples[path]?.()
  if (!example) throw new Error(`${path} has no example.`)
  const shown = await show(path, example)
  const alsoShown = example.also ? await show(path, await example.also()) : []
  expect(effects.filter((one) => shown.includes(one) || alsoShown.includes(one))).toEqual(
    effects.filter((one) => declared.includes(one))
  )
})

/** Runs an example, which must succeed, and returns its effects. */
const show = async (
  path: string,
  { api, input, afterwards, shop: own = shop }: Example
): Promise<readonly Effect[]> => {
  const observed = await observeEffects(own, input, async () => {
    const answer = await callByPath(api, path, input)
    await afterwards?.()
    return answer
  })
  if (own !== shop) await own.close()
  expect(observed.outcome).toMatchObject({ status: 'fulfilled' })
  return observed.effects
}
