import type { IdOf } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { eq, inArray } from 'drizzle-orm'
import { stockColumns } from './stock.ts'

const { products, variants } = schema

/** Reads the stock of variants at active locations, with their SKU and product title. */
export const readVariantStock = async (read: Reads, ids: readonly IdOf<'variant'>[]) =>
  await read
    .select({
      variantId: variants.id,
      sku: variants.sku,
      title: products.title,
      tracked: variants.tracked,
      backorder: variants.backorder,
      ...stockColumns,
    })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .where(inArray(variants.id, [...ids]))
