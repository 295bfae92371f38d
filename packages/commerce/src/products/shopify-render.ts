import type { Currency } from '@tradepost/contract'
import { toDecimal } from '@tradepost/contract'
import type { ImportedProduct, ImportedVariant } from './shopify-catalogue.ts'
import type { CellSense } from './shopify-cells.ts'
import { knownColumns } from './shopify-columns.ts'

/** The content of one row of an exported product: the index of a variant and of an image, -1 for none. */
export interface RowPlan {
  readonly variant: number
  readonly image: number
}

/** A row to write: the product, its plan, and whether it is the product's first. */
export interface PlannedRow extends RowPlan {
  readonly product: ImportedProduct
  readonly isFirst: boolean
}

/** Plans the rows of a product as Shopify writes them: variants and images side by side. */
export const planRows = ({ variants, images }: ImportedProduct): RowPlan[] =>
  Array.from({ length: Math.max(variants.length, images.length) }, (_, index) => ({
    variant: index < variants.length ? index : -1,
    image: index < images.length ? index : -1,
  }))

/** Makes a function that writes the cells of a row, one per column. Cells of unknown columns stay empty. */
export const makeRenderer = (columns: readonly string[], sense: CellSense): ((row: PlannedRow) => string[]) => {
  const writers = columns.map(writerOf)
  return ({ product, variant, image, isFirst }) => {
    const ownVariant = product.variants[variant] ?? null
    const ownImage = product.images[image] ?? null
    const at: At = { product, variant, image, isFirst, ownVariant, ownImage, sense }
    return writers.map((write) => (write ? write(at) : ''))
  }
}

const writerOf = (column: string): Render | null => {
  const known = knownColumns.find((name) => name === column)
  return known ? renderers[known] : furtherWriter(column)
}

interface At extends PlannedRow {
  readonly ownVariant: ImportedVariant | null
  readonly ownImage: ImportedProduct['images'][number] | null
  readonly sense: CellSense
}

type Render = (at: At) => string

const ofProduct =
  (write: (product: ImportedProduct) => string): Render =>
  ({ isFirst, product }) =>
    isFirst ? write(product) : ''

const ofVariant =
  (write: (variant: ImportedVariant, at: At) => string): Render =>
  (at) =>
    at.ownVariant ? write(at.ownVariant, at) : ''

const optionName = (index: number): Render =>
  ofProduct(({ options }) => options[index]?.name ?? (index === 0 ? 'Title' : ''))

const optionValue = (index: number): Render =>
  ofVariant(({ optionValues }) => optionValues[index] ?? (index === 0 ? 'Default Title' : ''))

const price = (amount: number | null, currency: Currency): string =>
  amount === null ? '' : toDecimal({ amount, currency })

const address = (src: string, { ownUrl }: CellSense): string => (src.startsWith('/') ? ownUrl + src : src)

const renderers: Record<(typeof knownColumns)[number], Render> = {
  Handle: ({ product }) => product.slug,
  Title: ofProduct(({ title }) => title),
  'Body (HTML)': ofProduct(({ descriptionHtml }) => descriptionHtml),
  Vendor: ofProduct(({ vendor }) => vendor),
  Type: ofProduct(({ productType }) => productType),
  Tags: ofProduct(({ tags }) => tags.join(', ')),
  Published: ofProduct(({ status }) => String(status === 'active')),
  'Option1 Name': optionName(0),
  'Option1 Value': optionValue(0),
  'Option2 Name': optionName(1),
  'Option2 Value': optionValue(1),
  'Option3 Name': optionName(2),
  'Option3 Value': optionValue(2),
  'Variant SKU': ofVariant(({ sku }) => sku),
  'Variant Grams': ofVariant(({ weightGrams }) => String(weightGrams)),
  'Variant Inventory Tracker': ofVariant(({ tracked }) => (tracked ? 'shopify' : '')),
  'Variant Inventory Qty': ofVariant(({ tracked, onHand }) => (tracked ? String(onHand ?? 0) : '')),
  'Variant Inventory Policy': ofVariant(({ backorder }) => (backorder ? 'continue' : 'deny')),
  'Variant Price': ofVariant(({ priceAmount }, { sense }) => price(priceAmount, sense.currency)),
  'Variant Compare At Price': ofVariant(({ compareAtAmount }, { sense }) => price(compareAtAmount, sense.currency)),
  'Variant Requires Shipping': ofVariant(({ requiresShipping }) => String(requiresShipping)),
  'Variant Taxable': ofVariant(({ taxable }) => String(taxable)),
  'Variant Barcode': ofVariant(({ barcode }) => barcode ?? ''),
  'Image Src': ({ ownImage, sense }) => (ownImage ? address(ownImage.src, sense) : ''),
  'Image Position': ({ image }) => (image < 0 ? '' : String(image + 1)),
  'Image Alt Text': ({ ownImage }) => ownImage?.alt ?? '',
  'SEO Title': ofProduct(({ seoTitle }) => seoTitle ?? ''),
  'SEO Description': ofProduct(({ seoDescription }) => seoDescription ?? ''),
  'Variant Image': ofVariant(({ imageSrc }, { sense }) => (imageSrc === null ? '' : address(imageSrc, sense))),
  Status: ofProduct(({ status }) => status),
}

const FURTHER = /^Variant (Compare At )?Price \/ ([A-Z]{3})$/

const furtherWriter = (column: string): Render | null => {
  const [isPrice, compareAt, currency] = FURTHER.exec(column) ?? []
  if (isPrice === undefined) return null
  return ofVariant(({ furtherPrices = [] }) => {
    const own = furtherPrices.find((each) => each.currency === currency)
    return own ? price(compareAt === undefined ? own.amount : own.compareAtAmount, own.currency) : ''
  })
}
