import type { MediaType } from '@tradepost/contract'
import { isAvif, stillOfAvif } from './avif-file.ts'
import { ByteReader } from './byte-reader.ts'
import { firstFrameOfGif } from './gif-file.ts'
import { plainJpeg } from './jpeg-file.ts'
import { plainPng } from './png-file.ts'
import { firstFrameOfWebp } from './webp-file.ts'

/** An image file of an accepted type, reduced to one still image. */
export interface StillFile {
  readonly type: MediaType
  readonly bytes: Uint8Array
}

/**
 * Detects an image's type from its bytes, never from its name, and reduces the file to its first frame, so that nothing
 * is decoded that is not shown. Returns null for any other file. Throws if the file is damaged.
 */
export const stillFileOf = (bytes: Uint8Array): StillFile | null => {
  const file = new ByteReader(bytes)
  const type = typeOf(file)
  return type && { type, bytes: Buffer.concat(cuts[type](file)) }
}

const cuts: Record<MediaType, (file: ByteReader) => Uint8Array[]> = {
  'image/jpeg': plainJpeg,
  'image/png': plainPng,
  'image/webp': firstFrameOfWebp,
  'image/gif': firstFrameOfGif,
  'image/avif': stillOfAvif,
}

const MIN_LENGTH = 16

const typeOf = (file: ByteReader): MediaType | null => {
  if (file.length < MIN_LENGTH) return null
  if (file.text(0, 3) === '\u00ff\u00d8\u00ff') return 'image/jpeg'
  if (file.text(0, 8) === '\u0089PNG\r\n\u001a\n') return 'image/png'
  if (/^GIF8[79]a$/.test(file.text(0, 6))) return 'image/gif'
  if (/^RIFF.{4}WEBP$/s.test(file.text(0, 12))) return 'image/webp'
  return isAvif(file) ? 'image/avif' : null
}
