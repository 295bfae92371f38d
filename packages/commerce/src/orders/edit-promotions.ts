import type { AppliedDiscount, IdOf, PricedPromotion } from '@tradepost/contract'
import { asId } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, eq, gt, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { PromotionUser } from '../pricing/use-promotions.ts'
import { usePromotions } from '../pricing/use-promotions.ts'

const { promotionUses, promotions } = schema

/**
 * Returns those promotions of an order's pricing input that still count: the ones that it already uses, and the ones
 * that may be used once more.
 */
export const keepUsable = async (
  tx: Tx,
  { orderId, customer, now }: PromotionUser & { readonly now: number },
  frozen: readonly PricedPromotion[]
): Promise<PricedPromotion[]> => {
  const used = await readLive(tx, orderId)
  const ids = frozen.map(({ id }) => asId('promotion', id))
  const rows = await tx
    .select({
      id: promotions.id,
      usageLimit: promotions.usageLimit,
      perCustomerLimit: promotions.perCustomerLimit,
      usedCount: promotions.usedCount,
      ownUses: sql<number>`(select count(*) from promotion_uses as own where own.promotion_id = promotions.id
        and own.customer = ${customer} and own.released_at is null)`,
    })
    .from(promotions)
    .where(and(inArray(promotions.id, ids), isOnAt(now)))
  const free = rows.filter(
    ({ usageLimit, perCustomerLimit, usedCount, ownUses }) =>
      usedCount < (usageLimit ?? Infinity) && ownUses < (perCustomerLimit ?? Infinity)
  )
  const usable = new Set<string>([...used, ...free.map(({ id }) => id)])
  return frozen.filter(({ id }) => usable.has(id))
}

const isOnAt = (now: number) =>
  and(
    eq(promotions.isActive, true),
    or(isNull(promotions.startsAt), lte(promotions.startsAt, now)),
    or(isNull(promotions.endsAt), gt(promotions.endsAt, now))
  )

/** Updates the counted uses to the discounts that an order has after an edit. */
export const changeUses = async (
  tx: Tx,
  deps: Deps,
  { applied, ...user }: PromotionUser & { applied: readonly AppliedDiscount[] }
): Promise<void> => {
  const { orderId } = user
  const used = await readLive(tx, orderId)
  const amountById = new Map<string, number>(applied.map(({ promotionId, amount }) => [promotionId, amount]))
  for (const id of used) {
    const amount = amountById.get(id)
    if (amount === undefined) await release(tx, deps, { orderId, id })
    else await tx.update(promotionUses).set({ amount }).where(whereUse(orderId, id))
  }
  const fresh = applied.filter(({ promotionId }) => !used.some((id) => id === promotionId))
  for (const { promotionId } of fresh) {
    // Delete a use that an earlier edit released: the primary key allows one use of a promotion per order.
    const where = and(whereUse(orderId, asId('promotion', promotionId)), isNotNull(promotionUses.releasedAt))
    await tx.delete(promotionUses).where(where)
  }
  await usePromotions(tx, deps, { ...user, applied: fresh })
}

const readLive = async (tx: Tx, orderId: IdOf<'order'>): Promise<IdOf<'promotion'>[]> => {
  const rows = await tx
    .select({ id: promotionUses.promotionId })
    .from(promotionUses)
    .where(and(eq(promotionUses.orderId, orderId), isNull(promotionUses.releasedAt)))
  return rows.map(({ id }) => id)
}

const release = async (
  tx: Tx,
  deps: Deps,
  { orderId, id }: { orderId: IdOf<'order'>; id: IdOf<'promotion'> }
): Promise<void> => {
  await tx.update(promotionUses).set({ releasedAt: deps.now() }).where(whereUse(orderId, id))
  await tx
    .update(promotions)
    .set({ usedCount: sql`${promotions.usedCount} - 1` })
    .where(eq(promotions.id, id))
}

const whereUse = (orderId: IdOf<'order'>, id: IdOf<'promotion'>) =>
  and(eq(promotionUses.orderId, orderId), eq(promotionUses.promotionId, id))
