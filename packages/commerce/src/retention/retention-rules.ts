import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS

/** Which rows of a table are deleted, and when. */
export interface RetentionRule {
  readonly table: string
  /** The table's name, as SQL. */
  readonly of: SQL
  /** A description of the rows. */
  readonly rows: string
  /** How long rows are kept after the time that `isOver` compares; 0 if they end at that time. */
  readonly keptMs: number
  /** Identifies a row: `rowid`, or the primary key of a table without one. */
  readonly key: SQL
  /** Returns the condition for expired rows, which an index covers. `before` is now minus `keptMs`. */
  readonly isOver: (before: number) => SQL
  /** The column to clear, if the row itself stays. */
  readonly forgets?: SQL
}

/** All kinds of rows that an anonymous caller can create and that are eventually deleted, or partly cleared. */
export const retentionRules: readonly RetentionRule[] = [
  {
    table: 'carts',
    of: sql`carts`,
    rows: 'guest carts without a line, since the last change',
    keptMs: 2 * DAY_MS,
    key: sql`rowid`,
    // The next rule deletes older ones, so that no row is scanned again and again.
    isOver: (
      before
    ) => sql`status = 'open' and (user_id is null) = 1 and updated_at between ${before - 2 * DAY_MS} and ${before}
      and not exists (select 1 from cart_lines where cart_id = carts.id)`,
  },
  {
    table: 'carts',
    of: sql`carts`,
    rows: 'guest carts, since the last change',
    keptMs: 45 * DAY_MS,
    key: sql`rowid`,
    isOver: (before) => sql`status = 'open' and (user_id is null) = 1 and updated_at < ${before}`,
  },
  {
    table: 'carts',
    of: sql`carts`,
    rows: 'carts that were merged into an account’s at sign-in',
    keptMs: DAY_MS,
    key: sql`rowid`,
    isOver: (before) => sql`status = 'merged' and (user_id is null) in (0, 1) and updated_at < ${before}`,
  },
  {
    table: 'carts',
    of: sql`carts`,
    rows: 'carts that were ordered; the order keeps what it needs of them',
    keptMs: 30 * DAY_MS,
    key: sql`rowid`,
    isOver: (before) => sql`status = 'ordered' and (user_id is null) in (0, 1) and updated_at < ${before}`,
  },
  {
    table: 'idempotency_keys',
    of: sql`idempotency_keys`,
    rows: 'idempotency keys with their answers; those of orders that still wait stay',
    keptMs: 7 * DAY_MS,
    key: sql`owner, procedure, key`,
    isOver: (before) => sql`created_at < ${before} and answer is not null`,
  },
  {
    table: 'outbox',
    of: sql`outbox`,
    rows: 'delivered events',
    keptMs: 14 * DAY_MS,
    key: sql`rowid`,
    isOver: (before) => sql`delivered_at < ${before}`,
  },
  {
    table: 'outbox',
    of: sql`outbox`,
    rows: 'events that were given up',
    keptMs: 90 * DAY_MS,
    key: sql`rowid`,
    isOver: (before) => sql`dead_at < ${before} and delivered_at is null`,
  },
  {
    table: 'allowances',
    of: sql`allowances`,
    rows: 'failed tries, wrong codes and mails that count against an allowance, once it is whole again',
    keptMs: 0,
    key: sql`subject`,
    isOver: (before) => sql`whole_at < ${before}`,
  },
  {
    table: 'registrations',
    of: sql`registrations`,
    rows: 'sign-ups that were not confirmed',
    keptMs: DAY_MS,
    key: sql`rowid`,
    isOver: (before) => sql`created_at < ${before}`,
  },
  {
    table: 'mail_tokens',
    of: sql`mail_tokens`,
    rows: 'mailed links, once they have run out',
    keptMs: 0,
    key: sql`token_hash`,
    isOver: (before) => sql`expires_at < ${before}`,
  },
  {
    table: 'order_links',
    of: sql`order_links`,
    rows: 'mailed links to orders, once they have run out',
    keptMs: 0,
    key: sql`token_hash`,
    isOver: (before) => sql`expires_at < ${before}`,
  },
  {
    table: 'sessions',
    of: sql`sessions`,
    rows: 'sessions that are over',
    keptMs: 0,
    key: sql`id_hash`,
    isOver: (before) => sql`expires_at < ${before}`,
  },
  {
    table: 'known_devices',
    of: sql`known_devices`,
    rows: 'browsers that an account signed in from, since the last time',
    keptMs: 365 * DAY_MS,
    key: sql`user_id, device_hash`,
    isOver: (before) => sql`last_used_at < ${before}`,
  },
  {
    table: 'provider_events',
    of: sql`provider_events`,
    rows: 'settled events of payment providers',
    keptMs: 30 * DAY_MS,
    key: sql`provider, id`,
    isOver: (before) => sql`processed_at < ${before}`,
  },
  {
    table: 'orders',
    of: sql`orders`,
    rows: 'the hashed network of an order',
    keptMs: 30 * DAY_MS,
    key: sql`rowid`,
    isOver: (before) => sql`client_hash is not null and placed_at < ${before}`,
    forgets: sql`client_hash`,
  },
]

const record = 'a business record, kept with its order'

/** Tables that anonymous callers add rows to and that no rule deletes from, with the reasons. */
export const keptTables: Readonly<Record<string, string>> = {
  orders: 'business records; quotas bound how many one client can place',
  order_lines: record,
  order_history: record,
  order_events: record,
  payments: record,
  payment_entries: record,
  refunds: record,
  returns: record,
  return_lines: record,
  promotion_uses: `${record}; it counts how often a customer has used an offer`,
  stock_movements: 'the append-only ledger that stock is rebuilt from',
  users: 'an account, once its owner has opened the mailed link; erased on request',
  audit_log: 'append-only evidence',
  cart_lines: 'deleted with their cart',
  cart_coupons: 'deleted with their cart',
}
