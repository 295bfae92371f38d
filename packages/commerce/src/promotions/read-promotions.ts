import type { IdOf, ListPromotionsInput, Page, Promotion } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { toInstant } from '../deps.ts'
import { decodeIdCursor, pageById } from '../page-cursor.ts'

const { promotions } = schema

export type PromotionRow = typeof promotions.$inferSelect

/** Lists promotions, newest first, filtered by a part of the title or code and by whether they are active. */
export const listPromotions = async (
  { db: { read } }: Deps,
  { cursor, limit, search, isActive }: ListPromotionsInput
): Promise<Page<Promotion>> => {
  const rows = await read
    .select()
    .from(promotions)
    .where(
      and(
        cursor ? lt(promotions.id, decodeIdCursor('promotion', cursor)) : undefined,
        isActive === undefined ? undefined : eq(promotions.isActive, isActive),
        search === undefined
          ? undefined
          : sql`(instr(lower(${promotions.title}), lower(${search})) > 0 or instr(${promotions.code}, upper(${search})) > 0)`
      )
    )
    .orderBy(desc(promotions.id))
    .limit(limit + 1)
  return pageById(rows, limit, rowToPromotion)
}

/** Reads a promotion; throws `promotion.not_found`. */
export const getPromotion = async ({ db: { read } }: Deps, { id }: { id: IdOf<'promotion'> }): Promise<Promotion> =>
  rowToPromotion(await readPromotionRow(read, id))

/** Reads the row of a promotion; throws `promotion.not_found`. */
export const readPromotionRow = async (read: Reads, id: IdOf<'promotion'>): Promise<PromotionRow> => {
  const [row] = await read.select().from(promotions).where(eq(promotions.id, id))
  if (!row) throw fail('promotion.not_found')
  return row
}

/** Converts the row of a promotion to the contract's shape. */
export const rowToPromotion = ({ startsAt, endsAt, createdAt, updatedAt, ...row }: PromotionRow): Promotion => ({
  ...row,
  startsAt: startsAt === null ? null : toInstant(startsAt),
  endsAt: endsAt === null ? null : toInstant(endsAt),
  createdAt: toInstant(createdAt),
  updatedAt: toInstant(updatedAt),
})
