import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { IdOf, Permission, Role } from '@tradepost/contract'

/** Open invitations of staff. */
export const invitations = sqliteTable('invitations', {
  id: text('id').$type<IdOf<'invitation'>>().primaryKey(),
  email: text('email').notNull(),
  role: text('role').$type<Role>().notNull(),
  invitedBy: text('invited_by'),
  expiresAt: integer('expires_at').notNull(),
  createdAt: integer('created_at').notNull(),
  /** The API key that sent the invitation on behalf of `invited_by`. The invitation ends with the key. */
  invitedByKey: text('invited_by_key').$type<IdOf<'apiKey'>>(),
})

/** API keys, stored as SHA-256. `prefix` is the start of the key, to recognize it by. */
export const apiKeys = sqliteTable('api_keys', {
  id: text('id').$type<IdOf<'apiKey'>>().primaryKey(),
  name: text('name').notNull(),
  prefix: text('prefix').notNull(),
  keyHash: text('key_hash').notNull(),
  permissions: text('permissions', { mode: 'json' }).$type<Permission[]>().notNull(),
  createdBy: text('created_by'),
  createdAt: integer('created_at').notNull(),
  expiresAt: integer('expires_at'),
  lastUsedAt: integer('last_used_at'),
  revokedAt: integer('revoked_at'),
  /** The key that created this one, which ends together with it. Null if a person created the key. */
  parentId: text('parent_id').$type<IdOf<'apiKey'>>(),
})

/**
 * Acts of staff, API keys, the operator and the system on other people's data. A trigger makes it append-only, and each
 * row's hash chains it to the previous row.
 */
export const auditLog = sqliteTable('audit_log', {
  seq: integer('seq').primaryKey({ autoIncrement: true }),
  id: text('id').$type<IdOf<'audit'>>().notNull(),
  at: integer('at').notNull(),
  actorKind: text('actor_kind').$type<'user' | 'key' | 'operator' | 'system'>().notNull(),
  actorId: text('actor_id'),
  actorName: text('actor_name').notNull(),
  procedure: text('procedure').notNull(),
  target: text('target').notNull(),
  before: text('before', { mode: 'json' }),
  after: text('after', { mode: 'json' }),
  requestId: text('request_id').notNull(),
  chainHash: text('chain_hash').notNull(),
})
