import type { CreatePromotionInput, IdOf, Promotion, PromotionOffer, UpdatePromotionInput } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, eq, inArray, ne } from 'drizzle-orm'
import type { Actor } from '../audit/record-audit.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import { differs } from '../products/row-differs.ts'
import { readPromotionRow, rowToPromotion } from './read-promotions.ts'

const { collections, products, promotions, promotionUses } = schema

interface By<T> {
  readonly input: T
  readonly actor: Actor
}

/** Creates a promotion. Throws `promotion.code_taken`, `product.not_found`, `collection.not_found`. */
export const createPromotion = (deps: Deps, { input, actor }: By<CreatePromotionInput>): Promise<Promotion> =>
  deps.db.write(async (tx) => {
    const id = newId(deps, 'promotion')
    const fields = fieldsOf(input)
    await refuseTakenCode(tx, id, fields.code)
    await refuseMissingTargets(tx, targetIdsOf(fields.reward))
    const row = { id, ...fields, usedCount: 0, version: 1, createdAt: deps.now(), updatedAt: deps.now() }
    await tx.insert(promotions).values(row)
    await recordAudit(tx, deps, { actor, change: { target: id, before: null, after: fields } })
    return rowToPromotion(row)
  })

/**
 * Saves all fields of a promotion. Orders that use it keep their discount. Throws `promotion.not_found`,
 * `promotion.conflict` with the current promotion if somebody else has saved since `version`,
 * `promotion.limit_below_uses`, and what {@link createPromotion} throws.
 */
export const updatePromotion = (deps: Deps, { input, actor }: By<UpdatePromotionInput>): Promise<Promotion> =>
  deps.db.write(async (tx) => {
    const before = await readPromotionRow(tx, input.id)
    if (before.version !== input.version) throw fail('promotion.conflict', { current: rowToPromotion(before) })
    const fields = fieldsOf(input)
    if (!differs(before, fields)) return rowToPromotion(before)
    const { usedCount } = before
    if (fields.usageLimit !== null && fields.usageLimit < usedCount)
      throw fail('promotion.limit_below_uses', { usedCount })
    await refuseTakenCode(tx, input.id, fields.code)
    // A product or collection that was deleted after it was chosen may stay, or nobody could save the other fields.
    const known = new Set<string>(targetIdsOf(before.reward))
    await refuseMissingTargets(
      tx,
      targetIdsOf(fields.reward).filter((id) => !known.has(id))
    )
    const change = { ...fields, version: before.version + 1, updatedAt: deps.now() }
    await tx.update(promotions).set(change).where(eq(promotions.id, input.id))
    await recordAudit(tx, deps, { actor, change: { target: input.id, before, after: fields } })
    return rowToPromotion({ ...before, ...change })
  })

/** Deletes a promotion that no order has ever used. Throws `promotion.not_found`, `promotion.in_use`. */
export const deletePromotion = (deps: Deps, { input, actor }: By<{ readonly id: IdOf<'promotion'> }>): Promise<null> =>
  deps.db.write(async (tx) => {
    const before = await readPromotionRow(tx, input.id)
    if ((await tx.$count(promotionUses, eq(promotionUses.promotionId, input.id))) > 0) throw fail('promotion.in_use')
    await tx.delete(promotions).where(eq(promotions.id, input.id))
    await recordAudit(tx, deps, { actor, change: { target: input.id, before, after: null } })
    return null
  })

const fieldsOf = (input: CreatePromotionInput | UpdatePromotionInput) => ({
  title: input.title,
  code: input.code,
  reward: input.reward,
  minimumAmounts: input.minimumAmounts,
  minimumQuantity: input.minimumQuantity,
  stacking: input.stacking,
  priority: input.priority,
  isActive: input.isActive,
  startsAt: input.startsAt === null ? null : Date.parse(input.startsAt),
  endsAt: input.endsAt === null ? null : Date.parse(input.endsAt),
  usageLimit: input.usageLimit,
  perCustomerLimit: input.perCustomerLimit,
})

const refuseTakenCode = async (tx: Tx, id: IdOf<'promotion'>, code: string | null): Promise<void> => {
  if (code === null) return
  if ((await tx.$count(promotions, and(eq(promotions.code, code), ne(promotions.id, id)))) > 0)
    throw fail('promotion.code_taken')
}

type TargetId = IdOf<'product'> | IdOf<'collection'>

const targetIdsOf = (reward: PromotionOffer): TargetId[] => {
  const targets =
    reward.kind === 'free_shipping' ? [] : reward.kind === 'buy_get' ? [reward.buy, reward.get] : [reward.on]
  return [
    ...new Set(targets.flatMap((target): readonly TargetId[] => (target.kind === 'everything' ? [] : target.ids))),
  ]
}

const isProductId = (id: TargetId): id is IdOf<'product'> => id.startsWith('prd_')
const isCollectionId = (id: TargetId): id is IdOf<'collection'> => !isProductId(id)

const refuseMissingTargets = async (tx: Tx, ids: readonly TargetId[]): Promise<void> => {
  const productIds = ids.filter(isProductId)
  const collectionIds = ids.filter(isCollectionId)
  if ((await tx.$count(products, inArray(products.id, productIds))) < productIds.length) throw fail('product.not_found')
  if ((await tx.$count(collections, inArray(collections.id, collectionIds))) < collectionIds.length)
    throw fail('collection.not_found')
}
