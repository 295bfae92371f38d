import type { IdOf, Media, UpdateMediaInput } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import type { Actor } from '../audit/record-audit.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { writeMediaRemoval } from './remove-media-files.ts'
import { countUses, rowToMedia } from './list-media.ts'

const { media } = schema

type Row = typeof media.$inferSelect

/** Changes a picture's alternative text. Throws `media.not_found`. */
export const updateMedia = (
  deps: Deps,
  { input: { id, alt }, actor }: { input: UpdateMediaInput; actor: Actor }
): Promise<Media> =>
  deps.db.write(async (tx) => {
    const { row, uses } = await findMedia(tx, id)
    if (row.alt !== alt) {
      await tx.update(media).set({ alt }).where(eq(media.id, id))
      await recordAudit(tx, deps, { actor, change: { target: id, before: { alt: row.alt }, after: { alt } } })
    }
    return rowToMedia({ ...row, alt }, uses)
  })

/** Deletes an unused picture, and then its files. Throws `media.not_found` and `media.in_use`. */
export const deleteMedia = (deps: Deps, { id, actor }: { id: IdOf<'media'>; actor: Actor }): Promise<null> =>
  deps.db.write(async (tx) => {
    const { row, uses } = await findMedia(tx, id)
    if (uses > 0) throw fail('media.in_use', { uses })
    const { hash, widths, fileName, alt } = row
    await tx.delete(media).where(eq(media.id, id))
    await writeMediaRemoval(tx, deps, { id, hash, widths })
    await recordAudit(tx, deps, { actor, change: { target: id, before: { hash, fileName, alt }, after: null } })
    return null
  })

const findMedia = async (tx: Tx, id: IdOf<'media'>): Promise<{ row: Row; uses: number }> => {
  const [row] = await tx.select().from(media).where(eq(media.id, id))
  if (!row) throw fail('media.not_found')
  return { row, uses: (await countUses(tx, [id])).get(id) ?? 0 }
}
