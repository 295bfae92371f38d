import type { ByteReader } from './byte-reader.ts'
import { DamagedFile } from './byte-reader.ts'

const MARKER = 0xff
const START_OF_SCAN = 0xda
const END_OF_IMAGE = 0xd9
const COMMENT = 0xfe
const PROFILE = 0xe2
const isApplication = (marker: number): boolean => marker >= 0xe0 && marker <= 0xef

/** The application segments that affect how an image looks, by marker, with the text they start with. */
const needed: Record<number, string> = {
  0xe0: 'JFIF\0',
  0xe1: 'Exif\0\0',
  [PROFILE]: 'ICC_PROFILE\0',
  0xee: 'Adobe',
}

/**
 * Reduces a JPEG to its image, colors and orientation. Removes comments, previews and additional images anywhere in the
 * file, and everything after the end of the image.
 */
export const plainJpeg = (file: ByteReader): Uint8Array[] => {
  const parts = [file.bytes.subarray(0, 2)]
  const seen = new Set<number>()
  for (let at = 2; at < file.length;) {
    file.countPiece()
    if (file.byte(at) !== MARKER) throw new DamagedFile('a JPEG has no marker where one must be')
    const marker = file.byte(at + 1)
    const end = endOfPiece(file, at)
    if (end > file.length) throw new DamagedFile('a JPEG ends within a segment')
    if (isKept(file, at, seen)) parts.push(file.bytes.subarray(at, end))
    if (marker === END_OF_IMAGE) return parts
    at = end
  }
  throw new DamagedFile('a JPEG ends within its picture')
}

/** Returns the end of a segment, including the scan data that may follow it. */
const endOfPiece = (file: ByteReader, at: number): number => {
  const marker = file.byte(at + 1)
  // Markers may be padded with further 0xff bytes.
  if (marker === MARKER) return at + 1
  if (marker === END_OF_IMAGE) return at + 2
  const end = at + 2 + file.big16(at + 2)
  return marker === START_OF_SCAN ? endOfScan(file.bytes, end) : end
}

/** Returns the end of a scan: the next marker. Within a scan, 0x00 or a restart marker follows 0xff. */
const endOfScan = (bytes: Uint8Array, start: number): number => {
  for (let at = start; at < bytes.length - 1; at++) {
    if (bytes[at] !== MARKER) continue
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== MARKER && (next < 0xd0 || next > 0xd7)) return at
  }
  return bytes.length
}

/** Returns whether to keep a segment. A color profile may span 255 segments; the other segments are kept once. */
const isKept = (file: ByteReader, at: number, seen: Set<number>): boolean => {
  const marker = file.byte(at + 1)
  if (marker === COMMENT || marker === MARKER) return false
  if (!isApplication(marker)) return true
  const start = needed[marker]
  if (start === undefined || file.text(at + 4, start.length) !== start) return false
  const isFirst = !seen.has(marker)
  seen.add(marker)
  return isFirst || marker === PROFILE
}
