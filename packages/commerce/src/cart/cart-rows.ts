import type { Currency, IdOf } from '@tradepost/contract'
import type { Given, Reads } from '@tradepost/db'
import { compiled, schema } from '@tradepost/db'
import type { SQLWrapper } from 'drizzle-orm'
import { and, asc, eq, sql } from 'drizzle-orm'
import { stockColumns } from '../inventory/stock.ts'
import type { PricedRow } from '../pricing/price-rows.ts'

const { cartLines, media, productImages, products, variantPrices, variants } = schema

export type CartRow = Awaited<ReturnType<typeof readCartRows>>[number]

/**
 * Selects the price of a variant in a currency, in minor units; null if it has none. `variantPrices` must be joined.
 */
export const unitAmountIn = (currency: Currency | SQLWrapper) =>
  sql<number | null>`iif(${variants.currency} = ${currency}, ${variants.priceAmount}, ${variantPrices.amount})`

const selectCartRows = compiled((q, { cartId, currency }: Given<{ cartId: IdOf<'cart'>; currency: Currency }>) =>
  q
    .select({
      id: cartLines.id,
      variantId: cartLines.variantId,
      quantity: cartLines.quantity,
      seenAmount: cartLines.seenAmount,
      sku: variants.sku,
      variantTitle: variants.title,
      hasOptions: sql<number>`json_array_length(${variants.optionValues}) > 0`,
      unitAmount: unitAmountIn(currency),
      tracked: variants.tracked,
      backorder: variants.backorder,
      taxable: variants.taxable,
      weightGrams: variants.weightGrams,
      requiresShipping: variants.requiresShipping,
      ...stockColumns,
      productId: products.id,
      productSeq: products.seq,
      productSlug: products.slug,
      productTitle: products.title,
      status: products.status,
      imageId: productImages.id,
      imageSrc: productImages.src,
      imageAlt: productImages.alt,
      imageWidth: media.width,
      imageHeight: media.height,
      imageWidths: media.widths,
    })
    .from(cartLines)
    .innerJoin(variants, eq(variants.id, cartLines.variantId))
    .innerJoin(products, eq(products.id, variants.productId))
    .leftJoin(variantPrices, and(eq(variantPrices.variantId, variants.id), eq(variantPrices.currency, currency)))
    .leftJoin(productImages, and(eq(productImages.productId, products.id), eq(productImages.position, 0)))
    .leftJoin(media, eq(media.id, productImages.mediaId))
    .where(eq(cartLines.cartId, cartId))
    .orderBy(asc(cartLines.id))
)

/** Reads the lines of a cart with the current data of each variant, priced in `currency`. */
export const readCartRows = async (read: Reads, cartId: IdOf<'cart'>, currency: Currency) =>
  await selectCartRows(read, { cartId, currency })

/** Returns whether a line's product is still offered, with a price in the cart's currency. */
export const isSold = (row: CartRow): row is CartRow & { unitAmount: number } =>
  row.status === 'active' && row.unitAmount !== null

/** Returns the lines that can be sold. */
export const soldRows = (rows: readonly CartRow[]): (CartRow & PricedRow)[] => rows.filter(isSold)

/** Reads a variant that is offered, priced in `currency`; undefined if there is none. */
export const readOfferedVariant = async (read: Reads, variantId: IdOf<'variant'>, currency: Currency) => {
  const [variant] = await read
    .select({
      sku: variants.sku,
      unitAmount: unitAmountIn(currency),
      tracked: variants.tracked,
      backorder: variants.backorder,
      ...stockColumns,
    })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .leftJoin(variantPrices, and(eq(variantPrices.variantId, variants.id), eq(variantPrices.currency, currency)))
    .where(and(eq(variants.id, variantId), eq(products.status, 'active')))
  return variant && variant.unitAmount !== null ? { ...variant, unitAmount: variant.unitAmount } : undefined
}

/** Lists the currencies that a variant is sold in, its own first; empty if it is not sold. */
export const readPricedCurrencies = async (read: Reads, variantId: IdOf<'variant'>): Promise<Currency[]> => {
  const rows = await read
    .select({ own: variants.currency, further: variantPrices.currency })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .leftJoin(variantPrices, eq(variantPrices.variantId, variants.id))
    .where(and(eq(variants.id, variantId), eq(products.status, 'active')))
  return [...new Set(rows.flatMap(({ own, further }) => (further === null ? [own] : [own, further])))]
}
