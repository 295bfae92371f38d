import type { CouponRefusal, Currency, PricedPromotion } from '@tradepost/contract'
import type { Given, Reads } from '@tradepost/db'
import { compiled, schema } from '@tradepost/db'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { PromotionRow, ShopFor } from './read-shop-for.ts'

const { promotions, promotionUses } = schema

/** The customer and the time that promotions are looked up for, and the codes; `forAll` needs no code. */
export interface PromotionQuery extends Pick<ShopFor, 'forAll'> {
  readonly codes: readonly string[]
  readonly currency: Currency
  /** The customer's e-mail address, if it is known: limits per customer depend on it. */
  readonly email: string | null
  readonly now: number
}

/** The promotions that may be used now, and the codes that may not, each with the reason. */
export interface FoundPromotions {
  readonly usable: readonly PricedPromotion[]
  readonly refused: readonly { code: string; title: string | null; reason: CouponRefusal }[]
}

const selectByCode = compiled((q, { codes }: Given<{ codes: string }>) =>
  q
    .select()
    .from(promotions)
    .where(and(eq(promotions.isActive, true), sql`${promotions.code} in (select value from json_each(${codes}))`))
)

/** Reads the promotions of a cart: those that need no code, and those of its codes. */
export const readPromotions = async (read: Reads, query: PromotionQuery): Promise<FoundPromotions> => {
  // Most carts have no code, so skip the query for them.
  const { codes, forAll } = query
  const ofCodes = codes.length === 0 ? [] : await selectByCode(read, { codes: JSON.stringify(codes) })
  const rows = [...forAll, ...ofCodes]
  const usable: PricedPromotion[] = []
  const refused: { code: string; title: string | null; reason: CouponRefusal }[] = []
  for (const row of rows) {
    const reason = await refusalOf(read, row, query)
    const offered = reason === null ? toPriced(row, query.currency) : null
    if (offered) usable.push(offered)
    else if (row.code !== null)
      refused.push({ code: row.code, title: row.title, reason: reason ?? 'nothing_to_discount' })
  }
  for (const code of codes) {
    if (!rows.some((row) => row.code === code)) refused.push({ code, title: null, reason: 'not_found' })
  }
  return { usable, refused }
}

/** Returns why a promotion may not be used now, or null if it may. */
const refusalOf = async (
  read: Reads,
  row: PromotionRow,
  { email, now }: PromotionQuery
): Promise<CouponRefusal | null> => {
  if (row.startsAt !== null && now < row.startsAt) return 'not_started'
  if (row.endsAt !== null && now >= row.endsAt) return 'ended'
  if (row.usageLimit !== null && row.usedCount >= row.usageLimit) return 'used_up'
  if (row.perCustomerLimit === null || email === null) return null
  const uses = await read.$count(
    promotionUses,
    and(eq(promotionUses.promotionId, row.id), eq(promotionUses.customer, email), isNull(promotionUses.releasedAt))
  )
  return uses >= row.perCustomerLimit ? 'used_by_you' : null
}

/** Returns a promotion as priced in a currency, or null if it has no amounts in that currency. */
const toPriced = (row: PromotionRow, currency: Currency): PricedPromotion | null => {
  const minimum = row.minimumAmounts.find((amount) => amount.currency === currency)
  if (!minimum && row.minimumAmounts.length > 0) return null
  const { id, title, code, minimumQuantity, stacking, priority, reward } = row
  const about = { id, title, code, minimumAmount: minimum?.amount ?? 0, minimumQuantity, stacking, priority }
  if (reward.kind !== 'amount') return { reward, ...about }
  const fixed = reward.amounts.find((amount) => amount.currency === currency)
  return fixed ? { reward: { kind: 'amount', amount: fixed.amount, on: reward.on }, ...about } : null
}
