import * as z from 'zod'
import { Id } from './ids.ts'
import { Amount, Currency } from './money.ts'
import { Instant, Page, PageInput } from './page.ts'
import { Bounded, Line } from './text.ts'

const CODE_FORM = 'Use 3 to 30 letters, digits, hyphens or underscores.'

/** Accepts a coupon code: 3 to 30 letters, digits, hyphens or underscores. Case is ignored. */
export const CouponCode = Bounded(60, CODE_FORM)
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9_-]{3,30}$/, CODE_FORM)

/** An amount in one currency, in minor units. */
export const CurrencyAmount = z.strictObject({ currency: Currency, amount: Amount })

export type CurrencyAmount = z.infer<typeof CurrencyAmount>

const MAX_TARGETS = 100
const BasisPoints = z.int().min(1).max(10_000)
const Units = z.int().min(1).max(999)

const differ = (amounts: readonly CurrencyAmount[]): boolean =>
  new Set(amounts.map(({ currency }) => currency)).size === amounts.length

const Amounts = z.array(CurrencyAmount).max(10).refine(differ, 'Give each currency once.')

/** The target of a promotion: everything, some products, or some collections with their sub-collections. */
export const PromotionOfferTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('everything') }),
  z.strictObject({ kind: z.literal('products'), ids: z.array(Id('product')).min(1).max(MAX_TARGETS) }),
  z.strictObject({ kind: z.literal('collections'), ids: z.array(Id('collection')).min(1).max(MAX_TARGETS) }),
])

/**
 * The discount of a promotion. Percentages are hundredths of a percent. A fixed amount is listed for each currency in
 * which it applies.
 */
export const PromotionOffer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('percent'), basisPoints: BasisPoints, on: PromotionOfferTarget }),
  z.strictObject({ kind: z.literal('amount'), amounts: Amounts.min(1), on: PromotionOfferTarget }),
  z.strictObject({ kind: z.literal('free_shipping') }),
  z.strictObject({
    kind: z.literal('buy_get'),
    buyQuantity: Units,
    buy: PromotionOfferTarget,
    getQuantity: Units,
    get: PromotionOfferTarget,
    basisPoints: BasisPoints,
  }),
])

export type PromotionOffer = z.infer<typeof PromotionOffer>

const promotionFields = {
  title: Line(100),
  /** Null for a promotion that applies without a code. */
  code: CouponCode.nullable().default(null),
  reward: PromotionOffer,
  /**
   * The minimum sum of undiscounted lines, by currency. If any currency has a minimum, the promotion does not apply in
   * currencies without one.
   */
  minimumAmounts: Amounts.default([]),
  minimumQuantity: z.int().min(0).max(100_000).default(0),
  stacking: z.enum(['combine', 'alone']).default('combine'),
  /** Promotions with a lower priority are applied first. */
  priority: z.int().min(-1000).max(1000).default(0),
  isActive: z.boolean().default(true),
  startsAt: Instant.nullable().default(null),
  endsAt: Instant.nullable().default(null),
  /** The maximum number of orders that may use it in total; null for no limit. */
  usageLimit: z.int().min(1).max(1_000_000_000).nullable().default(null),
  /**
   * The maximum number of orders per customer that may use it; null for no limit. Customers are identified by email
   * address.
   */
  perCustomerLimit: z.int().min(1).max(1_000_000).nullable().default(null),
}

const endsAfterStart = ({ startsAt, endsAt }: { startsAt: string | null; endsAt: string | null }): boolean =>
  startsAt === null || endsAt === null || Date.parse(endsAt) > Date.parse(startsAt)

const endFault = { path: ['endsAt'], message: 'It must end after it starts.' }

export const Promotion = z.object({
  id: Id('promotion'),
  ...promotionFields,
  title: z.string(),
  code: z.string().nullable(),
  /** The number of orders that use it now. Canceled and expired orders do not count. */
  usedCount: z.int(),
  version: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
})

export type Promotion = z.infer<typeof Promotion>

export const CreatePromotionInput = z.strictObject(promotionFields).refine(endsAfterStart, endFault)

export type CreatePromotionInput = z.infer<typeof CreatePromotionInput>

export const UpdatePromotionInput = z
  .strictObject({ id: Id('promotion'), version: z.int().min(1).max(1_000_000_000), ...promotionFields })
  .refine(endsAfterStart, endFault)

export type UpdatePromotionInput = z.infer<typeof UpdatePromotionInput>

export const GetPromotionInput = z.strictObject({ id: Id('promotion') })

export const ListPromotionsInput = PageInput.extend({
  /** A part of the title, or a coupon code. */
  search: Line(100).optional(),
  isActive: z.boolean().optional(),
})

export type ListPromotionsInput = z.infer<typeof ListPromotionsInput>

export const PromotionPage = Page(Promotion)

/** Why a coupon has no effect now. */
export const CouponRefusal = z.enum([
  'not_found',
  'not_started',
  'ended',
  'used_up',
  'used_by_you',
  'below_minimum',
  'nothing_to_discount',
  'not_combinable',
])

export type CouponRefusal = z.infer<typeof CouponRefusal>
