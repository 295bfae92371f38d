import type { IdOf } from '@tradepost/contract'
import { encodeBase32 } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { lte } from 'drizzle-orm'
import { hashSecret } from '../buyer.ts'
import type { Deps } from '../deps.ts'

const { orderLinks } = schema

const TOKEN_BYTES = 25
const LIFETIME_MS = 90 * 24 * 60 * 60 * 1000

/**
 * Creates the secret of a link just before it is mailed: anyone with the mail can view that one order for 90 days.
 * Stores only its hash, and deletes expired links.
 */
export const makeOrderLink = async (deps: Deps, orderId: IdOf<'order'>): Promise<string> => {
  const token = encodeBase32(deps.random(TOKEN_BYTES))
  const now = deps.now()
  await deps.db.write(async (tx) => {
    await tx.delete(orderLinks).where(lte(orderLinks.expiresAt, now))
    await tx.insert(orderLinks).values({ tokenHash: hashSecret(token), orderId, expiresAt: now + LIFETIME_MS })
  })
  return token
}
