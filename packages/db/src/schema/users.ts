import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Address, IdOf, Role } from '@tradepost/contract'

/** Accounts of customers and staff. `email` is in lower case and unique. */
export const users = sqliteTable('users', {
  id: text('id').$type<IdOf<'user'>>().primaryKey(),
  email: text('email').notNull(),
  name: text('name').notNull(),
  passwordHash: text('password_hash').notNull(),
  role: text('role').$type<Role>().notNull(),
  disabledAt: integer('disabled_at'),
  createdAt: integer('created_at').notNull(),
  /** The authenticator's secret in base 32, in use once `totp_enabled_at` is set. */
  totpSecret: text('totp_secret'),
  totpEnabledAt: integer('totp_enabled_at'),
  /** The last 30-second step whose code was used, so that no code works twice. */
  totpLastStep: integer('totp_last_step').notNull().default(0),
  erasedAt: integer('erased_at'),
})

/** Sessions, keyed by the SHA-256 of the session ID, which only its user has. Times are epoch milliseconds. */
export const sessions = sqliteTable('sessions', {
  idHash: text('id_hash').primaryKey(),
  /** A public ID for the session; it grants no access. */
  id: text('id').$type<IdOf<'session'>>().notNull(),
  userId: text('user_id').$type<IdOf<'user'>>().notNull(),
  createdAt: integer('created_at').notNull(),
  lastSeenAt: integer('last_seen_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
  userAgent: text('user_agent').notNull(),
})

/** Registrations that wait for email confirmation. The account exists only after that. */
export const registrations = sqliteTable('registrations', {
  id: text('id').$type<IdOf<'registration'>>().primaryKey(),
  email: text('email').notNull(),
  name: text('name').notNull(),
  passwordHash: text('password_hash').notNull(),
  createdAt: integer('created_at').notNull(),
})

export const mailTokenPurposes = ['verify_email', 'reset_password', 'change_email', 'accept_invitation'] as const

/** Mailed links, by the SHA-256 of their secret. Each purpose and subject has one open link, deleted once used. */
export const mailTokens = sqliteTable('mail_tokens', {
  tokenHash: text('token_hash').primaryKey(),
  purpose: text('purpose').$type<(typeof mailTokenPurposes)[number]>().notNull(),
  /** The registration, user or invitation that the link is for. */
  subjectId: text('subject_id').notNull(),
  email: text('email').notNull(),
  expiresAt: integer('expires_at').notNull(),
})

/** Recovery codes, stored as SHA-256 and deleted once used. */
export const recoveryCodes = sqliteTable('recovery_codes', {
  codeHash: text('code_hash').primaryKey(),
  userId: text('user_id').$type<IdOf<'user'>>().notNull(),
})

/** Saved addresses of customers. */
export const addresses = sqliteTable('addresses', {
  id: text('id').$type<IdOf<'address'>>().primaryKey(),
  userId: text('user_id').$type<IdOf<'user'>>().notNull(),
  address: text('address', { mode: 'json' }).$type<Address>().notNull(),
  isDefault: integer('is_default', { mode: 'boolean' }).notNull(),
  createdAt: integer('created_at').notNull(),
})

/** Used quota of a subject (account, network or recipient, hashed). The full quota is available again at `whole_at`. */
export const allowances = sqliteTable('allowances', {
  subject: text('subject').primaryKey(),
  wholeAt: integer('whole_at').notNull(),
})

/** Browsers that a user has signed in from, by the SHA-256 of their device cookie. Strangers cannot slow them down. */
export const knownDevices = sqliteTable('known_devices', {
  deviceHash: text('device_hash').notNull(),
  userId: text('user_id').$type<IdOf<'user'>>().notNull(),
  createdAt: integer('created_at').notNull(),
  lastUsedAt: integer('last_used_at').notNull(),
  /** True for the browser that completed the account's last reset. It has its own quota of password attempts. */
  byReset: integer('by_reset', { mode: 'boolean' }).notNull().default(false),
})
