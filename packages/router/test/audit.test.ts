import { chainHashOf } from '@tradepost/commerce'
import { FIRST_LOCATION } from '@tradepost/contract'
import Sqlite from 'libsql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pictureForm } from './authorization-matrix.ts'
import { customerActs } from './customer-acts-audited.ts'
import type { Act } from './pricing-settings-acts.ts'
import { orderActs } from './order-acts-audited.ts'
import { pricingSettingsActs } from './pricing-settings-acts.ts'
import { callByPath, listProcedures } from './procedure-list.ts'
import type { Account, TestShop } from './test-shop.ts'
import { makeTestShop, newVisitor, only, PASSWORD } from './test-shop.ts'

let shop: TestShop
let owner: Account

beforeAll(async () => {
  shop = await makeTestShop()
  owner = await shop.signUp('olive', 'owner')
})

afterAll(() => shop.close())

const makeKey = () => owner.api.admin.apiKeys.create({ password: PASSWORD, name: 'tool', permissions: ['orders:read'] })
const makeMember = () => shop.signUp(`member-${++made}`, 'support')
let made = 0

const oneVariant = [{ optionValues: [], prices: [{ currency: 'EUR' as const, amount: 100 }] }]
const keyOf = () => ({ idempotencyKey: `audited-key-${++made}` })
const makeProduct = () =>
  owner.api.admin.products.create({ ...keyOf(), title: `Product ${made}`, variants: oneVariant })
const makeCollection = () => owner.api.admin.collections.create({ title: `Collection ${++made}` })

const makeVariant = async (onHand = 0) => {
  const { variants } = await makeProduct()
  const { id: variantId } = only(variants)
  if (onHand > 0) {
    await owner.api.admin.inventory.receive({ ...keyOf(), variantId, quantity: onHand, reason: 'first stock' })
  }
  return { variantId }
}
const firstLevel = { locationId: FIRST_LOCATION, allocated: 0 }
const stockAfter = (onHand: number, reason: string): unknown =>
  expect.objectContaining({ levels: [{ ...firstLevel, onHand }], reason })

/** One act for each mutation of the back office. The test fails for a mutation without an act. */
const acts: Readonly<Record<string, Act>> = {
  'admin.products.create': {
    prepare: async () => ({ input: { ...keyOf(), title: 'New', variants: oneVariant }, target: null }),
    before: null,
    after: expect.objectContaining({ slug: 'new', title: 'New', status: 'draft' }),
  },
  'admin.products.update': {
    prepare: async () => {
      const { id, variants } = await makeProduct()
      const kept = { ...oneVariant[0], id: variants[0]?.id, sku: variants[0]?.sku }
      return { input: { id, version: 1, title: 'Renamed', variants: [kept] }, target: id }
    },
    before: { title: expect.stringMatching(/^Product /), version: 1 },
    after: { title: 'Renamed', version: 2 },
  },
  'admin.products.delete': {
    prepare: async () => {
      const { id } = await makeProduct()
      return { input: { id, version: 1 }, target: id }
    },
    before: expect.objectContaining({ status: 'draft' }),
    after: null,
  },
  'admin.products.bulkUpdate': {
    prepare: async () => {
      const { id } = await makeProduct()
      return { input: { ...keyOf(), ids: [id], change: { kind: 'set_vendor', vendor: 'Acme' } }, target: id }
    },
    before: null,
    after: { kind: 'set_vendor', vendor: 'Acme' },
  },
  'admin.collections.create': {
    prepare: async () => ({ input: { title: 'Chosen' }, target: null }),
    before: null,
    after: expect.objectContaining({ slug: 'chosen', kind: 'manual' }),
  },
  'admin.collections.update': {
    prepare: async () => {
      const { id } = await makeCollection()
      return { input: { id, version: 1, title: 'Retitled' }, target: id }
    },
    before: expect.objectContaining({ version: 1 }),
    after: expect.objectContaining({ title: 'Retitled' }),
  },
  'admin.collections.delete': {
    prepare: async () => {
      const { id } = await makeCollection()
      return { input: { id, version: 1 }, target: id }
    },
    before: expect.objectContaining({ kind: 'manual' }),
    after: null,
  },
  'admin.collections.arrange': {
    prepare: async () => {
      const { id } = await makeCollection()
      const product = await makeProduct()
      return { input: { id, action: 'add', productIds: [product.id] }, target: id }
    },
    before: null,
    after: { action: 'add', productIds: [expect.stringMatching(/^prd_/)] },
  },
  'admin.imports.cancel': {
    prepare: async () => {
      const { id } = await owner.api.admin.imports.create({ fileName: 'products.csv' })
      return { input: { id }, target: id }
    },
    before: { state: 'uploading' },
    after: { state: 'canceled' },
  },
  'admin.inventory.receive': {
    prepare: async () => {
      const variant = await makeVariant()
      return { input: { ...keyOf(), ...variant, quantity: 5, reason: 'delivery' }, target: variant.variantId }
    },
    before: expect.objectContaining({ levels: [{ ...firstLevel, onHand: 0 }] }),
    after: stockAfter(5, 'delivery'),
  },
  'admin.inventory.adjust': {
    prepare: async () => {
      const variant = await makeVariant(3)
      return { input: { ...keyOf(), ...variant, delta: -2, reason: 'broken' }, target: variant.variantId }
    },
    before: expect.objectContaining({ levels: [{ ...firstLevel, onHand: 3 }] }),
    after: stockAfter(1, 'broken'),
  },
  'admin.inventory.count': {
    prepare: async () => {
      const variant = await makeVariant(3)
      return { input: { ...keyOf(), ...variant, counted: 3, reason: 'as it was' }, target: variant.variantId }
    },
    before: expect.objectContaining({ levels: [{ ...firstLevel, onHand: 3 }] }),
    after: stockAfter(3, 'as it was'),
  },
  'admin.inventory.transfer': {
    prepare: async () => {
      const variant = await makeVariant(3)
      const { id: toLocationId } = await owner.api.admin.locations.create({ name: 'Shop floor' })
      const input = {
        ...keyOf(),
        ...variant,
        fromLocationId: FIRST_LOCATION,
        toLocationId,
        quantity: 1,
        reason: 'shelf',
      }
      return { input, target: variant.variantId }
    },
    before: expect.objectContaining({ levels: [{ ...firstLevel, onHand: 3 }] }),
    after: expect.objectContaining({
      levels: [
        { ...firstLevel, onHand: 2 },
        { locationId: expect.stringMatching(/^loc_/), onHand: 1, allocated: 0 },
      ],
    }),
  },
  'admin.inventory.rebuild': {
    prepare: async () => ({ input: keyOf(), target: 'stock' }),
    before: null,
    after: { checked: expect.any(Number), mended: 0, unmended: 0 },
  },
  'admin.locations.create': {
    prepare: async () => ({ input: { name: 'Back room' }, target: null }),
    before: null,
    after: expect.objectContaining({ name: 'Back room', isActive: true, version: 1 }),
  },
  'admin.locations.update': {
    prepare: async () => {
      const { id } = await owner.api.admin.locations.create({ name: 'Old name' })
      return { input: { id, version: 1, name: 'New name', position: 7, isActive: false }, target: id }
    },
    before: expect.objectContaining({ name: 'Old name', version: 1 }),
    after: expect.objectContaining({ name: 'New name', position: 7, isActive: false, version: 2 }),
  },
  'admin.media.upload': {
    prepare: async () => ({ input: pictureForm(), target: null }),
    before: null,
    after: expect.objectContaining({ type: 'image/gif', fileName: 'dot.gif', byteSize: expect.any(Number) }),
  },
  'admin.media.update': {
    prepare: async () => {
      const { id } = await owner.api.admin.media.upload(pictureForm())
      return { input: { id, alt: 'A dot' }, target: id }
    },
    before: { alt: '' },
    after: { alt: 'A dot' },
  },
  'admin.media.delete': {
    prepare: async () => {
      const { id } = await owner.api.admin.media.upload(pictureForm())
      return { input: { id }, target: id }
    },
    before: expect.objectContaining({ fileName: 'dot.gif' }),
    after: null,
  },
  'admin.staff.invite': {
    prepare: async () => ({ input: { email: 'a@example.com', role: 'support' }, target: null }),
    before: null,
    after: { email: 'a@example.com', role: 'support' },
  },
  'admin.staff.revokeInvitation': {
    prepare: async () => {
      const { id } = await owner.api.admin.staff.invite({ email: 'b@example.com', role: 'support' })
      return { input: { id }, target: id }
    },
    before: { email: 'b@example.com', role: 'support' },
    after: null,
  },
  'admin.staff.setRole': {
    prepare: async () => {
      const { id } = (await makeMember()).user
      return { input: { userId: id, role: 'warehouse' }, target: id }
    },
    before: { role: 'support' },
    after: { role: 'warehouse' },
  },
  'admin.staff.setDisabled': {
    prepare: async () => {
      const { id } = (await makeMember()).user
      return { input: { userId: id, disabled: true }, target: id }
    },
    before: { disabled: false },
    after: { disabled: true },
  },
  'admin.apiKeys.create': {
    prepare: async () => ({
      input: { name: 'new', permissions: ['orders:read'], expiresInDays: null, password: PASSWORD },
      target: null,
    }),
    before: null,
    after: { name: 'new', permissions: ['orders:read'], expiresAt: null },
  },
  'admin.apiKeys.rotate': {
    prepare: async () => {
      const { id } = (await makeKey()).apiKey
      return { input: { id, password: PASSWORD }, target: id }
    },
    before: { revoked: false },
    after: { revoked: true, replacedBy: expect.stringMatching(/^key_/) },
  },
  'admin.apiKeys.revoke': {
    prepare: async () => {
      const { id } = (await makeKey()).apiKey
      return { input: { id }, target: id }
    },
    before: { revoked: false },
    after: { revoked: true },
  },
  'admin.settings.setSecurity': {
    prepare: async () => ({ input: { requireStaffMfa: false }, target: 'shop' }),
    before: { requireStaffMfa: false },
    after: { requireStaffMfa: false },
  },
  ...customerActs(() => shop),
  ...pricingSettingsActs(() => owner.api),
  ...orderActs(
    () => shop,
    () => owner.api
  ),
}

// An import is recorded when it ends, by one entry in the name of the user who started it: see import-runs.test.ts.
const toldLater = ['admin.imports.create', 'admin.imports.append', 'admin.imports.start']

const mutations = listProcedures()
  .filter(({ path }) => !toldLater.includes(path))
  .filter(({ access, type }) => type === 'mutation' && !['public', 'user', 'operator'].includes(access ?? ''))
  .map(({ path }) => path)

const lastSeq = () => Number(only(shop.rows('SELECT coalesce(max(seq), 0) AS seq FROM audit_log'))['seq'])
const entriesAfter = (seq: number) => shop.rows('SELECT * FROM audit_log WHERE seq > ? ORDER BY seq', seq)
const parsed = (json: unknown): unknown => (typeof json === 'string' ? JSON.parse(json) : json)

test('audit: every mutation of the back office is tried below (A20)', () => {
  expect(Object.keys(acts).toSorted()).toEqual(mutations.toSorted())
})

test.each(mutations)(
  'audit: %s writes one entry: who, what, on what, before, after, by which request (A20)',
  async (path) => {
    const act = acts[path]
    if (!act) throw new Error(`${path} has no act yet.`)
    const { input, target } = await act.prepare()
    const seq = lastSeq()
    const answer: unknown = await callByPath(owner.api, path, input)
    const entry = only(entriesAfter(seq))
    expect(entry).toMatchObject({
      actor_kind: 'user',
      actor_id: owner.user.id,
      actor_name: 'olive',
      procedure: path,
      request_id: 'req-of-a-test',
    })
    expect(entry['target']).toBe(target ?? Object(answer).id ?? Object(answer).apiKey.id)
    expect([parsed(entry['before']), parsed(entry['after'])]).toEqual([act.before, act.after])
  }
)

test('audit: an act that fails writes nothing, and a key is named as itself (A20)', async () => {
  const { key, apiKey } = await owner.api.admin.apiKeys.create({
    password: PASSWORD,
    name: 'hr',
    permissions: [...owner.user.permissions],
  })
  const tool = shop.as(newVisitor({ session: key }))
  const seq = lastSeq()
  await expect(tool.admin.staff.invite({ email: owner.user.email, role: 'support' })).rejects.toThrow()
  expect(entriesAfter(seq)).toEqual([])
  await tool.admin.staff.invite({ email: 'by-key@example.com', role: 'support' })
  expect(only(entriesAfter(seq))).toMatchObject({ actor_kind: 'key', actor_id: apiKey.id, actor_name: 'hr' })
})

test('audit: the operator’s making of an owner, and the accepting of an invitation, are in it (A20)', async () => {
  const seq = lastSeq()
  const input = { email: 'made@example.com', name: 'Made', password: PASSWORD }
  const { id } = await shop.as(newVisitor({ isOperator: true })).operator.createOwner(input)
  expect(only(entriesAfter(seq))).toMatchObject({
    actor_kind: 'operator',
    target: id,
    procedure: 'operator.createOwner',
  })
  await owner.api.admin.staff.invite({ email: 'accepts@example.com', role: 'support' })
  const token = await shop.lastToken('accepts@example.com', 'accept-invitation')
  await shop.as().auth.acceptInvitation({ token, name: 'Accepts', password: PASSWORD })
  expect(entriesAfter(seq).at(-1)).toMatchObject({ procedure: 'auth.acceptInvitation', actor_kind: 'user' })
})

test('audit: entries can be neither changed nor deleted (A20)', () => {
  const file = new Sqlite(shop.path)
  for (const sql of ["UPDATE audit_log SET actor_name = 'x' WHERE seq = 1", 'DELETE FROM audit_log WHERE seq = 1']) {
    expect(() => file.exec(sql)).toThrow(/append-only/)
  }
  file.close()
})

/** Returns the `seq` of the first entry whose hash does not follow from the previous entry, or null. */
const firstBroken = (rows: readonly Record<string, unknown>[]): number | null => {
  let previous = ''
  for (const row of rows) {
    const entry = {
      id: row['id'],
      at: row['at'],
      actorKind: row['actor_kind'],
      actorId: row['actor_id'],
      actorName: row['actor_name'],
      procedure: row['procedure'],
      target: row['target'],
      before: parsed(row['before']),
      after: parsed(row['after']),
      requestId: row['request_id'],
    }
    if (chainHashOf(previous, entry) !== row['chain_hash']) return Number(row['seq'])
    previous = row['chain_hash']
  }
  return null
}

test('audit: the chain of hashes holds, and one changed character, or one missing entry, breaks it (A20)', () => {
  const rows = shop.rows('SELECT * FROM audit_log ORDER BY seq')
  expect(rows.length).toBeGreaterThan(10)
  expect(firstBroken(rows)).toBeNull()
  for (const [index, row] of rows.entries()) {
    for (const column of ['actor_name', 'target', 'procedure', 'request_id', 'id']) {
      const forged = rows.with(index, { ...row, [column]: `${String(row[column])}!` })
      expect(firstBroken(forged), column).toBe(row['seq'])
    }
    if (index < rows.length - 1) expect(firstBroken(rows.toSpliced(index, 1))).toBe(rows[index + 1]?.['seq'])
  }
})

test('audit list: newest first, by procedure, by who and by what, and in pages that hold each entry once', async () => {
  const all = shop.rows('SELECT id FROM audit_log ORDER BY seq DESC').map(({ id }) => id)
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof owner.api.admin.audit.list>> = await owner.api.admin.audit.list({
      cursor,
      limit: 3,
    })
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor
  } while (cursor !== null && seen.length < 200)
  expect(seen).toEqual(all)
  const by = async (input: { procedure?: string; about?: string }) => (await owner.api.admin.audit.list(input)).items
  expect((await by({ procedure: 'admin.staff.setRole' })).map(({ procedure }) => procedure)).toEqual([
    'admin.staff.setRole',
  ])
  const { target } = only(await by({ procedure: 'admin.staff.setRole' }))
  expect((await by({ about: target })).map(({ target }) => target)).toEqual([target])
  expect((await by({ about: owner.user.id })).length).toBeGreaterThan(5)
})
