import type { ByteReader } from './byte-reader.ts'
import { DamagedFile } from './byte-reader.ts'

const BOX_HEADER = 8
const FREE = new TextEncoder().encode('free')
const kept = new Set(['ftyp', 'meta', 'mdat', 'idat'])

/** Returns whether the first box of a file declares an AVIF image. */
export const isAvif = (file: ByteReader): boolean => {
  if (file.text(4, 4) !== 'ftyp') return false
  const brands = file.text(BOX_HEADER, Math.min(file.big32(0), 256) - BOX_HEADER)
  return /^(?:.{4})*?(?:avif|avis)/s.test(brands)
}

/** Reduces an AVIF to its still image. Other boxes, such as movies, become `free` boxes, which keeps offsets valid. */
export const stillOfAvif = (file: ByteReader): Uint8Array[] => {
  const bytes = Uint8Array.from(file.bytes)
  for (let at = 0; at < file.length;) {
    file.countPiece()
    const size = sizeOfBox(file, at)
    if (size < BOX_HEADER || at + size > file.length) throw new DamagedFile('an AVIF ends within a box')
    if (!kept.has(file.text(at + 4, 4))) bytes.set(FREE, at + 4)
    at += size
  }
  return [bytes]
}

/** Returns the size of a box. Size 0 extends to the end; size 1 marks a 64-bit size, which no accepted file needs. */
const sizeOfBox = (file: ByteReader, at: number): number => file.big32(at) || file.length - at
