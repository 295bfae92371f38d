import { createHash } from 'node:crypto'
import type { ImportedProduct, ImportedVariant } from './shopify-catalogue.ts'
import type { Cells } from './shopify-cells.ts'
import type { ProductDraft } from './shopify-product.ts'
import type { VariantDraft } from './shopify-variants.ts'
import type { TextHashes } from './text-hashes.ts'

const MAX_SKU = 64
const HASH_LENGTH = 8

/** Adds a fault for each row whose SKU an earlier row of the file has. Adds the product's SKUs to `seen`. */
export const refuseRepeatedSkus = (cells: Cells, draft: ProductDraft, seen: TextHashes): void => {
  for (const { row, sku } of draft.variants) {
    if (row === null || sku === '' || seen.add(sku)) continue
    const message = `The SKU ${sku} stands in an earlier row: give each variant its own.`
    cells.refuse(row, 'Variant SKU', { code: 'duplicate_sku', message })
  }
}

/** SKUs that must not be derived: all that the file contains, and those derived so far. */
export interface TakenSkus {
  readonly written: Pick<TextHashes, 'has'>
  readonly derived: Pick<TextHashes, 'has' | 'add'>
}

/** Fills in the SKUs that the file leaves out. */
export const assignSkus = (
  draft: ProductDraft,
  skuOf: (optionValues: readonly string[]) => string
): ImportedProduct => ({
  ...draft,
  variants: draft.variants.map((variant) => finishVariant(variant, skuOf)),
})

const finishVariant = (
  { row: _, ...variant }: VariantDraft,
  skuOf: (optionValues: readonly string[]) => string
): ImportedVariant => {
  const optionValues = variant.optionValues ?? []
  return { ...variant, optionValues, sku: variant.sku || skuOf(optionValues) }
}

/** Derives the first SKU of a variant that is not taken, and marks it as taken. */
export const deriveSku = (slug: string, optionValues: readonly string[], { written, derived }: TakenSkus): string =>
  takeSku(slug, optionValues, {
    has: (sku) => written.has(sku) || derived.has(sku),
    add: (sku) => derived.add(sku),
  })

/** SKUs that are taken. */
export interface SkuSet {
  readonly has: (sku: string) => boolean
  readonly add: (sku: string) => unknown
}

/** Derives an SKU such as CLASSIC-VARSITY-TOP-SMALL that is not taken, and marks it as taken. */
export const takeSku = (slug: string, optionValues: readonly string[], taken: SkuSet): string => {
  for (const sku of derivedSkus(slug, optionValues)) {
    if (taken.has(sku)) continue
    taken.add(sku)
    return sku
  }
  throw new Error('There is always another SKU to derive.')
}

/** Yields derived SKUs one after the other, for when the ones before are taken. */
export function* derivedSkus(slug: string, optionValues: readonly string[]): Generator<string, void> {
  const plain = [slug, ...optionValues].map(toSkuPart).filter(Boolean).join('-')
  yield plain.length <= MAX_SKU ? plain : withHash(plain, [slug, ...optionValues])
  for (let round = 0; ; round += 1) yield withHash(plain, [slug, ...optionValues, round])
}

const toSkuPart = (text: string): string =>
  text
    .toUpperCase()
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')

const withHash = (plain: string, parts: readonly (string | number)[]): string => {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, HASH_LENGTH).toUpperCase()
  // The cut may split a character above U+FFFF or leave a hyphen at the end.
  const start = plain.slice(0, MAX_SKU - HASH_LENGTH - 1).replace(/[\ud800-\udbff]$/, '')
  return `${start.replace(/-$/, '')}-${hash}`
}
