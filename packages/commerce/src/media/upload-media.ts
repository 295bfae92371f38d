import { createHash } from 'node:crypto'
import type { Media } from '@tradepost/contract'
import { fail, MAX_MEDIA_BYTES } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import type { Actor } from '../audit/record-audit.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps, ProcessedImage } from '../deps.ts'
import { newId } from '../deps.ts'
import { plainFileName } from './file-name.ts'
import { countUses, rowToMedia } from './list-media.ts'
import { aloneAt, storeRenditions } from './media-files.ts'

const { media } = schema

/** A file that staff uploads. `alt` is its alternative text; empty if it needs none. */
export interface MediaUpload {
  readonly bytes: Uint8Array
  readonly fileName: string
  readonly alt: string
  readonly actor: Actor
}

/**
 * Stores a picture in all its renditions. If the same file is already stored, returns that picture with its `alt`
 * unchanged. Throws `media.too_large`, `media.unsupported`, `media.too_many_pixels` and `busy`.
 */
export const uploadMedia = async (deps: Deps, upload: MediaUpload): Promise<Media> => {
  const { bytes } = upload
  if (bytes.byteLength > MAX_MEDIA_BYTES) throw fail('media.too_large', { limitBytes: MAX_MEDIA_BYTES })
  const hash = createHash('sha256').update(bytes).digest('hex')
  const kept = await findByHash(deps.db.read, hash)
  if (kept) return kept
  const image = await deps.images.process(bytes)
  return aloneAt(deps, async () => (await findByHash(deps.db.read, hash)) ?? keep(deps, upload, { hash, image }))
}

const findByHash = async (read: Pick<Reads, 'select'>, hash: string): Promise<Media | null> => {
  const [row] = await read.select().from(media).where(eq(media.hash, hash))
  return row ? rowToMedia(row, (await countUses(read, [row.id])).get(row.id) ?? 0) : null
}

interface NewMedia {
  readonly hash: string
  readonly image: ProcessedImage
}

const keep = async (deps: Deps, upload: MediaUpload, { hash, image }: NewMedia): Promise<Media> => {
  const { width, height, renditions } = image
  // Files come first, so that no row is ever without its files. A retry overwrites files without a row.
  const src = await storeRenditions(deps, { hash, renditions })
  const widths = [...new Set(renditions.map((rendition) => rendition.width))].toSorted((a, b) => a - b)
  const { alt, bytes, actor } = upload
  const fileName = plainFileName(upload.fileName)
  return deps.db.write(async (tx) => {
    const added = { hash, src, width, height, widths, alt, fileName, byteSize: bytes.byteLength }
    const [row] = await tx
      .insert(media)
      .values({ id: newId(deps, 'media'), createdAt: deps.now(), ...added })
      .onConflictDoNothing({ target: media.hash })
      .returning()
    if (!row) return await kept(tx, hash)
    const after = { hash, type: image.type, fileName, alt, byteSize: added.byteSize }
    await recordAudit(tx, deps, { actor, change: { target: row.id, before: null, after } })
    return rowToMedia(row, 0)
  })
}

/** Returns the picture that another server stored from the same file in the meantime. */
const kept = async (tx: Pick<Reads, 'select'>, hash: string): Promise<Media> => {
  const found = await findByHash(tx, hash)
  if (!found) throw new Error('The database did not keep a new picture.')
  return found
}
