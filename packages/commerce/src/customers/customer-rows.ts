import type { Customer } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { schema } from '@tradepost/db'
import type { SQL } from 'drizzle-orm'
import { and, eq, gt, isNull } from 'drizzle-orm'
import { toInstant } from '../deps.ts'

const { orders, sessions, users } = schema

/**
 * Selects customer accounts. Staff accounts require the permission to change staff, and erased accounts belong to
 * nobody.
 */
const isCustomer = and(eq(users.role, 'customer'), isNull(users.erasedAt))

/** Returns the customer that matches `where`, as staff see them; null if there is none. */
export const readCustomer = async (read: Reads, where: SQL, now: number): Promise<Customer | null> => {
  const [row] = await read.select().from(users).where(and(where, isCustomer))
  if (!row) return null
  const { id, email, name, createdAt, disabledAt } = row
  return {
    id,
    email,
    name,
    createdAt: toInstant(createdAt),
    disabledAt: disabledAt === null ? null : toInstant(disabledAt),
    orderCount: await read.$count(orders, eq(orders.userId, id)),
    sessionCount: await read.$count(sessions, and(eq(sessions.userId, id), gt(sessions.expiresAt, now))),
  }
}
