import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { IdOf, Permission, Role } from '@tradepost/contract'

/** Staff who were invited and have not answered yet. */
export const invitations = sqliteTable('invitations', {
  id: text('id').$type<IdOf<'invitation'>>().primaryKey(),
  email: text('email').notNull(),
  role: text('role').$type<Role>().notNull(),
  invitedBy: text('invited_by'),
  /** The API key that invited on behalf of `invited_by`; the invitation ends with it. */
  invitedByKey: text('invited_by_key').$type<IdOf<'apiKey'>>(),
  expiresAt: integer('expires_at').notNull(),
  createdAt: integer('created_at').notNull(),
})

/** Keys of tools by the SHA-256 of the key; `prefix` is its beginning, to recognise it by. */
export const apiKeys = sqliteTable('api_keys', {
  id: text('id').$type<IdOf<'apiKey'>>().primaryKey(),
  name: text('name').notNull(),
  prefix: text('prefix').notNull(),
  keyHash: text('key_hash').notNull(),
  permissions: text('permissions', { mode: 'json' }).$type<Permission[]>().notNull(),
  createdBy: text('created_by'),
  /** The key that made this one; it ends with it. Null for one that a person made. */
  parentId: text('parent_id').$type<IdOf<'apiKey'>>(),
  createdAt: integer('created_at').notNull(),
  expiresAt: integer('expires_at'),
  lastUsedAt: integer('last_used_at'),
  revokedAt: integer('revoked_at'),
})

/** What staff, keys, the operator and the system did to others' data. Append-only by trigger; each row's hash chains it to the one before. */
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
