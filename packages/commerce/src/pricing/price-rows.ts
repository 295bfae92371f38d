import type { CartCoupon, Currency, PricedCart, PricingInput, PricingLine } from '@tradepost/contract'
import { priceCart, shippingAmountFor } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { sql } from 'drizzle-orm'
import type { FoundPromotions } from './read-promotions.ts'
import { readPromotions } from './read-promotions.ts'
import type { OfferedShipping, PricingZone, ShopFor } from './read-shop-for.ts'

/** A line that can be sold, with amounts in minor units of the currency that is paid in. */
export interface PricedRow {
  readonly id: string
  readonly productId: string
  readonly productSeq: number
  readonly unitAmount: number
  readonly quantity: number
  readonly taxable: boolean
  readonly weightGrams: number
  readonly requiresShipping: boolean
}

/** The inputs of a price other than the lines. */
export interface PriceQuery extends ShopFor {
  readonly currency: Currency
  readonly codes: readonly string[]
  readonly email: string | null
  readonly now: number
}

/** Everything that a cart's price depends on, read once. The shipping method is chosen afterwards. */
export interface PricingContext {
  readonly query: PriceQuery
  readonly rows: readonly PricedRow[]
  readonly zone: PricingZone
  readonly promotions: FoundPromotions
  readonly lines: readonly PricingLine[]
}

/** Reads everything that the price of the lines depends on. */
export const readPricing = async (
  read: Reads,
  query: PriceQuery,
  rows: readonly PricedRow[]
): Promise<PricingContext> => {
  const { zone, forAll, currency, codes, email, now } = query
  const promotions = await readPromotions(read, { forAll, codes, currency, email, now })
  const collectionsOf = await readCollections(read, promotions, rows)
  const lines = rows.map((row) => ({
    id: row.id,
    productId: row.productId,
    collectionIds: collectionsOf.get(row.productSeq) ?? [],
    unitAmount: row.unitAmount,
    quantity: row.quantity,
    taxClass: row.taxable ? 'standard' : null,
  }))
  return { query, rows, zone, promotions, lines }
}

/** Reads the collections of products by their row number; empty unless a promotion applies to collections. */
export const readCollections = async (
  read: Reads,
  { usable }: Pick<FoundPromotions, 'usable'>,
  rows: readonly Pick<PricedRow, 'productSeq'>[]
): Promise<Map<number, string[]>> => {
  const collectionsOf = new Map<number, string[]>()
  if (!JSON.stringify(usable).includes('"collections"')) return collectionsOf
  const found = await read.values<[seq: number, collectionId: string]>(sql`
    select listing.seq, facet.value
    from json_each(${JSON.stringify(rows.map(({ productSeq }) => productSeq))}) as wanted
      cross join product_listings as listing on listing.seq = wanted.value
      cross join json_each('[' || trim(listing.facet_ids, ',') || ']') as own
      cross join facet_values as facet on facet.id = own.value
    where facet.kind = 'collection' order by 1, 2`)
  for (const [seq, id] of found) collectionsOf.set(seq, [...(collectionsOf.get(seq) ?? []), id])
  return collectionsOf
}

/** A shipping method with its price for these lines, before free shipping applies. */
export interface PricedShipping {
  readonly method: OfferedShipping
  readonly shipping: NonNullable<PricingInput['shipping']>
}

/**
 * Lists the shipping methods for the lines, in the shop's order. Omits methods without a rate for the currency and the
 * weight.
 */
export const shippingOptionsOf = ({ zone, rows, query }: PricingContext): PricedShipping[] => {
  const weight = rows.reduce((sum, row) => sum + (row.requiresShipping ? row.weightGrams * row.quantity : 0), 0)
  return zone.methods.flatMap((method) => {
    const rate = method.rates.find(({ currency }) => currency === query.currency)
    const amount = rate ? shippingAmountFor(rate, weight) : null
    if (!rate || amount === null) return []
    return [{ method, shipping: { amount, freeFromAmount: rate.freeFromAmount, taxClass: method.taxClass } }]
  })
}

/** Returns whether any of the lines requires shipping. */
export const needsShipping = ({ rows }: PricingContext): boolean =>
  rows.some(({ requiresShipping }) => requiresShipping)

/** Returns the input of `priceCart` with the given shipping, which is ignored if no line requires it. */
export const pricingInputOf = (context: PricingContext, shipping: PricingInput['shipping']): PricingInput => ({
  currency: context.query.currency,
  lines: context.lines,
  promotions: context.promotions.usable,
  shipping: needsShipping(context) ? shipping : null,
  taxes: {
    pricesIncludeTax: context.query.shop.pricesIncludeTax,
    rounding: context.query.shop.taxRounding,
    roundingMode: context.query.shop.taxRoundingMode,
    rates: context.zone.taxRates,
  },
})

/** Prices a cart before its buyer has chosen anything: with the first shipping method that is offered. */
export const priceRows = (context: PricingContext): { input: PricingInput; priced: PricedCart } => {
  const input = pricingInputOf(context, shippingOptionsOf(context)[0]?.shipping ?? null)
  return { input, priced: priceCart(input) }
}

/** Lists each code of a cart with its title, or with the reason why it does not apply. */
export const couponsOf = ({ query, promotions }: PricingContext, priced: PricedCart): CartCoupon[] =>
  query.codes.map((code) => {
    const refused = promotions.refused.find((one) => one.code === code)
    if (refused) return { code, title: refused.title, refusal: refused.reason }
    const title = promotions.usable.find((one) => one.code === code)?.title ?? null
    return { code, title, refusal: priced.refused.find((one) => one.code === code)?.reason ?? null }
  })
