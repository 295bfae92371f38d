import type { Currency, IdOf } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { insertRows, schema } from '@tradepost/db'
import { eq, inArray, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import { receiveStock, setOnHand } from '../inventory/count-stock.ts'
import type { DraftVariant, ProductDraft, SaveContext } from './product-draft.ts'
import { differs, sameJson } from './row-differs.ts'

const { products, variantPrices, variants } = schema

interface VariantsWrite {
  readonly productId: IdOf<'product'>
  readonly draft: Pick<ProductDraft, 'variants'>
  readonly context: SaveContext
  readonly imageIds: readonly IdOf<'image'>[]
  readonly isNew: boolean
}

type VariantRow = typeof variants.$inferSelect

interface Wanted {
  readonly row: VariantRow
  readonly variant: DraftVariant
}

/** Writes a product's variants as in the draft. Returns whether anything differed. Throws `product.sku_taken`. */
export const writeVariants = async (tx: Tx, deps: Deps, write: VariantsWrite): Promise<boolean> => {
  const { productId, draft, context, isNew } = write
  const before = isNew ? [] : await tx.select().from(variants).where(eq(variants.productId, productId))
  const wanted = draft.variants.map((variant, position) => ({
    variant,
    row: toRow(deps, write, { variant, position }),
  }))
  await refuseTakenSkus(tx, productId, draft.variants)
  const changed = await replaceRows(tx, before, wanted)
  const stocked = await writeStock(tx, deps, { known: new Set(before.map(({ id }) => id)), wanted, context })
  const priced = await writePrices(tx, { wanted, isNew, currency: context.currency })
  return changed || stocked || priced
}

const toRow = (
  deps: Deps,
  { productId, context, imageIds }: VariantsWrite,
  { variant, position }: { variant: DraftVariant; position: number }
): VariantRow => ({
  id: variant.id ?? newId(deps, 'variant'),
  productId,
  position,
  sku: variant.sku,
  title: variant.optionValues.join(' / ') || 'Default',
  optionValues: [...variant.optionValues],
  priceAmount: variant.priceAmount,
  compareAtAmount: variant.compareAtAmount,
  currency: context.currency,
  barcode: variant.barcode,
  weightGrams: variant.weightGrams,
  requiresShipping: variant.requiresShipping,
  taxable: variant.taxable,
  tracked: variant.tracked,
  backorder: variant.backorder,
  imageId: variant.imageIndex === null ? null : (imageIds[variant.imageIndex] ?? null),
})

const refuseTakenSkus = async (tx: Tx, productId: IdOf<'product'>, wanted: readonly DraftVariant[]): Promise<void> => {
  const skus = JSON.stringify(wanted.map(({ sku }) => sku))
  const [taken] = await tx.values<[sku: string, slug: string]>(sql`
    select variant.sku, product.slug
    from json_each(${skus}) as wanted cross join ${variants} as variant on variant.sku = wanted.value
      cross join ${products} as product on product.id = variant.product_id
    where variant.product_id <> ${productId} limit 1`)
  if (taken) throw fail('product.sku_taken', { sku: taken[0], slug: taken[1] })
}

const replaceRows = async (tx: Tx, before: readonly VariantRow[], wanted: readonly Wanted[]): Promise<boolean> => {
  const rowById = new Map(wanted.map(({ row }) => [row.id, row]))
  const gone = before.filter(({ id }) => !rowById.has(id)).map(({ id }) => id)
  const beforeById = new Map(before.map((row) => [row.id, row]))
  const fresh = wanted.filter(({ row }) => !beforeById.has(row.id)).map(({ row }) => row)
  const altered = before.filter((row) => differs(row, rowById.get(row.id) ?? {}))
  if (gone.length > 0) await tx.delete(variants).where(inArray(variants.id, gone))
  if (altered.length > 0) await parkUniques(tx, altered, rowById)
  for (const { id } of altered) {
    const row = rowById.get(id)
    if (row) await tx.update(variants).set(row).where(eq(variants.id, id))
  }
  await insertRows(tx, variants, fresh)
  return gone.length + altered.length + fresh.length > 0
}

/** Frees the SKUs and option values that move between rows, so that no two rows ever have the same. */
const parkUniques = async (
  tx: Tx,
  altered: readonly VariantRow[],
  rowById: ReadonlyMap<string, VariantRow>
): Promise<void> => {
  const moving = altered.filter((row) => {
    const next = rowById.get(row.id)
    return next && (next.sku !== row.sku || !sameJson(next.optionValues, row.optionValues))
  })
  if (moving.length === 0) return
  const ids = moving.map(({ id }) => id)
  await tx
    .update(variants)
    .set({ sku: sql`${variants.id}`, optionValues: sql`json_array(${variants.id})` })
    .where(inArray(variants.id, ids))
}

interface StockWrite {
  readonly known: ReadonlySet<string>
  readonly wanted: readonly Wanted[]
  readonly context: SaveContext
}

const writeStock = async (tx: Tx, deps: Deps, { known, wanted, context }: StockWrite): Promise<boolean> => {
  const stocked = wanted.flatMap(({ row, variant: { onHand, tracked } }) =>
    tracked ? [{ variantId: row.id, onHand: onHand ?? 0, isGiven: onHand !== null, backorder: row.backorder }] : []
  )
  const fresh = stocked.filter(({ variantId }) => !known.has(variantId))
  await receiveStock(tx, deps, { levels: fresh, reason: context.reason, actor: context.actor })
  let changed = false
  for (const { isGiven, ...level } of stocked) {
    if (!known.has(level.variantId)) continue
    const at = { ...level, onHand: isGiven ? level.onHand : null, reason: context.reason, actor: context.actor }
    changed = (await setOnHand(tx, deps, at)) || changed
  }
  return changed
}

interface PricesWrite {
  readonly wanted: readonly Wanted[]
  readonly isNew: boolean
  readonly currency: Currency
}

const writePrices = async (tx: Tx, { wanted, isNew }: PricesWrite): Promise<boolean> => {
  const given = wanted.filter(({ variant }) => variant.furtherPrices !== null)
  const rows = given
    .flatMap(({ row, variant }) => (variant.furtherPrices ?? []).map((price) => ({ variantId: row.id, ...price })))
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  if (given.length === 0 || (isNew && rows.length === 0)) return false
  const ids = given.map(({ row }) => row.id)
  const before = await tx
    .select()
    .from(variantPrices)
    .where(inArray(variantPrices.variantId, ids))
    .orderBy(variantPrices.variantId, variantPrices.currency)
  if (before.length === rows.length && before.every((row, index) => !differs(row, rows[index] ?? {}))) return false
  await tx.delete(variantPrices).where(inArray(variantPrices.variantId, ids))
  await insertRows(tx, variantPrices, rows)
  return true
}

const keyOf = ({ variantId, currency }: { variantId: string; currency: string }): string => `${variantId} ${currency}`
