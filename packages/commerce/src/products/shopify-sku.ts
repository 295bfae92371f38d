import { createHash } from 'node:crypto'
import type { ImportedProduct, ImportedVariant } from './shopify-catalogue.ts'
import type { Cells } from './shopify-cells.ts'
import type { ProductDraft } from './shopify-product.ts'
import type { VariantDraft } from './shopify-variants.ts'
import type { TextHashes } from './text-hashes.ts'

const MAX_SKU = 64
const HASH_LENGTH = 8

/** Adds a fault at each row of a product that repeats an SKU of an earlier row of the file; `seen` takes them up. */
export const refuseRepeatedSkus = (cells: Cells, draft: ProductDraft, seen: TextHashes): void => {
  for (const { row, sku } of draft.variants) {
    if (row === null || sku === '' || seen.add(sku)) continue
    const message = `The SKU ${sku} stands in an earlier row: give each variant its own.`
    cells.refuse(row, 'Variant SKU', { code: 'duplicate_sku', message })
  }
}

/** The SKUs of a file that nothing may be called by: those it writes anywhere, and those derived so far. */
export interface TakenSkus {
  readonly written: Pick<TextHashes, 'has'>
  readonly derived: Pick<TextHashes, 'has' | 'add'>
}

/** Gives the variants the SKUs that the file leaves out. */
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

/** Derives the SKU of one variant, the first that is not taken, and takes it. */
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

/** Derives an SKU such as CLASSIC-VARSITY-TOP-SMALL that is not yet taken, and takes it. */
export const takeSku = (slug: string, optionValues: readonly string[], taken: SkuSet): string => {
  for (const sku of derivedSkus(slug, optionValues)) {
    if (taken.has(sku)) continue
    taken.add(sku)
    return sku
  }
  throw new Error('There is always another SKU to derive.')
}

/** Derives SKUs, one after the other for where those before are taken. */
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
  // The cut may halve a character beyond U+FFFF or leave a hyphen at the end.
  const start = plain.slice(0, MAX_SKU - HASH_LENGTH - 1).replace(/[\ud800-\udbff]$/, '')
  return `${start.replace(/-$/, '')}-${hash}`
}
