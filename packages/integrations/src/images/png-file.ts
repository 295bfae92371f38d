import { MAX_EXIF_BYTES, MAX_PROFILE_BYTES } from './metadata-limits.ts'
import type { ByteReader } from './byte-reader.ts'
import { DamagedFile } from './byte-reader.ts'

const SIGNATURE_LENGTH = 8
const CHUNK_OVERHEAD = 12

/** The chunks that say how a picture looks, and how many bytes each may have. */
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
 * Leaves of a PNG what its one picture needs. Texts go unread: a thousand of them, each packed a thousandfold, would be
 * unpacked into gigabytes by whoever reads the header. The frames of an animation go as well.
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
