import { hashSecret } from '@tradepost/commerce'
import type { Access, Effect, IdKind, Permission, Role } from '@tradepost/contract'
import { idPrefixes, permissions } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor, KnownIds } from './authorization-matrix.ts'
import { actors, authorizationMatrix, pictureForm } from './authorization-matrix.ts'
import { observeEffects } from './observed-effects.ts'
import type { JsonSchema } from './procedure-list.ts'
import { callByPath, listProcedures } from './procedure-list.ts'
import { someShipping } from './some-settings.ts'
import type { Account, TestShop, Visitor } from './test-shop.ts'
import { makeTestShop, newVisitor, only, orderInput, someAddress, wireErrorOf, PASSWORD } from './test-shop.ts'

let shop: TestShop
let knownIds: KnownIds
const accountByActor = new Map<Actor, Account>()
const tokenByActor = new Map<Actor, string>()
const GUEST = 'a-guest-cookie-of-the-matrix'
const PASSED = 1
const roles: Partial<Record<Actor, Role>> = {
  customerA: 'customer',
  customerB: 'customer',
  support: 'support',
  warehouse: 'warehouse',
  manager: 'manager',
  owner: 'owner',
  ownerWithoutFactor: 'owner',
  expiredSession: 'owner',
  revokedSession: 'owner',
  disabledUser: 'owner',
  keyOfDisabled: 'owner',
}
const withoutWayIn: readonly Actor[] = [
  'expiredSession',
  'revokedSession',
  'disabledUser',
  'expiredKey',
  'revokedKey',
  'keyOfDisabled',
]

const procedures = listProcedures()
const rowOf = (path: string) => {
  const row = authorizationMatrix[path]
  if (!row) throw new Error(`${path} has no row in authorization-matrix.ts: declare who may call it.`)
  return row
}

beforeAll(async () => {
  shop = await makeTestShop()
  for (const actor of actors) {
    const role = roles[actor]
    if (role) accountByActor.set(actor, await shop.signUp(actor.toLowerCase(), role))
  }
  await makeKeys()
  await disable('disabledUser')
  await disable('keyOfDisabled')
  knownIds = await makeKnownIds()
})

afterAll(() => shop.close())

const accountOf = (actor: Actor): Account => {
  const account = accountByActor.get(actor)
  if (!account) throw new Error(`${actor} has no account.`)
  return account
}

const makeKeys = async () => {
  // Not an actor of the matrix: `account.apiKeys.revokeAll` would revoke the keys that the matrix calls with.
  const keyMaker = await shop.signUp('key-maker', 'owner')
  const makeKey = async (permissions: Permission[], maker = keyMaker) =>
    maker.api.admin.apiKeys.create({ password: PASSWORD, name: 'a key', permissions })
  const whole = [...permissions]
  tokenByActor.set('keyWithScope', (await makeKey(whole)).key)
  tokenByActor.set('keyWithoutScope', (await makeKey(['inventory:read'])).key)
  tokenByActor.set('keyWithoutRefund', (await makeKey(whole.filter((one) => one !== 'orders:refund'))).key)
  tokenByActor.set('keyOfDisabled', (await makeKey(whole, accountOf('keyOfDisabled'))).key)
  const revoked = await makeKey(whole)
  await keyMaker.api.admin.apiKeys.revoke({ id: revoked.apiKey.id })
  tokenByActor.set('revokedKey', revoked.key)
  const expired = await makeKey(whole)
  const { apiKeys } = schema
  await shop.deps.db.write((tx) =>
    tx.update(apiKeys).set({ expiresAt: PASSED }).where(eq(apiKeys.id, expired.apiKey.id))
  )
  tokenByActor.set('expiredKey', expired.key)
}

const disable = async (actor: Actor) => {
  const { users } = schema
  const { id } = accountOf(actor).user
  await shop.deps.db.write((tx) => tx.update(users).set({ disabledAt: PASSED }).where(eq(users.id, id)))
}

let times = 0

/**
 * Creates records of customer A, a draft product with a variant, and records of the back office, and returns their IDs.
 * Every call creates new ones.
 */
const makeKnownIds = async (): Promise<KnownIds> => {
  const n = ++times
  const a = shop.as(await visitorOf('customerA'))
  const mug = only(await shop.addProduct({ slug: `mug-${n}`, onHand: 50 }))
  await a.cart.addItem({ variantId: mug, quantity: 2 })
  const { order } = await a.orders.place(orderInput(`order-${n}-of-a`))
  await a.cart.addItem({ variantId: mug })
  const sent = (await a.orders.place(orderInput(`order-${n}-to-return`))).order
  const { lines } = await a.cart.addItem({ variantId: mug })
  const variant = only(await shop.addProduct({ slug: `draft-${n}`, status: 'draft', onHand: 5 }))
  const product = String(only(shop.rows('SELECT id FROM products WHERE slug = ?', `draft-${n}`))['id'])
  // The number of addresses per account is limited.
  for (const { id } of (await a.account.addresses.list()).items) await a.account.addresses.remove({ id })
  const kept = (await a.account.addresses.add({ address: someAddress })).items.at(-1)
  const session = (await a.account.sessions.list()).items.find(({ isCurrent }) => isCurrent)
  const owner = shop.as(await visitorOf('owner'))
  await owner.admin.orders.fulfil({ id: sent.id, idempotencyKey: `fulfil-${n}-of-a` })
  const units = sent.lines.map(({ id: lineId }) => ({ lineId, quantity: 1 }))
  const asked = { id: sent.id, idempotencyKey: `return-${n}-of-a`, lines: units, reason: 'other' as const }
  const { returns } = await a.orders.requestReturn(asked)
  await owner.admin.orders.returns.approve({ id: only(returns).id, idempotencyKey: `approve-${n}-of-a` })
  const member = await shop.signUp(`member-${n}`, 'support')
  const invitation = await owner.admin.staff.invite({ email: `invited-${n}@example.com`, role: 'support' })
  const collection = await owner.admin.collections.create({ title: `Collection ${n}` })
  const location = await owner.admin.locations.create({ name: `Location ${n}` })
  const run = await owner.admin.imports.create({ fileName: 'products.csv' })
  await owner.admin.imports.cancel({ id: run.id })
  const { apiKey } = await owner.admin.apiKeys.create({
    password: PASSWORD,
    name: 'to be named',
    permissions: ['orders:read'],
  })
  const zone = await owner.admin.zones.create({ name: `Zone ${n}` })
  const shippingMethod = await owner.admin.shipping.create({ zoneId: zone.id, ...someShipping })
  const promotion = await owner.admin.promotions.create({ title: `Off ${n}`, reward: { kind: 'free_shipping' } })
  const own = { order: order.id, cartLine: only(lines).id, address: kept?.id ?? '', session: session?.id ?? '' }
  const { id: media } = await owner.admin.media.upload(pictureForm())
  return {
    ...own,
    orderLine: order.lines.at(-1)?.id ?? '',
    return: only(returns).id,
    variant,
    product,
    media,
    user: member.user.id,
    customer: (await shop.signUp(`customer-${n}`)).user.id,
    import: run.id,
    invitation: invitation.id,
    apiKey: apiKey.id,
    collection: collection.id,
    zone: zone.id,
    shippingMethod: shippingMethod.id,
    promotion: promotion.id,
    location: location.id,
  }
}

/** Returns an actor's token. Each call gets its own session, so that signing out affects no other call. */
const tokenOf = async (actor: Actor): Promise<string | null> => {
  const key = tokenByActor.get(actor)
  const account = accountByActor.get(actor)
  if (key !== undefined || !account) return key ?? null
  const { token } = await shop.deps.sessions.begin(account.user.id, 'a browser of the matrix')
  if (actor === 'revokedSession') await shop.deps.sessions.end(token)
  if (actor === 'expiredSession') {
    const { sessions } = schema
    const idHash = hashSecret(token)
    await shop.deps.db.write((tx) => tx.update(sessions).set({ expiresAt: PASSED }).where(eq(sessions.idHash, idHash)))
  }
  return token
}

let calls = 0

const visitorOf = async (actor: Actor): Promise<Visitor> =>
  newVisitor({
    session: await tokenOf(actor),
    guest: actor === 'guest' ? GUEST : null,
    isOperator: actor === 'operator',
    address: `address-${++calls}`,
  })

/** Sets whether staff need a second factor. The shop requires it only while `ownerWithoutFactor` is tried. */
const requireFactor = async (requireStaffMfa: boolean) => {
  const { shopSettings } = schema
  await shop.deps.db.write((tx) => tx.update(shopSettings).set({ requireStaffMfa }).where(eq(shopSettings.id, 1)))
}

interface Try {
  readonly actor: Actor
  readonly path: string
  readonly input: unknown
}

/** Calls a procedure as an actor, wrapped in `around`. */
const tryIt = async <T>(
  { actor, path, input }: Try,
  around: (call: () => Promise<unknown>) => Promise<T>
): Promise<T> => {
  const visitor = await visitorOf(actor)
  if (actor === 'ownerWithoutFactor') await requireFactor(true)
  try {
    return await around(() => callByPath(shop.as(visitor), path, input))
  } finally {
    if (actor === 'ownerWithoutFactor') await requireFactor(false)
  }
}

const codeOf = (actor: Actor, path: string, input: unknown): Promise<string> =>
  tryIt({ actor, path, input }, (call) =>
    call().then(
      () => 'ok',
      (error: unknown) => wireErrorOf(error).code
    )
  )

/** The observed effects of each procedure, by path. */
const seenOf = new Map<string, Set<Effect>>()

/** Makes a call and returns its code and the effects observed in what the shop stores. */
const watch = async (actor: Actor, path: string, input: unknown): Promise<{ code: string; effects: Effect[] }> => {
  const { effects, outcome } = await tryIt({ actor, path, input }, (call) => observeEffects(shop, input, call))
  const seen = seenOf.get(path) ?? new Set()
  seenOf.set(path, seen)
  for (const effect of effects) seen.add(effect)
  return { code: outcome.status === 'fulfilled' ? 'ok' : wireErrorOf(outcome.reason).code, effects }
}

test('matrix: every procedure says who may call it and what it can do, has an output schema, and exactly one row', () => {
  expect(procedures.filter(({ access, effects }) => access === undefined || effects === undefined)).toEqual([])
  expect(procedures.filter(({ output }) => output === null)).toEqual([])
  expect(Object.keys(authorizationMatrix).toSorted()).toEqual(procedures.map(({ path }) => path).toSorted())
})

test.each(procedures)(
  'matrix: $path lets in exactly who is declared, with no effect that is not, and none for anyone else',
  async ({ path, access, effects = [] }) => {
    const row = rowOf(path)
    const observed = new Map<Actor, Awaited<ReturnType<typeof watch>>>()
    for (const actor of actors) observed.set(actor, await watch(actor, path, row.input(knownIds)))
    for (const [actor, { code, effects: seen }] of observed) {
      const isAllowed = row.allowed.includes(actor)
      expect(isAllowed ? effects : [], actor).toEqual(expect.arrayContaining(seen))
      if (isAllowed) expect(code, actor).not.toMatch(/^(auth\.(required|forbidden|mfa_setup_required)|internal)$/)
      else expect(code, actor).toBe(refusalOf(actor, access))
    }
  }
)

/** Returns the error code for a refused actor: sign in, access forbidden, or turn on the second factor. */
const refusalOf = (actor: Actor, access: Access | undefined): string => {
  const isKnown = accountByActor.has(actor) || tokenByActor.has(actor)
  if (access === 'operator' || !isKnown || withoutWayIn.includes(actor)) return 'auth.required'
  return actor === 'ownerWithoutFactor' ? 'auth.mfa_setup_required' : 'auth.forbidden'
}

const ofStaff = procedures.filter(({ access }) => !['public', 'user', 'operator'].includes(access ?? ''))

test.each(ofStaff)(
  'money: $path sends none back for who may not refund, and some only where it declares it',
  async ({ path, effects = [] }) => {
    const { input, movesMoney } = rowOf(path)
    expect(movesMoney !== undefined).toBe(effects.includes('money_out'))
    // A procedure without effects can share the known IDs.
    const example = async () => (movesMoney ?? input)(effects.length > 0 ? await makeKnownIds() : knownIds)
    const tried = await example()
    const before = everything('')
    const refused = await watch('keyWithoutRefund', path, tried)
    expect(refused.effects).not.toContain('money_out')
    if (!movesMoney) return
    expect([refused.code, everything('')]).toEqual(['auth.forbidden', before])
    expect((await watch('owner', path, await example())).effects).toContain('money_out')
  }
)

// These effects need more than one call: see effects.test.ts.
const shownElsewhere = [
  'admin.imports.start: stock',
  'admin.inventory.rebuild: stock',
  'admin.orders.capture: personal_data',
  'admin.orders.returns.approve: personal_data',
  'admin.orders.returns.receive: stock',
  'admin.settings.setSecurity: access',
]

test('effects: whatever a procedure of the staff declares was seen above', () => {
  const unseen = ofStaff.flatMap(({ path, effects = [] }) =>
    effects.filter((effect) => !seenOf.get(path)?.has(effect)).map((effect) => `${path}: ${effect}`)
  )
  expect(unseen.toSorted()).toEqual(shownElsewhere)
})

test.each(procedures.filter(({ access }) => access !== 'public'))(
  'matrix: $path tells who may not call it nothing of its input',
  async ({ path }) => {
    const outsider = actors.find((actor) => !rowOf(path).allowed.includes(actor)) ?? 'anonymous'
    expect(await codeOf(outsider, path, { nonsense: true })).toMatch(/^auth\./)
  }
)

const idKindsIn = (schema: unknown): IdKind[] => {
  if (schema === null || typeof schema !== 'object') return []
  const own = (schema as JsonSchema)['idKind']
  const kinds = typeof own === 'string' ? [own as IdKind] : []
  return [...new Set([...kinds, ...Object.values(schema).flatMap(idKindsIn)])]
}

test('objects: every id that an input takes is crossed below', () => {
  const crossed = ({ foreign = {}, unknown = {} }: ReturnType<typeof rowOf>) =>
    Object.keys({ ...foreign, ...unknown }).toSorted()
  const declared = procedures.map(({ path }) => [path, crossed(rowOf(path))])
  expect(declared).toEqual(procedures.map(({ path, input }) => [path, idKindsIn(input).toSorted()]))
})

/**
 * Returns all rows of all tables except the counters of attempts, the search index, and the times of last use.
 * Of the sessions, it returns only the given one.
 */
const everything = (session: string | undefined) => {
  const tables = shop.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'product_search%'")
  const kept = tables.map(({ name }) => String(name)).filter((name) => !/^(sessions|allowances|sqlite_.*)$/.test(name))
  const read = (name: string) => shop.rows(`SELECT * FROM "${name}"`).map(({ last_used_at: _, ...row }) => row)
  return [...kept.map((name) => [name, read(name)]), shop.rows('SELECT id_hash FROM sessions WHERE id = ?', session)]
}

const crossingsOf = (ownership: 'foreign' | 'unknown') =>
  procedures.flatMap(({ path }) =>
    Object.entries(rowOf(path)[ownership] ?? {}).map(([kind, crossing]) => ({
      path,
      kind: kind as IdKind,
      allowed: rowOf(path).allowed,
      ...crossing,
    }))
  )

// Not zeros: the first zone, shipping method and location of every shop have IDs of zeros.
const absent = (kind: IdKind) => `${idPrefixes[kind]}_${'z'.repeat(26)}`

test.each(crossingsOf('foreign'))(
  'objects: $path with another’s $kind is not found, like one that never was, and nothing changes (A02)',
  async ({ path, kind, input, code, allowed }) => {
    const ids = await makeKnownIds()
    const foreign = ids[kind]
    if (!foreign) throw new Error(`makeKnownIds knows no ${kind} yet.`)
    const before = everything(ids.session)
    for (const actor of allowed.filter((actor) => actor !== 'customerA')) {
      expect(await codeOf(actor, path, input(foreign, ids)), actor).toBe(code)
      expect(await codeOf(actor, path, input(absent(kind), ids)), actor).toBe(code)
    }
    expect(everything(ids.session)).toEqual(before)
    expect(before.at(-1)).toHaveLength(1)
  }
)

let untouched: Promise<KnownIds> | undefined

test.each(crossingsOf('unknown'))(
  'objects: $path with a $kind that is none, or a user who is none such, is not found, and nothing changes (A02)',
  async ({ path, kind, input, code, allowed }) => {
    // No call here changes anything, so all can share the same IDs.
    const known = await (untouched ??= makeKnownIds())
    const before = everything('')
    const others = path.startsWith('admin.customers.') ? 'support' : 'customerA'
    const ids = [absent(kind), ...(kind === 'user' ? [accountOf(others).user.id] : [])]
    for (const actor of allowed) {
      for (const id of ids) expect(await codeOf(actor, path, input(id, known)), `${actor} ${id}`).toBe(code)
    }
    expect(everything('')).toEqual(before)
  }
)

test.each([...crossingsOf('foreign'), ...crossingsOf('unknown')])(
  'objects: $path refuses what is no id of a $kind',
  async ({ path, kind, input, allowed }) => {
    const nasty = [
      '',
      'x',
      `${idPrefixes[kind]}_`,
      `xxx_${'0'.repeat(26)}`,
      `${idPrefixes[kind]}_${'0'.repeat(27)}`,
      "' OR 1=1 --",
    ]
    const actor = allowed.includes('customerB') ? 'customerB' : 'owner'
    for (const id of nasty) expect(await codeOf(actor, path, input(id, knownIds)), id).toBe('input.invalid')
  }
)

test('mass assignment: a key that an input does not know is refused by every procedure', async () => {
  const withInput = procedures.filter(({ input, path }) => input !== null && path !== 'admin.imports.append')
  for (const { path } of withInput) {
    const actor = rowOf(path).allowed[0] ?? 'anonymous'
    const input = { ...Object(rowOf(path).input(knownIds)), role: 'owner', userId: 'usr_x', priceAmount: 1 }
    expect(await codeOf(actor, path, input), path).toBe('input.invalid')
  }
})
