import type { ByteReader } from './byte-reader.ts'
import { DamagedFile } from './byte-reader.ts'

const HEADER_LENGTH = 13
const EXTENSION = 0x21
const GRAPHIC_CONTROL = 0xf9
const IMAGE = 0x2c
const TRAILER = new Uint8Array([0x3b])

/** Reduces a GIF to its first frame. Readers visit all frames, and there may be one every twenty bytes. */
export const firstFrameOfGif = (file: ByteReader): Uint8Array[] => {
  let at = HEADER_LENGTH + colourTableLength(file.byte(10))
  const parts = [file.bytes.subarray(0, at)]
  let control: Uint8Array | null = null
  while (file.byte(at) === EXTENSION) {
    file.countPiece()
    const end = skipSubBlocks(file, at + 2)
    if (file.byte(at + 1) === GRAPHIC_CONTROL) control = file.bytes.subarray(at, end)
    at = end
  }
  if (file.byte(at) !== IMAGE) throw new DamagedFile('a GIF has no picture')
  const data = at + 10 + colourTableLength(file.byte(at + 9)) + 1
  parts.push(...(control ? [control] : []), file.bytes.subarray(at, skipSubBlocks(file, data)), TRAILER)
  return parts
}

const colourTableLength = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)

const skipSubBlocks = (file: ByteReader, start: number): number => {
  let at = start
  for (;;) {
    const size = file.byte(at)
    at += size + 1
    if (size === 0) return at
  }
}
