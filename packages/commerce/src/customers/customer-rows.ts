import type { Customer } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { schema } from '@tradepost/db'
import type { SQL } from 'drizzle-orm'
import { and, eq, gt, isNull } from 'drizzle-orm'
import { toInstant } from '../deps.ts'

const { orders, sessions, users } = schema

/** Picks the accounts of customers: those of staff are changed by whoever may change staff, and nobody has an erased one. */
const isCustomer = and(eq(users.role, 'customer'), isNull(users.erasedAt))

/** Reads the customer that `where` finds as staff see them, or null. */
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
