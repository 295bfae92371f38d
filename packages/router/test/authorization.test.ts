import type { IdKind, Role } from '@tradepost/contract'
import { idPrefixes } from '@tradepost/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor, KnownIds } from './authorization-matrix.ts'
import { actors, authorizationMatrix } from './authorization-matrix.ts'
import type { JsonSchema } from './procedure-list.ts'
import { callByPath, listProcedures } from './procedure-list.ts'
import type { Account, TestShop, Visitor } from './test-shop.ts'
import { makeTestShop, newVisitor, only, orderInput, wireErrorOf } from './test-shop.ts'

let shop: TestShop
let foreignIds: KnownIds
const accountByActor = new Map<Actor, Account>()
const GUEST = 'a-guest-cookie-of-the-matrix'
const roles: Partial<Record<Actor, Role>> = {
  customerA: 'customer',
  customerB: 'customer',
  support: 'support',
  warehouse: 'warehouse',
  manager: 'manager',
  owner: 'owner',
}

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
  foreignIds = await makeForeignIds()
})

afterAll(() => shop.close())

/** An order and a cart line of customer A, and a product with a variant that is a draft. */
const makeForeignIds = async (): Promise<KnownIds> => {
  const a = accountByActor.get('customerA')
  if (!a) throw new Error('no customer A')
  const mug = only(await shop.addProduct({ slug: 'mug', onHand: 50 }))
  await a.api.cart.addItem({ variantId: mug })
  const { order } = await a.api.orders.place(orderInput('order-of-a'))
  const { lines } = await a.api.cart.addItem({ variantId: mug })
  const variant = only(await shop.addProduct({ slug: 'draft', status: 'draft', onHand: 5 }))
  const product = String(only(shop.rows("SELECT id FROM products WHERE slug = 'draft'"))['id'])
  return { order: order.id, cartLine: only(lines).id, variant, product }
}

/** The actor with a session of its own for one call, so that no call, such as signing out, changes another. */
const visitorOf = async (actor: Actor): Promise<Visitor> => {
  const account = accountByActor.get(actor)
  const session = account ? (await shop.deps.sessions.begin(account.user.id)).token : null
  return newVisitor({ session, guest: actor === 'guest' ? GUEST : null, isOperator: actor === 'operator' })
}

const codeOf = async (actor: Actor, path: string, input: unknown): Promise<string> => {
  try {
    await callByPath(shop.as(await visitorOf(actor)), path, input)
    return 'ok'
  } catch (error) {
    return wireErrorOf(error).code
  }
}

test('matrix: every procedure says who may call it, has an output schema, and has exactly one row', () => {
  expect(procedures.filter(({ access }) => access === undefined)).toEqual([])
  expect(procedures.filter(({ output }) => output === null)).toEqual([])
  expect(Object.keys(authorizationMatrix)).toEqual(procedures.map(({ path }) => path).toSorted())
})

test.each(procedures)('matrix: $path lets in exactly who is declared', async ({ path, access }) => {
  const row = rowOf(path)
  const observed: Record<string, string> = {}
  for (const actor of actors) observed[actor] = await codeOf(actor, path, row.input(foreignIds))
  const refused = (actor: Actor) =>
    access === 'operator' || !accountByActor.has(actor) ? 'auth.required' : 'auth.forbidden'
  for (const actor of actors) {
    if (row.allowed.includes(actor))
      expect(observed[actor], actor).not.toMatch(/^(auth\.(required|forbidden)|internal)$/)
    else expect(observed[actor], actor).toBe(refused(actor))
  }
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
  const declared = procedures.map(({ path }) => [path, Object.keys(rowOf(path).foreign ?? {})])
  expect(declared).toEqual(procedures.map(({ path, input }) => [path, idKindsIn(input)]))
})

/** All rows of all tables that calls may change; sessions come and go with the actors. */
const everything = () => {
  const tables = shop.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'product_search%'")
  const kept = tables.map(({ name }) => String(name)).filter((name) => !/^(sessions|sqlite_.*)$/.test(name))
  return kept.map((name) => [name, shop.rows(`SELECT * FROM "${name}"`)])
}

const crossings = procedures.flatMap(({ path }) =>
  Object.entries(rowOf(path).foreign ?? {}).map(([kind, crossing]) => ({ path, kind: kind as IdKind, ...crossing }))
)

test.each(crossings)('objects: $path with another’s $kind is not found, like one that never was', async (crossing) => {
  const { path, kind, input, code } = crossing
  const foreign = foreignIds[kind]
  if (!foreign) throw new Error(`makeForeignIds knows no ${kind} yet.`)
  const before = everything()
  for (const actor of actors.filter((actor) => actor !== 'customerA')) {
    expect(await codeOf(actor, path, input(foreign)), actor).toBe(code)
    expect(await codeOf(actor, path, input(`${idPrefixes[kind]}_${'0'.repeat(26)}`)), actor).toBe(code)
  }
  expect(everything()).toEqual(before)
})

test.each(crossings)('objects: $path refuses what is no id of a $kind', async ({ path, kind, input }) => {
  const nasty = [
    '',
    'x',
    `${idPrefixes[kind]}_`,
    `xxx_${'0'.repeat(26)}`,
    `${idPrefixes[kind]}_${'0'.repeat(27)}`,
    "' OR 1=1 --",
  ]
  for (const id of nasty) expect(await codeOf('customerB', path, input(id)), id).toBe('input.invalid')
})

test('mass assignment: a key that an input does not know is refused by every procedure', async () => {
  const withInput = procedures.filter(({ input, path }) => input !== null && path !== 'admin.products.import')
  for (const { path } of withInput) {
    const actor = rowOf(path).allowed[0] ?? 'anonymous'
    const input = { ...Object(rowOf(path).input(foreignIds)), role: 'owner', userId: 'usr_x', priceAmount: 1 }
    expect(await codeOf(actor, path, input), path).toBe('input.invalid')
  }
})
