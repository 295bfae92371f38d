import { chainHashOf } from '@tradepost/commerce'
import Sqlite from 'libsql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvOf } from './product-csv.ts'
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

const form = () => {
  const form = new FormData()
  form.set('file', new Blob([csvOf([{ slug: 'audited', price: '1.00' }])]))
  return form
}

const makeKey = () => owner.api.admin.apiKeys.create({ name: 'tool', permissions: ['orders:read'] })
const makeMember = () => shop.signUp(`member-${++made}`, 'support')
let made = 0

interface Act {
  /** Makes what is acted on, and gives the input and the id that the log is to name; null where the act makes it. */
  readonly prepare: () => Promise<{ input: unknown; target: string | null }>
  readonly before: unknown
  readonly after: unknown
}

/** One act of each mutation of the back office; one that is not here fails the test. */
const acts: Readonly<Record<string, Act>> = {
  'admin.products.import': {
    prepare: async () => ({ input: form(), target: 'products' }),
    before: null,
    after: expect.objectContaining({ products: { created: 1, updated: 0, unchanged: 0 } }),
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
    prepare: async () => ({ input: { name: 'new', permissions: ['orders:read'], expiresInDays: null }, target: null }),
    before: null,
    after: { name: 'new', permissions: ['orders:read'], expiresAt: null },
  },
  'admin.apiKeys.rotate': {
    prepare: async () => {
      const { id } = (await makeKey()).apiKey
      return { input: { id }, target: id }
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
}

const mutations = listProcedures()
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
  const { key, apiKey } = await owner.api.admin.apiKeys.create({ name: 'hr', permissions: [...owner.user.permissions] })
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

/** Gives the first entry whose hash does not follow from the one before, or null. */
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
