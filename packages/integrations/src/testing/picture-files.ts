import { crc32, deflateSync } from 'node:zlib'
import type { Sharp } from 'sharp'
import sharp from 'sharp'

/** Text in the metadata of test photos. No rendition may contain it. */
export const OWNER_CANARY = 'canary-of-the-owner'

/** Draws a photo of four colored quarters, red at the upper left, with its owner and its location as metadata. */
export const photoOf = (width: number, height: number): Sharp => {
  const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2), channels: 3 as const }
  const quarter = (background: string, left: number, top: number) => ({
    input: { create: { ...half, background } },
    left: left * (width - half.width),
    top: top * (height - half.height),
  })
  return sharp({ create: { width, height, channels: 3, background: 'black' } })
    .composite([quarter('#f00', 0, 0), quarter('#0f0', 1, 0), quarter('#00f', 0, 1), quarter('#ff0', 1, 1)])
    .withExif({
      IFD0: { Copyright: OWNER_CANARY, Make: OWNER_CANARY },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '53/1 20/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '6/1 15/1 0/1' },
    })
}

/** Returns a PNG chunk. */
export const pngChunk = (type: string, data: Uint8Array = new Uint8Array()): Uint8Array => {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data])
  return Buffer.concat([big32(data.byteLength), typed, big32(crc32(typed))])
}

const big32 = (value: number): Uint8Array => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** Returns a PNG with a declared size that need not match its pixels (none by default), and with extra chunks. */
export const pngOf = (
  width: number,
  height: number,
  { pixels = Buffer.alloc(0), extra = [] }: { pixels?: Uint8Array; extra?: readonly Uint8Array[] } = {}
): Uint8Array => {
  const header = Buffer.concat([big32(width), big32(height), Uint8Array.of(8, 2, 0, 0, 0)])
  const signature = Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1')
  const data = pngChunk('IDAT', deflateSync(pixels))
  return Buffer.concat([signature, pngChunk('IHDR', header), ...extra, data, pngChunk('IEND')])
}

/** Returns the raw pixels of a black PNG, with a filter byte before each row. */
export const blackPixels = (width: number, height: number): Uint8Array => Buffer.alloc(height * (1 + width * 3))

const little16 = (value: number): number[] => [value & 0xff, value >> 8]

/** Returns a GIF of one-pixel frames. Its screen and its frames may declare other sizes. */
export const gifOf = (
  frames: number,
  { screen = 1, frame = 1, extension = [] }: { screen?: number; frame?: number; extension?: readonly number[] } = {}
): Uint8Array => {
  const size = (side: number) => [...little16(side), ...little16(side)]
  const head = [...Buffer.from('GIF89a'), ...size(screen), 0x80, 0, 0, 255, 0, 0, 0, 0, 255]
  const control = [0x21, 0xf9, 4, 0, 1, 0, 0, 0]
  const picture = [...control, 0x2c, 0, 0, 0, 0, ...size(frame), 0, 2, 2, 0x44, 1, 0]
  const one = Uint8Array.from(picture)
  return Buffer.concat([
    Uint8Array.from([...head, ...extension]),
    ...Array<Uint8Array>(frames).fill(one),
    Buffer.from(';'),
  ])
}

/** Returns a WebP chunk. */
export const webpChunk = (type: string, data: Uint8Array): Uint8Array => {
  const size = Buffer.alloc(4)
  size.writeUInt32LE(data.byteLength)
  return Buffer.concat([Buffer.from(type), size, data, Buffer.alloc(data.byteLength % 2)])
}

/** Returns an animated WebP that repeats one frame of 16 by 16 pixels. */
export const animatedWebp = async (frames: number): Promise<Uint8Array> => {
  const still = await photoOf(16, 16).webp().toBuffer()
  const side = [15, 0, 0]
  const frameHeader = Uint8Array.from([0, 0, 0, 0, 0, 0, ...side, ...side, 10, 0, 0, 0])
  const picture = still.subarray(still.indexOf('VP8 '))
  const length = 8 + picture.readUInt32LE(4)
  const frame = webpChunk('ANMF', Buffer.concat([frameHeader, picture.subarray(0, length + (length % 2))]))
  const canvas = webpChunk('VP8X', Uint8Array.from([2, 0, 0, 0, ...side, ...side]))
  const parts = [canvas, webpChunk('ANIM', new Uint8Array(6)), ...Array<Uint8Array>(frames).fill(frame)]
  return webpChunk('RIFF', Buffer.concat([Buffer.from('WEBP'), ...parts]))
}

/** Returns an AVIF of `side` pixels whose `ispe` box declares `said` pixels as width and height. */
export const avifThatSays = async (side: number, said: number): Promise<Uint8Array> => {
  const bytes = await photoOf(side, side).avif({ effort: 0 }).toBuffer()
  const at = bytes.indexOf('ispe') + 8
  bytes.writeUInt32BE(said, at)
  bytes.writeUInt32BE(said, at + 4)
  return bytes
}

/** Returns a JPEG of `side` pixels whose frame header declares `said` pixels as width and height. */
export const jpegThatSays = async (side: number, said: number): Promise<Uint8Array> => {
  const bytes = await photoOf(side, side).jpeg().toBuffer()
  const at = bytes.indexOf(Uint8Array.of(0xff, 0xc0)) + 5
  bytes.writeUInt16BE(said, at)
  bytes.writeUInt16BE(said, at + 2)
  return bytes
}
