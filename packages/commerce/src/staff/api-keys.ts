import type { ApiKey, IdOf, Permission } from '@tradepost/contract'
import { API_KEY_MARK, asId, encodeBase32, fail, permissionsOf } from '@tradepost/contract'
import type { Database, Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { desc, eq } from 'drizzle-orm'
import type { Proof } from '../account/prove.ts'
import { prove } from '../account/prove.ts'
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

/** Lists all keys, newest first, including revoked and expired ones. */
export const listApiKeys = async ({ db: { read } }: Deps): Promise<ApiKey[]> =>
  (await read.select().from(apiKeys).orderBy(desc(apiKeys.id))).map(rowToApiKey)

/** Converts a row to the API key that clients see. */
export const rowToApiKey = (row: Row): ApiKey => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  permissions: row.permissions,
  createdAt: toInstant(row.createdAt),
  expiresAt: row.expiresAt === null ? null : toInstant(row.expiresAt),
  lastUsedAt: row.lastUsedAt === null ? null : toInstant(row.lastUsedAt),
  revokedAt: row.revokedAt === null ? null : toInstant(row.revokedAt),
})

export interface KeyRequest {
  readonly name: string
  readonly permissions: readonly Permission[]
  readonly expiresInDays: number | null
}

/** The credentials that a person must enter again to create a key. An API key that creates a key needs none. */
export interface KeyProof {
  readonly password?: string | undefined
  readonly code?: Proof['code']
}

/** For a person, throws `auth.password_required` and what `prove` throws. */
const proveActor = async (deps: Deps, { kind, userId }: Actor, { password, code }: KeyProof): Promise<void> => {
  if (kind !== 'user' || userId === null) return
  if (password === undefined) throw fail('auth.password_required')
  await prove(deps, { userId, password, code })
}

/**
 * Creates a key and returns its secret, which is never shown again. Throws `staff.beyond_own_permissions` if the actor
 * lacks a requested permission and, for a person, `auth.password_required` and what `prove` throws. A key created by
 * another key ends with that key.
 */
export const createApiKey = async (
  deps: Deps,
  { actor, request, proof }: { actor: Actor; request: KeyRequest; proof: KeyProof }
) => {
  await proveActor(deps, actor, proof)
  return deps.db.write(async (tx) => {
    const { name, permissions, expiresInDays } = request
    if (!permissions.every((permission) => actor.permissions.includes(permission)))
      throw fail('staff.beyond_own_permissions')
    const expiresAt = expiresInDays === null ? null : deps.now() + expiresInDays * DAY_MS
    const made = await insertKey(tx, deps, {
      name,
      permissions: [...new Set(permissions)],
      expiresAt,
      createdBy: actor.userId,
      parentId: keyOf(actor),
    })
    const after = { name, permissions, expiresAt: made.apiKey.expiresAt }
    await recordAudit(tx, deps, { actor, change: { target: made.apiKey.id, before: null, after } })
    return made
  })
}

/** Returns the ID of the key that the actor used; null if the actor is not a key. */
export const keyOf = ({ kind, id }: Actor): IdOf<'apiKey'> | null =>
  kind === 'key' && id !== null ? asId('apiKey', id) : null

type NewKey = Pick<Row, 'name' | 'permissions' | 'expiresAt' | 'createdBy' | 'parentId'>

const insertKey = async (tx: Tx, deps: Deps, at: NewKey) => {
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

export interface KeyChange {
  readonly actor: Actor
  readonly id: IdOf<'apiKey'>
}

/**
 * Replaces a key with a new one that has the same name, permissions and expiry. Keys that the old key created end with
 * it. Throws `api_key.not_found`, and what `createApiKey` throws.
 */
export const rotateApiKey = async (deps: Deps, { actor, id, proof }: KeyChange & { proof: KeyProof }) => {
  await proveActor(deps, actor, proof)
  return deps.db.write(async (tx) => {
    const { name, permissions, expiresAt, parentId } = await endKey(tx, deps, id)
    // The new key belongs to the actor. Nobody can take over a more powerful key by rotating it.
    if (!permissions.every((permission) => actor.permissions.includes(permission)))
      throw fail('staff.beyond_own_permissions')
    // A key that rotates itself has ended, so its successor gets the same parent.
    const newParent = keyOf(actor) === id ? parentId : keyOf(actor)
    const made = await insertKey(tx, deps, {
      name,
      permissions,
      expiresAt,
      createdBy: actor.userId,
      parentId: newParent,
    })
    const change = { target: id, before: { revoked: false }, after: { revoked: true, replacedBy: made.apiKey.id } }
    await recordAudit(tx, deps, { actor, change })
    return made
  })
}

/** Revokes a key immediately. Throws `api_key.not_found`. */
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

/** A valid key, and what it may do now. */
export interface HeldKey {
  readonly id: IdOf<'apiKey'>
  readonly name: string
  readonly makerId: IdOf<'user'>
  /** When the key expires, in milliseconds since 1970; null if it never expires. */
  readonly expiresAt: number | null
  readonly permissions: readonly Permission[]
  /** Whether the creator of the key has no second factor, which the shop may require of its staff. */
  readonly lacksFactor: boolean
}

type Reader = Tx | Database['read']

/** Returns whether a key and all its parents are neither revoked nor expired. */
export const isKeyAlive = async (reader: Reader, now: number, id: IdOf<'apiKey'> | null): Promise<boolean> => {
  if (id === null) return true
  const [row] = await reader.select().from(apiKeys).where(eq(apiKeys.id, id))
  if (!row || row.revokedAt !== null || (row.expiresAt !== null && row.expiresAt <= now)) return false
  return isKeyAlive(reader, now, row.parentId)
}

/**
 * Checks a key. Returns null if the key is unknown, or if it or any of its parents is revoked or has expired. The key
 * has the permissions that it was created with and that its creator still has: the keys of a removed staff member stop
 * working.
 */
export const checkApiKey = async (deps: Deps, key: string): Promise<HeldKey | null> => {
  const [row] = await deps.db.read
    .select({ key: apiKeys, maker: users })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.createdBy))
    .where(eq(apiKeys.keyHash, hashSecret(key)))
  if (!row || row.key.revokedAt !== null || row.maker.disabledAt !== null) return null
  const { id, name, permissions, expiresAt, lastUsedAt, parentId } = row.key
  const now = deps.now()
  if (expiresAt !== null && expiresAt <= now) return null
  if (!(await isKeyAlive(deps.db.read, now, parentId))) return null
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
    lacksFactor: row.maker.totpEnabledAt === null,
  }
}
