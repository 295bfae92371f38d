import type { IdOf } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { insertRows, schema } from '@tradepost/db'
import { asc, eq, inArray, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import type { DraftImage } from './product-draft.ts'
import { differs } from './row-differs.ts'

const { productImages } = schema

// Above every real position, so that rows can swap positions despite the unique index.
const PARKED = 100_000

interface ImagesWrite {
  readonly productId: IdOf<'product'>
  readonly images: readonly DraftImage[]
  readonly isNew: boolean
}

type ImageRow = typeof productImages.$inferSelect

/** Writes a product's pictures as in the draft. Returns their IDs in that order, and whether anything differed. */
export const writeImages = async (tx: Tx, deps: Deps, { productId, images, isNew }: ImagesWrite) => {
  const before = isNew
    ? []
    : await tx
        .select()
        .from(productImages)
        .where(eq(productImages.productId, productId))
        .orderBy(asc(productImages.position))
  const wanted = images.map(({ id, mediaId, src, alt }, position) => ({
    id: id ?? newId(deps, 'image'),
    productId,
    position,
    src,
    alt,
    mediaId,
  }))
  const ids = wanted.map(({ id }) => id)
  if (before.length === wanted.length && before.every((row, index) => !differs(row, wanted[index] ?? {}))) {
    return { ids, changed: false }
  }
  await replaceRows(tx, before, wanted)
  return { ids, changed: true }
}

const replaceRows = async (tx: Tx, before: readonly ImageRow[], wanted: readonly ImageRow[]): Promise<void> => {
  const kept = new Set(wanted.map(({ id }) => id))
  const gone = before.filter(({ id }) => !kept.has(id)).map(({ id }) => id)
  const stay = before.filter(({ id }) => kept.has(id)).map(({ id }) => id)
  if (gone.length > 0) await tx.delete(productImages).where(inArray(productImages.id, gone))
  if (stay.length > 0) {
    const position = sql`${productImages.position} + ${PARKED}`
    await tx.update(productImages).set({ position }).where(inArray(productImages.id, stay))
  }
  if (before.length === 0) return insertRows(tx, productImages, wanted)
  if (wanted.length === 0) return
  await tx
    .insert(productImages)
    .values([...wanted])
    .onConflictDoUpdate({
      target: productImages.id,
      set: { position: sql`excluded.position`, alt: sql`excluded.alt` },
    })
}
