import { deflateSync } from 'node:zlib'
import {
  animatedWebp,
  avifThatSays,
  blackPixels,
  gifOf,
  jpegThatSays,
  photoOf,
  pngChunk,
  pngOf,
} from './picture-files.ts'

/** A file that costs much more to read than to send. `code` is the expected error, or null if reading it is cheap. */
export interface PictureBomb {
  readonly name: string
  readonly code: 'media.unsupported' | 'media.too_many_pixels' | null
  readonly make: () => Uint8Array | Promise<Uint8Array>
}

const MEGABYTE = 1024 * 1024
const tooMany = 'media.too_many_pixels'
const unsupported = 'media.unsupported'

const packed = (type: string, name: string, bytes: number): Uint8Array =>
  pngChunk(type, Buffer.concat([Buffer.from(`${name}\0\0`), deflateSync(Buffer.alloc(bytes, 'A'), { level: 9 })]))

const manyOf = (count: number, piece: Uint8Array): Uint8Array[] => Array<Uint8Array>(count).fill(piece)

const tiny = { pixels: blackPixels(10, 10) }

const jpegWith = async (count: number, segment: readonly number[]): Promise<Uint8Array> => {
  const bytes = await photoOf(16, 16).jpeg().toBuffer()
  const junk = manyOf(count, Uint8Array.from(segment))
  return Buffer.concat([bytes.subarray(0, 2), ...junk, bytes.subarray(2)])
}

const moreScans = async (count: number): Promise<Uint8Array> => {
  const bytes = await photoOf(2000, 2000).jpeg({ progressive: true }).toBuffer()
  const last = bytes.subarray(bytes.lastIndexOf(Uint8Array.of(0xff, 0xda)), -2)
  return Buffer.concat([bytes.subarray(0, -2), ...manyOf(count, last), bytes.subarray(-2)])
}

/** All known image bombs, generated on demand. */
export const pictureBombs: readonly PictureBomb[] = [
  { name: 'a PNG of 50,000 by 50,000 pixels', code: tooMany, make: () => pngOf(50_000, 50_000) },
  { name: 'a PNG of 2³¹ − 1 pixels a side', code: unsupported, make: () => pngOf(2 ** 31 - 1, 2 ** 31 - 1) },
  {
    name: 'a PNG of 100 pixels with 256 megabytes of them',
    code: null,
    make: () => pngOf(10, 10, { pixels: Buffer.alloc(256 * MEGABYTE) }),
  },
  {
    name: 'a PNG with a colour profile that unpacks to 256 megabytes',
    code: null,
    make: () => pngOf(10, 10, { ...tiny, extra: [packed('iCCP', 'x', 256 * MEGABYTE)] }),
  },
  {
    name: 'a PNG with a thousand texts that unpack to seven gigabytes',
    code: null,
    make: () => pngOf(10, 10, { ...tiny, extra: manyOf(1000, packed('zTXt', 'x', 7 * MEGABYTE)) }),
  },
  {
    name: 'a PNG in a million empty pieces',
    code: unsupported,
    make: () => pngOf(10, 10, { ...tiny, extra: manyOf(1_000_000, pngChunk('IDAT')) }),
  },
  { name: 'a GIF of 100,000 frames', code: null, make: () => gifOf(100_000) },
  { name: 'a GIF with a frame larger than its screen', code: tooMany, make: () => gifOf(1, { frame: 65_535 }) },
  { name: 'a GIF with a screen larger than its frame', code: null, make: () => gifOf(1, { screen: 65_535 }) },
  {
    name: 'a GIF with 100,000 empty notes',
    code: unsupported,
    make: () => gifOf(1, { extension: Array.from({ length: 100_000 }, () => [0x21, 0xfe, 0]).flat() }),
  },
  { name: 'a WebP of 100,000 frames', code: unsupported, make: () => animatedWebp(100_000) },
  { name: 'a WebP of 5,000 frames', code: null, make: () => animatedWebp(5000) },
  { name: 'a JPEG of 65,500 pixels a side', code: tooMany, make: () => jpegThatSays(16, 65_500) },
  {
    name: 'a JPEG that lacks nearly all of its 49 million pixels',
    code: unsupported,
    make: () => jpegThatSays(16, 7000),
  },
  {
    name: 'a JPEG with a million comments',
    code: unsupported,
    make: () => jpegWith(1_000_000, [0xff, 0xfe, 0, 4, 65, 65]),
  },
  { name: 'a JPEG with 300 scans more than it needs', code: unsupported, make: () => moreScans(300) },
  { name: 'an AVIF of 50,000 pixels a side', code: tooMany, make: () => avifThatSays(200, 50_000) },
  { name: 'an AVIF that says it is small and is not', code: unsupported, make: () => avifThatSays(2000, 10) },
  { name: 'an AVIF that says it is large and is not', code: unsupported, make: () => avifThatSays(200, 7000) },
]
