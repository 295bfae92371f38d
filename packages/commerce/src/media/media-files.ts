import type { PictureFormat } from '@tradepost/contract'
import { pictureFormats } from '@tradepost/contract'
import type { Deps, MediaStore, Rendition } from '../deps.ts'

/** Names a rendition's file by the SHA-256 of the upload, so that a name always means the same bytes. */
const nameOf = (hash: string, width: number, format: PictureFormat): string =>
  `${hash.slice(0, 2)}/${hash}-${width}.${format}`

/** Stores a picture's renditions and returns the URL of the widest WebP. */
export const storeRenditions = async (
  { media }: Pick<Deps, 'media'>,
  { hash, renditions }: { hash: string; renditions: readonly Rendition[] }
): Promise<string> => {
  let src = ''
  for (const { width, format, bytes } of renditions.toSorted((a, b) => a.width - b.width)) {
    const stored = await media.put(nameOf(hash, width, format), bytes)
    if (format === 'webp') src = stored
  }
  return src
}

/** Removes a picture's renditions from the store. */
export const removeRenditions = async (
  { media }: Pick<Deps, 'media'>,
  { hash, widths }: { hash: string; widths: readonly number[] }
): Promise<void> => {
  for (const width of widths) for (const format of pictureFormats) await media.remove(nameOf(hash, width, format))
}

const tails = new WeakMap<MediaStore, Promise<unknown>>()

/**
 * Runs work that changes both the files and the rows of pictures, one call after another. Otherwise, deleting a picture
 * could remove its files just after an upload of the same picture has stored them.
 */
export const aloneAt = async <T>({ media }: Pick<Deps, 'media'>, work: () => Promise<T>): Promise<T> => {
  const turn = (tails.get(media) ?? Promise.resolve()).then(work)
  tails.set(
    media,
    turn.catch(() => undefined)
  )
  return turn
}
