/** A variant of a test product. Without `onHand`, its stock is not tracked. */
export interface TestVariant {
  readonly option?: string
  readonly sku?: string
  readonly price: string
  readonly onHand?: number
  readonly backorder?: boolean
}

/** A test product: either the fields of its only variant, or several `variants`. */
export interface TestProduct extends Partial<TestVariant> {
  readonly slug: string
  readonly title?: string
  readonly vendor?: string
  readonly productType?: string
  readonly tags?: string
  readonly body?: string
  readonly status?: 'active' | 'draft' | 'archived'
  readonly variants?: readonly TestVariant[]
}

const header = [
  'Handle',
  'Title',
  'Body (HTML)',
  'Vendor',
  'Type',
  'Tags',
  'Status',
  'Option1 Name',
  'Option1 Value',
  'Variant SKU',
  'Variant Inventory Qty',
  'Variant Inventory Policy',
  'Variant Price',
]

/** Writes products as the Shopify CSV file that the shop imports. */
export const csvOf = (products: readonly TestProduct[]): string =>
  [header, ...products.flatMap(rowsOf)].map((cells) => `${cells.map(quote).join(',')}\n`).join('')

const quote = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

const rowsOf = (product: TestProduct): string[][] => {
  const { slug, title = slug, body = '', vendor = '', productType = '', tags = '', status = 'active' } = product
  const variants = product.variants ?? [{ ...product, price: product.price ?? '10.00' }]
  return variants.map((variant, index) => {
    const own = index === 0 ? [title, body, vendor, productType, tags, status] : ['', '', '', '', '', '']
    const option = variant.option === undefined ? ['Title', 'Default Title'] : ['Size', variant.option]
    const { sku = '', onHand, backorder = false, price } = variant
    return [
      slug,
      ...own,
      ...option,
      sku,
      onHand === undefined ? '' : String(onHand),
      backorder ? 'continue' : 'deny',
      price,
    ]
  })
}
