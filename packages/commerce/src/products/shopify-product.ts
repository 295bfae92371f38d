import { htmlFault, type ProductStatus, productStatuses } from '@tradepost/contract'
import { sanitizeDescription } from './sanitize-description.ts'
import type { ImportedProduct, ProductBefore } from './shopify-catalogue.ts'
import { type Cells, needsColumn, priceAdvice } from './shopify-cells.ts'
import { readImages } from './shopify-images.ts'
import { OptionCells, readOptions } from './shopify-options.ts'
import type { ProductRows } from './shopify-groups.ts'
import type { Row } from './shopify-rows.ts'
import { nameVariants, variantRowsOf } from './shopify-variant-rows.ts'
import { readVariants, type VariantDraft } from './shopify-variants.ts'

const MAX_TAGS = 50
// Enough for 50 tags of 100 characters, more than twice over.
const MAX_TAG_CELL = 16_384

/** A product whose SKUs may still have to be derived. */
export interface ProductDraft extends Omit<ImportedProduct, 'variants'> {
  readonly variants: readonly VariantDraft[]
}

/**
 * Reads a product from the rows of one handle. The first row has the fields of the product itself. A missing column
 * keeps the value of `before`, or the default for new products. An empty cell clears the value.
 */
export const readProduct = (
  cells: Cells,
  { slug, first, rows, isWhole }: Omit<ProductRows, 'isFaulty' | 'isRepeated'>,
  before: ProductBefore | null = null
): ProductDraft => {
  const was = before?.product ?? null
  const variantRows = variantRowsOf(cells, rows, was)
  if (isWhole) refuseGaps(cells, { first, variantRows, was })
  const { options, variants } = readOffers(cells, { first, rows: variantRows, isWhole, was })
  return {
    slug,
    title: cells.has('Title') ? cells.line(first, 'Title', 200) : (was?.title ?? ''),
    descriptionHtml: cells.has('Body (HTML)') ? readBody(cells, first) : (was?.descriptionHtml ?? ''),
    vendor: cells.has('Vendor') ? cells.line(first, 'Vendor', 100) : (was?.vendor ?? ''),
    productType: cells.has('Type') ? cells.line(first, 'Type', 100) : (was?.productType ?? ''),
    tags: cells.has('Tags') ? readTags(cells, first) : (was?.tags ?? []),
    status: readStatus(cells, first, before),
    seoTitle: cells.has('SEO Title') ? cells.line(first, 'SEO Title', 200) || null : (was?.seoTitle ?? null),
    seoDescription: cells.has('SEO Description')
      ? cells.line(first, 'SEO Description', 500) || null
      : (was?.seoDescription ?? null),
    options,
    variants,
    images: readImages(cells, rows, {
      variantSrcs: variants.map((variant) => variant.imageSrc),
      before: was?.images ?? [],
    }),
  }
}

interface Offers {
  readonly first: Row
  readonly rows: readonly Row[]
  readonly isWhole: boolean
  readonly was: ImportedProduct | null
}

const readOffers = (cells: Cells, { first, rows, isWhole, was }: Offers) => {
  const named = nameVariants(cells, rows, was)
  const optionsBefore = { options: was?.options ?? [], variantOf: (row: Row) => named.byRow.get(row) ?? null }
  const of = new OptionCells(cells, first, optionsBefore)
  const options = isWhole ? readOptions(of, rows) : null
  const variants = readVariants(of, options, { rows, named, before: was })
  // Rows without variant data leave the options as they are.
  const names = was && rows.length === 0 ? was.options : (options ?? [])
  return { options: names.map(({ name }, index) => ({ name, values: valuesAt(variants, index) })), variants }
}

interface Gaps {
  readonly first: Row
  readonly variantRows: readonly Row[]
  readonly was: ImportedProduct | null
}

const refuseGaps = (cells: Cells, { first, variantRows, was }: Gaps): void => {
  const isTitled = cells.has('Title')
  if (cells.text(first, 'Title') === '' && (isTitled || !was)) {
    const message = isTitled ? 'Write the product’s title in the first row of its handle.' : needsColumn('Title')
    cells.refuse(first, 'Title', { code: 'missing_value', message })
  }
  const isPriced = cells.has('Variant Price')
  if (isPriced ? variantRows.length === 0 : !was) {
    const message = isPriced ? priceAdvice(cells.currency) : needsColumn('Variant Price')
    cells.refuse(first, 'Variant Price', { code: 'missing_value', message })
  }
}

const readBody = (cells: Cells, row: Row): string => {
  const body = cells.text(row, 'Body (HTML)')
  const html = htmlFault(body) === null ? sanitizeDescription(body) : body
  const message = htmlFault(html)
  if (message === null) return html
  cells.refuse(row, 'Body (HTML)', { code: 'too_long', message })
  return ''
}

const readTags = (cells: Cells, row: Row): string[] => {
  const column = 'Tags'
  const cell = cells.text(row, column)
  if (cell.length > MAX_TAG_CELL) {
    cells.refuse(row, column, { code: 'too_long', message: `Use at most ${MAX_TAG_CELL} characters.` })
    return []
  }
  const texts = new Set(cell.split(',').map((text) => text.trim()))
  const tags = new Set([...texts].map((text) => cells.lineOf(text, { row, column, max: 100 })))
  tags.delete('')
  if (tags.size > MAX_TAGS) {
    cells.refuse(row, column, { code: 'too_long', message: `Give a product at most ${MAX_TAGS} tags.` })
  }
  return [...tags]
}

/**
 * Returns `active` only if the status is active and the product is published. `Published` alone can hide an existing
 * product, but cannot make a draft public: only `Status` can.
 */
const readStatus = (cells: Cells, row: Row, before: ProductBefore | null): ProductStatus => {
  const isPublished = cells.flag(row, 'Published', true)
  const was = before?.product.status ?? 'active'
  if (before && !cells.has('Status')) return was === 'active' && !isPublished ? 'draft' : was
  const text = cells.word(row, 'Status') || 'active'
  const status = productStatuses.find((known) => known === text)
  if (!status) cells.refuse(row, 'Status', { code: 'bad_value', message: 'Write active, draft or archived.' })
  const isHidden = cells.has('Published') ? !isPublished : before?.isHiddenByFile === true
  return status === 'active' && isHidden ? 'draft' : (status ?? 'draft')
}

const valuesAt = (variants: readonly VariantDraft[], index: number): string[] => [
  ...new Set(variants.flatMap(({ optionValues }) => optionValues?.[index] ?? [])),
]
