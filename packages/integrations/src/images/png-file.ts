import { MAX_EXIF_BYTES, MAX_PROFILE_BYTES } from './metadata-limits.ts'
import type { ByteReader } from './byte-reader.ts'
import { DamagedFile } from './byte-reader.ts'

const SIGNATURE_LENGTH = 8
const CHUNK_OVERHEAD = 12

/** The chunks that affect how an image looks, with their maximum sizes in bytes. */
const needed: Record<string, number> = {
  IHDR: 13,
  PLTE: 768,
  tRNS: 256,
  gAMA: 4,
  cHRM: 32,
  sRGB: 1,
  cICP: 4,
  iCCP: MAX_PROFILE_BYTES,
  eXIf: MAX_EXIF_BYTES,
  IDAT: Infinity,
  IEND: 0,
}

/**
 * Reduces a PNG to the chunks that its still image needs. Removes text chunks unread: a thousand of them, each
 * compressed a thousandfold, would unpack to gigabytes in any reader of the header. Removes the frames of an animation
 * too.
 */
export const plainPng = (file: ByteReader): Uint8Array[] => {
  const parts = [file.bytes.subarray(0, SIGNATURE_LENGTH)]
  const seen = new Set<string>()
  for (let at = SIGNATURE_LENGTH; ;) {
    file.countPiece()
    const size = file.big32(at)
    const type = file.text(at + 4, 4)
    const end = at + CHUNK_OVERHEAD + size
    if (end > file.length) throw new DamagedFile('a PNG ends within a chunk')
    const isKept = size <= (needed[type] ?? -1) && (type === 'IDAT' || !seen.has(type))
    if (isKept) parts.push(file.bytes.subarray(at, end))
    if (type === 'IEND') return parts
    seen.add(type)
    at = end
  }
}
