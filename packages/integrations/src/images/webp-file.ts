import { MAX_EXIF_BYTES, MAX_PROFILE_BYTES } from './metadata-limits.ts'
import type { ByteReader } from './byte-reader.ts'
import { DamagedFile } from './byte-reader.ts'

const HEADER_LENGTH = 12
const FRAME_HEADER_LENGTH = 16
const FRAME = 'ANMF'

/** The chunks that say how a picture looks, and how many bytes each may have; the first of a kind is taken. */
const needed: Record<string, number> = {
  VP8X: 10,
  ICCP: MAX_PROFILE_BYTES,
  ANIM: 6,
  [FRAME]: Infinity,
  ALPH: Infinity,
  'VP8 ': Infinity,
  VP8L: Infinity,
  EXIF: MAX_EXIF_BYTES,
}

/**
 * Leaves of a WebP its first frame: a reader that counts the others takes a time that grows with the square of their
 * number, 20 seconds for 8 MB.
 */
export const firstFrameOfWebp = (file: ByteReader): Uint8Array[] =>
  chunkOf('RIFF', [encode('WEBP'), ...neededChunks(file, HEADER_LENGTH, file.length)])

const neededChunks = (file: ByteReader, start: number, end: number): Uint8Array[] => {
  const chunks = new Map<string, Uint8Array[]>()
  for (let at = start; at + 8 <= end;) {
    file.countPiece()
    const type = file.text(at, 4)
    const size = file.little32(at + 4)
    const data = at + 8
    if (data + size > end) throw new DamagedFile('a WebP ends within a chunk')
    if (size <= (needed[type] ?? -1) && !chunks.has(type)) chunks.set(type, copyChunk(file, type, [data, data + size]))
    at = data + size + (size % 2)
  }
  return [...chunks.values()].flat()
}

const copyChunk = (file: ByteReader, type: string, [start, end]: [number, number]): Uint8Array[] => {
  const inFrame = start + FRAME_HEADER_LENGTH
  const parts =
    type === FRAME
      ? [file.bytes.subarray(start, inFrame), ...neededChunks(file, inFrame, end)]
      : [file.bytes.subarray(start, end)]
  return chunkOf(type, parts)
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Writes a chunk; what is of odd length is followed by a byte, which some programs leave out at a file's end. */
const chunkOf = (type: string, parts: readonly Uint8Array[]): Uint8Array[] => {
  const length = parts.reduce((sum, { byteLength }) => sum + byteLength, 0)
  const size = new Uint8Array(4)
  new DataView(size.buffer).setUint32(0, length, true)
  return [encode(type), size, ...parts, new Uint8Array(length % 2)]
}
