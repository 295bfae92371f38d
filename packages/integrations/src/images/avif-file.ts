import type { ByteReader } from './byte-reader.ts'
import { DamagedFile } from './byte-reader.ts'

const BOX_HEADER = 8
const FREE = new TextEncoder().encode('free')
const kept = new Set(['ftyp', 'meta', 'mdat', 'idat'])

/** Tells whether a file says of itself, in its first box, that it holds an AVIF picture. */
export const isAvif = (file: ByteReader): boolean => {
  if (file.text(4, 4) !== 'ftyp') return false
  const brands = file.text(BOX_HEADER, Math.min(file.big32(0), 256) - BOX_HEADER)
  return /^(?:.{4})*?(?:avif|avis)/s.test(brands)
}

/** Leaves of an AVIF its still picture: a film beside it is renamed to empty space, so that every offset stays right. */
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

/** A size of 0 reaches to the end; one of 1 is told in 64 bits, which no file that is taken needs. */
const sizeOfBox = (file: ByteReader, at: number): number => file.big32(at) || file.length - at
