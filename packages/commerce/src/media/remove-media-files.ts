import type { IdOf } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import { aloneAt, removeRenditions } from './media-files.ts'

/**
 * The topic of the event that a picture was deleted. Delivering it removes the files, and is retried if the store
 * fails.
 */
export const MEDIA_DELETED = 'media.deleted'

/** Identifies the files of a deleted picture. */
export interface MediaRemoval {
  readonly hash: string
  readonly widths: readonly number[]
}

/** Writes the event that removes a picture's files, in the transaction that deletes the picture. */
export const writeMediaRemoval = async (
  tx: Tx,
  deps: Deps,
  { id, hash, widths }: MediaRemoval & { id: IdOf<'media'> }
): Promise<void> => {
  const payload = { hash, widths }
  const event = { id: newId(deps, 'event'), topic: MEDIA_DELETED, subjectId: id, payload, createdAt: deps.now() }
  await tx.insert(schema.outbox).values(event)
}

/** Removes the files of a deleted picture, unless the same picture was uploaded again in the meantime. */
export const removeMediaFiles = (deps: Deps, removal: MediaRemoval): Promise<void> =>
  aloneAt(deps, async () => {
    const isBack = (await deps.db.read.$count(schema.media, eq(schema.media.hash, removal.hash))) > 0
    if (!isBack) await removeRenditions(deps, removal)
  })
