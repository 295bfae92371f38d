import type { ApiKey, IdOf, Permission } from '@tradepost/contract'
import { API_KEY_MARK, encodeBase32, fail, permissionsOf } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { desc, eq } from 'drizzle-orm'
import type { Actor } from '../audit/record-audit.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { hashSecret } from '../buyer.ts'
import type { Deps } from '../deps.ts'
import { newId, toInstant } from '../deps.ts'

const { apiKeys, users } = schema

type Row = typeof apiKeys.$inferSelect

const KEY_BYTES = 25
const PREFIX_LENGTH = 10
const DAY_MS = 24 * 60 * 60 * 1000
const USED_EVERY_MS = 60_000

/** Lists all keys, newest first, the ended ones included. */
export const listApiKeys = async ({ db: { read } }: Deps): Promise<ApiKey[]> =>
  (await read.select().from(apiKeys).orderBy(desc(apiKeys.id))).map(rowToApiKey)

const rowToApiKey = (row: Row): ApiKey => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  permissions: row.permissions,
  createdAt: toInstant(row.createdAt),
  expiresAt: row.expiresAt === null ? null : toInstant(row.expiresAt),
  lastUsedAt: row.lastUsedAt === null ? null : toInstant(row.lastUsedAt),
  revokedAt: row.revokedAt === null ? null : toInstant(row.revokedAt),
})

/** A key to be made: its name, what it may do, and for how long. */
export interface KeyRequest {
  readonly name: string
  readonly permissions: readonly Permission[]
  readonly expiresInDays: number | null
}

/** Makes a key and gives it this one time; throws `staff.beyond_own_permissions` where its maker holds less. */
export const createApiKey = (deps: Deps, { actor, request }: { actor: Actor; request: KeyRequest }) =>
  deps.db.write(async (tx) => {
    const { name, permissions, expiresInDays } = request
    if (!permissions.every((permission) => actor.permissions.includes(permission)))
      throw fail('staff.beyond_own_permissions')
    const expiresAt = expiresInDays === null ? null : deps.now() + expiresInDays * DAY_MS
    const made = await insertKey(tx, deps, {
      name,
      permissions: [...new Set(permissions)],
      expiresAt,
      createdBy: actor.userId,
    })
    const after = { name, permissions, expiresAt: made.apiKey.expiresAt }
    await recordAudit(tx, deps, { actor, change: { target: made.apiKey.id, before: null, after } })
    return made
  })

const insertKey = async (tx: Tx, deps: Deps, at: Pick<Row, 'name' | 'permissions' | 'expiresAt' | 'createdBy'>) => {
  const key = `${API_KEY_MARK}${encodeBase32(deps.random(KEY_BYTES))}`
  const [row] = await tx
    .insert(apiKeys)
    .values({
      ...at,
      id: newId(deps, 'apiKey'),
      prefix: key.slice(0, PREFIX_LENGTH),
      keyHash: hashSecret(key),
      createdAt: deps.now(),
    })
    .returning()
  if (!row) throw new Error('The database did not keep a new key.')
  return { apiKey: rowToApiKey(row), key }
}

/** Whose key is meant, and who acts on it. */
export interface KeyChange {
  readonly actor: Actor
  readonly id: IdOf<'apiKey'>
}

/** Puts a new key in the place of one, with the same name, permissions and end; throws `api_key.not_found`. */
export const rotateApiKey = (deps: Deps, { actor, id }: KeyChange) =>
  deps.db.write(async (tx) => {
    const { name, permissions, expiresAt } = await endKey(tx, deps, id)
    // The new key is its maker's: a key that somebody mightier made is not taken over by rotating it.
    if (!permissions.every((permission) => actor.permissions.includes(permission)))
      throw fail('staff.beyond_own_permissions')
    const made = await insertKey(tx, deps, { name, permissions, expiresAt, createdBy: actor.userId })
    const change = { target: id, before: { revoked: false }, after: { revoked: true, replacedBy: made.apiKey.id } }
    await recordAudit(tx, deps, { actor, change })
    return made
  })

/** Ends a key at once; throws `api_key.not_found`. */
export const revokeApiKey = (deps: Deps, { actor, id }: KeyChange): Promise<ApiKey> =>
  deps.db.write(async (tx) => {
    const row = await endKey(tx, deps, id)
    await recordAudit(tx, deps, { actor, change: { target: id, before: { revoked: false }, after: { revoked: true } } })
    return rowToApiKey(row)
  })

const endKey = async (tx: Tx, deps: Deps, id: IdOf<'apiKey'>): Promise<Row> => {
  const [before] = await tx.select().from(apiKeys).where(eq(apiKeys.id, id))
  if (!before || before.revokedAt !== null) throw fail('api_key.not_found')
  await tx.update(apiKeys).set({ revokedAt: deps.now() }).where(eq(apiKeys.id, id))
  return { ...before, revokedAt: deps.now() }
}

/** A key that was found to be good, and what it may do now. */
export interface HeldKey {
  readonly id: IdOf<'apiKey'>
  readonly name: string
  readonly makerId: IdOf<'user'>
  /** When it ends, in ms since 1970; null for a key that does not end by itself. */
  readonly expiresAt: number | null
  readonly permissions: readonly Permission[]
}

/**
 * Checks a key; answers null for one that is unknown, revoked or has run out. It may do what it was made for, as far as its
 * maker may still do it: who is let go takes their keys along.
 */
export const checkApiKey = async (deps: Deps, key: string): Promise<HeldKey | null> => {
  const [row] = await deps.db.read
    .select({ key: apiKeys, maker: { id: users.id, role: users.role, disabledAt: users.disabledAt } })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.createdBy))
    .where(eq(apiKeys.keyHash, hashSecret(key)))
  if (!row || row.key.revokedAt !== null || row.maker.disabledAt !== null) return null
  const { id, name, permissions, expiresAt, lastUsedAt } = row.key
  const now = deps.now()
  if (expiresAt !== null && expiresAt <= now) return null
  if (lastUsedAt === null || lastUsedAt < now - USED_EVERY_MS) {
    await deps.db.write((tx) => tx.update(apiKeys).set({ lastUsedAt: now }).where(eq(apiKeys.id, id)))
  }
  const held = permissionsOf(row.maker.role)
  return {
    id,
    name,
    makerId: row.maker.id,
    expiresAt,
    permissions: permissions.filter((permission) => held.includes(permission)),
  }
}
