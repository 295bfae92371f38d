import type { AppliedDiscount, IdOf } from '@tradepost/contract'
import { asId, fail } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { insertRows, schema } from '@tradepost/db'
import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { qualified } from '../qualified-column.ts'

const { promotionUses, promotions } = schema

/** An order that uses promotions. Uses are counted by `customer`, an e-mail address. */
export interface PromotionUser {
  readonly orderId: IdOf<'order'>
  readonly customer: string
}

/**
 * Counts an order's promotions as used, each by one conditional update that cannot exceed the limit. Throws
 * `order.coupon_refused` if another customer, or another order of this one, took the last use.
 */
export const usePromotions = async (
  tx: Tx,
  deps: Deps,
  { orderId, customer, applied }: PromotionUser & { applied: readonly AppliedDiscount[] }
): Promise<void> => {
  for (const { promotionId, code } of applied) {
    const used = await tx
      .update(promotions)
      .set({ usedCount: sql`${promotions.usedCount} + 1` })
      .where(
        and(
          eq(promotions.id, asId('promotion', promotionId)),
          or(isNull(promotions.usageLimit), lt(promotions.usedCount, promotions.usageLimit)),
          or(isNull(promotions.perCustomerLimit), lt(usesOf(customer), promotions.perCustomerLimit))
        )
      )
      .returning({ id: promotions.id })
    if (used.length === 0) throw fail('order.coupon_refused', { code: code ?? '', reason: 'used_up' })
  }
  const createdAt = deps.now()
  await insertRows(
    tx,
    promotionUses,
    applied.map(({ promotionId, amount }) => ({
      promotionId: asId('promotion', promotionId),
      orderId,
      customer,
      amount,
      createdAt,
    }))
  )
}

/** Counts a customer's uses of the promotion that is being updated. */
const usesOf = (customer: string) => sql<number>`(select count(*) from ${promotionUses}
  where ${qualified(promotionUses.promotionId)} = ${qualified(promotions.id)}
    and ${qualified(promotionUses.customer)} = ${customer} and ${qualified(promotionUses.releasedAt)} is null)`

/** Releases the promotion uses of an order that was canceled or has expired. A refund does not release them. */
export const releasePromotions = async (tx: Tx, deps: Deps, orderId: IdOf<'order'>): Promise<void> => {
  const released = await tx
    .update(promotionUses)
    .set({ releasedAt: deps.now() })
    .where(and(eq(promotionUses.orderId, orderId), isNull(promotionUses.releasedAt)))
    .returning({ promotionId: promotionUses.promotionId })
  for (const { promotionId } of released) {
    await tx
      .update(promotions)
      .set({ usedCount: sql`${promotions.usedCount} - 1` })
      .where(eq(promotions.id, promotionId))
  }
}
