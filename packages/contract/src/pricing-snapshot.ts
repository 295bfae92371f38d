import * as z from 'zod'
import { Currency } from './money.ts'

const Target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('everything') }),
  z.object({ kind: z.literal('products'), ids: z.array(z.string()) }),
  z.object({ kind: z.literal('collections'), ids: z.array(z.string()) }),
])

const Reward = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('percent'), basisPoints: z.int(), on: Target }),
  z.object({ kind: z.literal('amount'), amount: z.int(), on: Target }),
  z.object({ kind: z.literal('free_shipping') }),
  z.object({
    kind: z.literal('buy_get'),
    buyQuantity: z.int(),
    buy: Target,
    getQuantity: z.int(),
    get: Target,
    basisPoints: z.int(),
  }),
])

/** The input of `priceCart` on the wire. Amounts are minor units of `currency`. */
export const PricingSnapshot = z.object({
  currency: Currency,
  lines: z.array(
    z.object({
      id: z.string(),
      productId: z.string(),
      collectionIds: z.array(z.string()),
      unitAmount: z.int(),
      quantity: z.int(),
      taxClass: z.string().nullable(),
    })
  ),
  promotions: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      code: z.string().nullable(),
      reward: Reward,
      minimumAmount: z.int(),
      minimumQuantity: z.int(),
      stacking: z.enum(['combine', 'alone']),
      priority: z.int(),
    })
  ),
  shipping: z
    .object({ amount: z.int(), freeFromAmount: z.int().nullable(), taxClass: z.string().nullable() })
    .nullable(),
  taxes: z.object({
    pricesIncludeTax: z.boolean(),
    rounding: z.enum(['per_line', 'per_rate']),
    roundingMode: z.enum(['half_up', 'half_even', 'down', 'up']),
    rates: z.array(z.object({ id: z.string(), name: z.string(), basisPoints: z.int(), taxClass: z.string() })),
  }),
})

export type PricingSnapshot = z.infer<typeof PricingSnapshot>
