import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { IdOf, Role } from '@tradepost/contract'

/** Accounts of customers and staff. `email` is kept in lower case and is unique. */
export const users = sqliteTable('users', {
  id: text('id').$type<IdOf<'user'>>().primaryKey(),
  email: text('email').notNull(),
  name: text('name').notNull(),
  passwordHash: text('password_hash').notNull(),
  role: text('role').$type<Role>().notNull(),
  disabledAt: integer('disabled_at'),
  createdAt: integer('created_at').notNull(),
})

/** Sessions, keyed by the SHA-256 of the session id: the id itself is only with its holder. Instants are epoch ms. */
export const sessions = sqliteTable('sessions', {
  idHash: text('id_hash').primaryKey(),
  userId: text('user_id').$type<IdOf<'user'>>().notNull(),
  createdAt: integer('created_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
})

/** Failed sign-ins, counted per subject (account or address, hashed) so that a restart forgets nothing. */
export const signInFailures = sqliteTable('sign_in_failures', {
  subject: text('subject').primaryKey(),
  failures: integer('failures').notNull(),
  lastFailureAt: integer('last_failure_at').notNull(),
})
