import { createHash } from 'node:crypto'
import type { ImportedProduct, ImportedVariant } from './shopify-catalogue.ts'
import type { Cells } from './shopify-cells.ts'
import type { ProductDraft } from './shopify-product.ts'
import type { VariantDraft } from './shopify-variants.ts'

const MAX_SKU = 64
const HASH_LENGTH = 8

/** Adds a fault at each row that repeats the SKU of an earlier row of the file. */
export const refuseRepeatedSkus = (cells: Cells, drafts: readonly ProductDraft[]): void => {
  const seen = new Set<string>()
  const variants = drafts.flatMap((draft) => draft.variants).filter((variant) => variant.sku !== '')
  for (const { row, sku } of variants.toSorted((a, b) => a.row.line - b.row.line)) {
    if (seen.has(sku)) {
      const message = `The SKU ${sku} stands in an earlier row: give each variant its own.`
      cells.refuse(row, 'Variant SKU', { code: 'duplicate_sku', message })
    }
    seen.add(sku)
  }
}

/** Derives the SKUs that the file leaves out, unique within it. The drafts must be free of faults. */
export const assignSkus = (drafts: readonly ProductDraft[]): ImportedProduct[] => {
  const taken = new Set(drafts.flatMap((draft) => draft.variants.map((variant) => variant.sku)))
  return drafts.map((draft) => ({
    ...draft,
    variants: draft.variants.map((variant) => finishVariant(variant, draft.slug, taken)),
  }))
}

const finishVariant = ({ row: _, ...variant }: VariantDraft, slug: string, taken: Set<string>): ImportedVariant => {
  const optionValues = variant.optionValues ?? []
  return { ...variant, optionValues, sku: variant.sku || takeSku(slug, optionValues, taken) }
}

/** Derives an SKU such as CLASSIC-VARSITY-TOP-SMALL that is not yet taken, and takes it. */
const takeSku = (slug: string, optionValues: readonly string[], taken: Set<string>): string => {
  const plain = [slug, ...optionValues].map(toSkuPart).filter(Boolean).join('-')
  let sku = plain.length <= MAX_SKU ? plain : withHash(plain, [slug, ...optionValues])
  for (let round = 0; taken.has(sku); round += 1) sku = withHash(plain, [slug, ...optionValues, round])
  taken.add(sku)
  return sku
}

const toSkuPart = (text: string): string =>
  text
    .toUpperCase()
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')

const withHash = (plain: string, parts: readonly (string | number)[]): string => {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, HASH_LENGTH).toUpperCase()
  // The cut may halve a character beyond U+FFFF or leave a hyphen at the end.
  const start = plain.slice(0, MAX_SKU - HASH_LENGTH - 1).replace(/[\ud800-\udbff]$/, '')
  return `${start.replace(/-$/, '')}-${hash}`
}
