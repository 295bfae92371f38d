import type { Order, TrackOrderInput } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { and, eq, exists, gt, notLike, sql } from 'drizzle-orm'
import { networkRules, returnTry, takeTry } from '../auth/throttle.ts'
import { hashSecret } from '../buyer.ts'
import type { Deps } from '../deps.ts'
import { readOrder } from './order-rows.ts'

const { orderLinks, orders } = schema

/** The domain of the e-mail addresses of erased customers; nobody has such an address. */
export const ERASED_DOMAIN = '@erased.invalid'

/**
 * Returns an order to a guest who knows its number and e-mail address, or has the link of a mail. Throws
 * `order.not_found`, whichever part of the input is wrong, and `auth.rate_limited` for an IP address that guesses.
 */
export const trackOrder = async (
  deps: Deps,
  { input, address }: { input: TrackOrderInput; address: string }
): Promise<Order> => {
  const taken = await takeTry(deps, [networkRules('track', address)])
  const order = await readOrder(deps.db.read, 'token' in input ? whereLinked(deps, input.token) : whereKnown(input))
  if (!order) throw fail('order.not_found')
  await returnTry(deps, taken)
  return order
}

const whereLinked = ({ db, now }: Deps, token: string) =>
  exists(
    db.read
      .select({ one: sql`1` })
      .from(orderLinks)
      .where(
        and(
          eq(orderLinks.tokenHash, hashSecret(token)),
          sql`${orderLinks.orderId} = orders.id`,
          gt(orderLinks.expiresAt, now())
        )
      )
  )

const whereKnown = ({ number, email }: { number: string; email: string }) =>
  and(eq(orders.number, number.toUpperCase()), eq(orders.email, email), notLike(orders.email, `%${ERASED_DOMAIN}`))
