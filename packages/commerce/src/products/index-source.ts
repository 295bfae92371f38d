import type { Currency, IdOf, Image, ProductStatus } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { sql } from 'drizzle-orm'
import type { StockFigures } from '../inventory/stock.ts'
import { stockColumns } from '../inventory/stock.ts'
import { tagsOf } from './product-tags.ts'

/** The price range of a product in one currency, in minor units. `compareAt` belongs to the lowest price. */
export interface PriceRange {
  readonly currency: Currency
  readonly from: number
  readonly to: number
  readonly compareAt: number | null
}

export interface IndexedVariant extends StockFigures {
  readonly sku: string
  readonly barcode: string | null
  readonly optionValues: readonly string[]
}

/** All data that a product's listing is made of. */
export interface IndexSource {
  readonly seq: number
  readonly id: IdOf<'product'>
  readonly slug: string
  readonly title: string
  readonly vendor: string
  readonly productType: string
  readonly tags: readonly string[]
  readonly status: ProductStatus
  readonly version: number
  readonly image: Image | null
  readonly options: readonly { readonly name: string; readonly values: readonly string[] }[]
  readonly variants: readonly IndexedVariant[]
  readonly prices: readonly PriceRange[]
  /** The shop's own currency, in which collections compare prices. */
  readonly currency: Currency
  /** The collections to which it was added by hand. */
  readonly handPicked: readonly string[]
}

/** Reads the data of a product's listing, or returns null if there is no such product. */
export const readIndexSource = async (tx: Tx, seq: number): Promise<IndexSource | null> => {
  const [row] = await tx.values<ProductValues>(sql`
    select id, slug, title, vendor, product_type, tag_list, status, version,
      (select currency from shop_settings),
      (select json_group_array(name) from (select name from product_options where product_id = id order by position)),
      (select json_group_array(collection_id) from collection_products where product_id = id)
    from products where seq = ${seq}`)
  if (!row) return null
  const [id, slug, title, vendor, productType, tagList, status, version, currency, options, handPicked] = row
  const variants = await readVariants(tx, id)
  return {
    seq,
    id,
    slug,
    title,
    vendor,
    productType,
    status,
    version,
    currency,
    tags: tagsOf(tagList),
    image: await readFirstImage(tx, id),
    options: optionsOf(JSON.parse(options), variants),
    variants,
    prices: [...rangeOf(currency, variants), ...(await readFurtherPrices(tx, id))],
    handPicked: JSON.parse(handPicked),
  }
}

type ProductValues = [
  id: IdOf<'product'>,
  slug: string,
  title: string,
  vendor: string,
  productType: string,
  tagList: string,
  status: ProductStatus,
  version: number,
  currency: Currency,
  options: string,
  handPicked: string,
]

type VariantValues = [
  sku: string,
  barcode: string | null,
  optionValues: string,
  tracked: number,
  backorder: number,
  onHand: number | null,
  allocated: number | null,
  price: number,
  compareAt: number | null,
]

interface PricedVariant extends IndexedVariant {
  readonly price: number
  readonly compareAt: number | null
}

const readVariants = async (tx: Tx, productId: IdOf<'product'>): Promise<PricedVariant[]> => {
  const rows = await tx.values<VariantValues>(sql`
    select sku, barcode, option_values, tracked, backorder, ${stockColumns.onHand}, ${stockColumns.allocated}, price_amount,
      compare_at_amount
    from variants where product_id = ${productId} order by position`)
  return rows.map(([sku, barcode, optionValues, tracked, backorder, onHand, allocated, price, compareAt]) => ({
    sku,
    barcode,
    onHand,
    allocated,
    price,
    compareAt,
    optionValues: JSON.parse(optionValues),
    tracked: tracked === 1,
    backorder: backorder === 1,
  }))
}

const optionsOf = (names: readonly string[], variants: readonly IndexedVariant[]) =>
  names.map((name, index) => ({
    name,
    values: [...new Set(variants.map(({ optionValues }) => optionValues[index] ?? ''))],
  }))

const readFirstImage = async (tx: Tx, productId: IdOf<'product'>): Promise<Image | null> => {
  const [image] = await tx.values<ImageValues>(sql`
    select image.id, image.src, image.alt, width, height, widths
    from product_images as image left join media on media.id = image.media_id
    where image.product_id = ${productId} order by image.position limit 1`)
  if (!image) return null
  const [id, src, alt, width, height, widths] = image
  return { id, src, alt, width, height, widths: widths === null ? [] : JSON.parse(widths) }
}

type ImageValues = [
  id: IdOf<'image'>,
  src: string,
  alt: string,
  width: number | null,
  height: number | null,
  widths: string | null,
]

const readFurtherPrices = async (tx: Tx, productId: IdOf<'product'>): Promise<PriceRange[]> => {
  const rows = await tx.values<[currency: Currency, price: number, compareAt: number | null]>(sql`
    select variant_prices.currency, amount, variant_prices.compare_at_amount
    from variants cross join variant_prices on variant_id = id
    where product_id = ${productId} order by variant_prices.currency`)
  const currencies = [...new Set(rows.map(([currency]) => currency))]
  return currencies.flatMap((currency) =>
    rangeOf(
      currency,
      rows.filter(([own]) => own === currency).map(([, price, compareAt]) => ({ price, compareAt }))
    )
  )
}

const rangeOf = (currency: Currency, prices: readonly Pick<PricedVariant, 'price' | 'compareAt'>[]): PriceRange[] => {
  const sorted = prices.toSorted((a, b) => a.price - b.price)
  const [cheapest] = sorted
  const dearest = sorted.at(-1)
  if (!cheapest || !dearest) return []
  return [{ currency, from: cheapest.price, to: dearest.price, compareAt: cheapest.compareAt }]
}
