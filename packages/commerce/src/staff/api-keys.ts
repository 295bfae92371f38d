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

/** Lists all keys, newest first, the ended ones included. */
export const listApiKeys = async ({ db: { read } }: Deps): Promise<ApiKey[]> =>
  (await read.select().from(apiKeys).orderBy(desc(apiKeys.id))).map(rowToApiKey)

/** Shows a key as the wire has it. */
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

/** A key to be made: its name, what it may do, and for how long. */
export interface KeyRequest {
  readonly name: string
  readonly permissions: readonly Permission[]
  readonly expiresInDays: number | null
}

/** What a person proves again to get a key; a key that makes another has nothing to prove. */
export interface KeyProof {
  readonly password?: string | undefined
  readonly code?: Proof['code']
}

/** Throws `auth.password_required` and what `prove` does, for a person. */
const proveActor = async (deps: Deps, { kind, userId }: Actor, { password, code }: KeyProof): Promise<void> => {
  if (kind !== 'user' || userId === null) return
  if (password === undefined) throw fail('auth.password_required')
  await prove(deps, { userId, password, code })
}

/**
 * Makes a key and gives it this one time; throws `staff.beyond_own_permissions` where its maker holds less, and for a person
 * `auth.password_required` and what `prove` does. A key that another key makes ends with that one.
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

/** Gives the key by which an actor acts, if any. */
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

/** Whose key is meant, and who acts on it. */
export interface KeyChange {
  readonly actor: Actor
  readonly id: IdOf<'apiKey'>
}

/**
 * Puts a new key in the place of one, with the same name, permissions and end. What the former key has made ends with it.
 * Throws `api_key.not_found`, and what `createApiKey` does.
 */
export const rotateApiKey = async (deps: Deps, { actor, id, proof }: KeyChange & { proof: KeyProof }) => {
  await proveActor(deps, actor, proof)
  return deps.db.write(async (tx) => {
    const { name, permissions, expiresAt, parentId } = await endKey(tx, deps, id)
    // The new key is its maker's: a key that somebody mightier made is not taken over by rotating it.
    if (!permissions.every((permission) => actor.permissions.includes(permission)))
      throw fail('staff.beyond_own_permissions')
    // A key that rotates itself has ended: its successor hangs on what it hung on.
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
  /** Whether its maker has no second factor, which the shop may ask of its staff. */
  readonly lacksFactor: boolean
}

type Reader = Tx | Database['read']

/** Tells whether a key, and each key that it hangs on, is neither revoked nor has run out. */
export const isKeyAlive = async (reader: Reader, now: number, id: IdOf<'apiKey'> | null): Promise<boolean> => {
  if (id === null) return true
  const [row] = await reader.select().from(apiKeys).where(eq(apiKeys.id, id))
  if (!row || row.revokedAt !== null || (row.expiresAt !== null && row.expiresAt <= now)) return false
  return isKeyAlive(reader, now, row.parentId)
}

/**
 * Checks a key; answers null for one that is unknown, revoked or has run out, and for one that hangs on such a key. It may do
 * what it was made for, as far as its maker may still do it: who is let go takes their keys along.
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
