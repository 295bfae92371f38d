import * as z from 'zod'
import { Currency, Money } from './money.ts'

/** Tells what every page of the shop needs to know. */
export const Shop = z.object({
  name: z.string(),
  currency: Currency,
  pricesIncludeTax: z.boolean(),
  /** Tax in hundredths of a percent: 2000 is 20 %. */
  taxRateBasisPoints: z.int(),
  shippingFee: Money,
  /** From this subtotal on, shipping is free; null where it never is. */
  freeShippingFrom: Money.nullable(),
})

export type Shop = z.infer<typeof Shop>
