import { MAX_EXIF_BYTES, MAX_PROFILE_BYTES } from './metadata-limits.ts'
import type { ByteReader } from './byte-reader.ts'
import { DamagedFile } from './byte-reader.ts'

const HEADER_LENGTH = 12
const FRAME_HEADER_LENGTH = 16
const FRAME = 'ANMF'

/** The chunks that affect how an image looks, with maximum sizes in bytes. The first chunk of each type is kept. */
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
 * Reduces a WebP to its first frame. The time that a reader needs to count the frames grows with the square of their
 * number: 20 seconds for 8 MB.
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

/** Returns a chunk. Odd lengths are padded with a byte, which some programs omit at the end of a file. */
const chunkOf = (type: string, parts: readonly Uint8Array[]): Uint8Array[] => {
  const length = parts.reduce((sum, { byteLength }) => sum + byteLength, 0)
  const size = new Uint8Array(4)
  new DataView(size.buffer).setUint32(0, length, true)
  return [encode(type), size, ...parts, new Uint8Array(length % 2)]
}
