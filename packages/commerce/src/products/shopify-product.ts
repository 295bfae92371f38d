import { htmlFault, type ProductStatus, productStatuses } from '@tradepost/contract'
import { sanitizeDescription } from './sanitize-description.ts'
import type { ImportedProduct } from './shopify-catalogue.ts'
import { type Cells, priceAdvice } from './shopify-cells.ts'
import { readImages } from './shopify-images.ts'
import { isVariantRow, readOptions } from './shopify-options.ts'
import type { ProductRows } from './shopify-groups.ts'
import type { Row } from './shopify-rows.ts'
import { readVariants, type VariantDraft } from './shopify-variants.ts'

const MAX_TAGS = 50
// Room for 50 tags of 100 characters, more than twice over.
const MAX_TAG_CELL = 16_384

/** A product whose SKUs may still have to be derived. */
export interface ProductDraft extends Omit<ImportedProduct, 'variants'> {
  readonly variants: readonly VariantDraft[]
}

/** Reads what the rows of one handle say; the first row speaks for the product. */
export const readProduct = (
  cells: Cells,
  { slug, first, rows, isWhole }: Omit<ProductRows, 'isFaulty' | 'isRepeated'>
): ProductDraft => {
  const variantRows = rows.filter((row) => isVariantRow(cells, row))
  if (isWhole) refuseGaps(cells, first, variantRows)
  const options = isWhole ? readOptions(cells, first, variantRows) : null
  const variants = readVariants(cells, variantRows, options)
  return {
    slug,
    title: cells.line(first, 'Title', 200),
    descriptionHtml: readBody(cells, first),
    vendor: cells.line(first, 'Vendor', 100),
    productType: cells.line(first, 'Type', 100),
    tags: readTags(cells, first),
    status: readStatus(cells, first),
    seoTitle: cells.line(first, 'SEO Title', 200) || null,
    seoDescription: cells.line(first, 'SEO Description', 500) || null,
    options: (options ?? []).map((option, index) => ({ name: option.name, values: valuesAt(variants, index) })),
    variants,
    images: readImages(
      cells,
      rows,
      variants.map((variant) => variant.imageSrc)
    ),
  }
}

const refuseGaps = (cells: Cells, first: Row, variantRows: readonly Row[]): void => {
  if (cells.text(first, 'Title') === '') {
    const message = 'Write the product’s title in the first row of its handle.'
    cells.refuse(first, 'Title', { code: 'missing_value', message })
  }
  if (variantRows.length === 0) {
    cells.refuse(first, 'Variant Price', { code: 'missing_value', message: priceAdvice(cells.currency) })
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

const readStatus = (cells: Cells, row: Row): ProductStatus => {
  const isPublished = cells.flag(row, 'Published', true)
  const text = cells.word(row, 'Status')
  if (text === '') return isPublished ? 'active' : 'draft'
  const status = productStatuses.find((known) => known === text)
  if (!status) cells.refuse(row, 'Status', { code: 'bad_value', message: 'Write active, draft or archived.' })
  return status ?? 'draft'
}

const valuesAt = (variants: readonly VariantDraft[], index: number): string[] => [
  ...new Set(variants.flatMap(({ optionValues }) => optionValues?.[index] ?? [])),
]
