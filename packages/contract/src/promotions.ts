import * as z from 'zod'
import { Id } from './ids.ts'
import { Amount, Currency } from './money.ts'
import { Instant, Page, PageInput } from './page.ts'
import { Bounded, Line } from './text.ts'

const CODE_FORM = 'Use 3 to 30 letters, digits, hyphens or underscores.'

/** Accepts a coupon code: 3 to 30 letters, digits, hyphens or underscores; case does not count. */
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

/** What a promotion is about: everything, some products, or some collections with those below them. */
export const PromotionOfferTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('everything') }),
  z.strictObject({ kind: z.literal('products'), ids: z.array(Id('product')).min(1).max(MAX_TARGETS) }),
  z.strictObject({ kind: z.literal('collections'), ids: z.array(Id('collection')).min(1).max(MAX_TARGETS) }),
])

/** What a promotion gives; percentages are hundredths of a percent, a fixed amount is given in each currency it is for. */
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
  /** Null for a promotion that everybody gets without a code. */
  code: CouponCode.nullable().default(null),
  reward: PromotionOffer,
  /** The sum of undiscounted lines it needs, by currency; it is not given in a currency that other ones have a minimum for. */
  minimumAmounts: Amounts.default([]),
  minimumQuantity: z.int().min(0).max(100_000).default(0),
  stacking: z.enum(['combine', 'alone']).default('combine'),
  /** Lower ones are applied first. */
  priority: z.int().min(-1000).max(1000).default(0),
  isActive: z.boolean().default(true),
  startsAt: Instant.nullable().default(null),
  endsAt: Instant.nullable().default(null),
  /** How many orders may use it in all; null for any number. */
  usageLimit: z.int().min(1).max(1_000_000_000).nullable().default(null),
  /** How many orders of one customer, known by e-mail address, may use it. */
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
  /** Orders that use it now; those that were canceled or ran out do not count. */
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
  /** A part of the title, or a code. */
  search: Line(100).optional(),
  isActive: z.boolean().optional(),
})

export type ListPromotionsInput = z.infer<typeof ListPromotionsInput>

export const PromotionPage = Page(Promotion)

/** Why a code does not count now. */
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
