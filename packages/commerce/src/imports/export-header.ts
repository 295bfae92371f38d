import type { Reads } from '@tradepost/db'
import { schema } from '@tradepost/db'
import type { SQL } from 'drizzle-orm'
import { and, eq, gt, isNotNull, ne, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { CellSense } from '../products/shopify-cells.ts'
import { furtherColumns, knownColumns } from '../products/shopify-columns.ts'
import type { ExportHeader } from '../products/write-shopify-rows.ts'
import { readCsvColumns } from './product-csv.ts'

const { productImages, productOptions, products, variantPrices, variants } = schema

type Known = (typeof knownColumns)[number]

/**
 * Returns the columns of an export: those of imported files in their order, or Shopify's if nothing was imported,
 * followed by the columns that are needed to express everything in the shop.
 */
export const readExportHeader = async (read: Reads, { currency }: CellSense): Promise<ExportHeader> => {
  const imported = await readCsvColumns(read)
  const names = new Set<string>(imported.length > 0 ? imported.map(({ name }) => name) : knownColumns)
  for (const column of knownColumns) {
    if (!names.has(column) && (await isNeeded(read, column, names))) names.add(column)
  }
  for (const further of await read.selectDistinct({ currency: variantPrices.currency }).from(variantPrices)) {
    const { price, compareAt } = furtherColumns(further.currency)
    if (further.currency !== currency) names.add(price).add(compareAt)
  }
  return { names: [...names], idByName: new Map(imported.map(({ id, name }) => [name, id])) }
}

const isNeeded = async (read: Reads, column: Known, names: ReadonlySet<string>): Promise<boolean> => {
  const need = needs[column]
  if (typeof need === 'boolean') return need
  const { table, where } = need(names)
  const [found] = await read
    .select({ one: sql`1` })
    .from(table)
    .where(where)
    .limit(1)
  return found !== undefined
}

type Need = boolean | ((names: ReadonlySet<string>) => { readonly table: SQLiteTable; readonly where: SQL | undefined })

const ofProducts =
  (where: SQL): Need =>
  () => ({ table: products, where })

const ofVariants =
  (where: SQL): Need =>
  () => ({ table: variants, where })

const ofOption =
  (position: number): Need =>
  () => ({ table: productOptions, where: eq(productOptions.position, position) })

const needs: Record<Known, Need> = {
  Handle: true,
  Title: true,
  'Body (HTML)': ofProducts(ne(products.descriptionHtml, '')),
  Vendor: ofProducts(ne(products.vendor, '')),
  Type: ofProducts(ne(products.productType, '')),
  Tags: ofProducts(ne(products.tagList, '')),
  // Status covers this, and more.
  Published: false,
  'Option1 Name': true,
  'Option1 Value': true,
  'Option2 Name': ofOption(1),
  'Option2 Value': ofOption(1),
  'Option3 Name': ofOption(2),
  'Option3 Value': ofOption(2),
  'Variant SKU': true,
  'Variant Grams': ofVariants(gt(variants.weightGrams, 0)),
  // A quantity implies that stock is tracked.
  'Variant Inventory Tracker': false,
  'Variant Inventory Qty': ofVariants(eq(variants.tracked, true)),
  'Variant Inventory Policy': ofVariants(eq(variants.backorder, true)),
  'Variant Price': true,
  'Variant Compare At Price': ofVariants(isNotNull(variants.compareAtAmount)),
  'Variant Requires Shipping': ofVariants(eq(variants.requiresShipping, false)),
  'Variant Taxable': ofVariants(eq(variants.taxable, false)),
  'Variant Barcode': ofVariants(isNotNull(variants.barcode)),
  'Image Src': () => ({ table: productImages, where: undefined }),
  // The order of the rows determines this.
  'Image Position': false,
  'Image Alt Text': () => ({ table: productImages, where: ne(productImages.alt, '') }),
  'SEO Title': ofProducts(isNotNull(products.seoTitle)),
  'SEO Description': ofProducts(isNotNull(products.seoDescription)),
  'Variant Image': ofVariants(isNotNull(variants.imageId)),
  Status: (names) => ({
    table: products,
    where: names.has('Published') ? eq(products.status, 'archived') : and(ne(products.status, 'active')),
  }),
}
