import type { ImageProcessor, ProcessedImage, Rendition } from '@tradepost/commerce'
import { fail, MAX_MEDIA_PIXELS, MAX_RENDITION_WIDTH, pictureFormats, renditionWidths } from '@tradepost/contract'
import type { OutputInfo, Sharp } from 'sharp'
import sharp from 'sharp'
import type { StillFile } from './still-file.ts'
import { stillFileOf } from './still-file.ts'
import { makeTurns } from './turns.ts'

// A WebP has at most so many pixels a side.
const MAX_SIDE = 16_383
const MAX_WAITING = 16

/** How hard each format is packed: AVIF at effort 3 takes half as long again, at 4 eight times, for 2 % fewer bytes. */
const encoders = {
  avif: (picture: Sharp) => picture.avif({ quality: 55, effort: 2 }),
  webp: (picture: Sharp) => picture.webp({ quality: 80, effort: 4 }),
}

/** Makes pictures ready by libvips, off the event loop, one upload after the other; some wait, more are told `busy`. */
export const makeSharpImages = (): ImageProcessor => {
  const inTurn = makeTurns(MAX_WAITING)
  // One picture at a time leaves a core to the shop; what it took is given back rather than kept for the next.
  sharp.concurrency(1)
  sharp.cache(false)
  allowLoaders()
  return {
    process: async (bytes) => {
      const file = await checkHeader(bytes)
      return inTurn(() => makeRenditions(file))
    },
  }
}

/** Shuts every reader of libvips but those of the types that are taken, whatever a file makes it believe. */
const allowLoaders = (): void => {
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({
    operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((name) => `VipsForeignLoad${name}Buffer`),
  })
}

/** Tells type and size from the first bytes, before any pixel is unpacked. */
const checkHeader = async (bytes: Uint8Array): Promise<StillFile> => {
  const file = readFile(bytes)
  const { width, height } = await readable(() => sharp(file.bytes, { limitInputPixels: false }).metadata())
  if (width * height > MAX_MEDIA_PIXELS) throw fail('media.too_many_pixels', { limitPixels: MAX_MEDIA_PIXELS })
  return file
}

const readFile = (bytes: Uint8Array): StillFile => {
  try {
    const file = stillFileOf(bytes)
    if (file) return file
  } catch {
    // Falls through: a damaged file is as little a picture as one of another kind.
  }
  throw fail('media.unsupported')
}

/** Whatever libvips says against a file that staff sent is the file's fault. */
const readable = async <T>(read: () => Promise<T>): Promise<T> => {
  try {
    return await read()
  } catch {
    throw fail('media.unsupported')
  }
}

interface Pixels {
  readonly data: Buffer
  readonly info: OutputInfo
}

const makeRenditions = async ({ type, bytes }: StillFile): Promise<ProcessedImage> => {
  const widest = await readable(() => decode(bytes))
  const { width, height } = widest.info
  const renditions: Rendition[] = []
  for (const target of renditionWidths(width)) {
    for (const format of pictureFormats)
      renditions.push({ width: target, format, bytes: await encoders[format](resize(widest, target)).toBuffer() })
  }
  return { type, width, height, renditions }
}

/** Unpacks a picture once: upright, at most as wide as the widest rendition, in sRGB, with nothing but its pixels. */
const decode = (bytes: Uint8Array): Promise<Pixels> =>
  sharp(bytes, { limitInputPixels: MAX_MEDIA_PIXELS, failOn: 'warning' })
    .autoOrient()
    .resize({ width: MAX_RENDITION_WIDTH, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })

const resize = ({ data, info: { width, height, channels } }: Pixels, target: number): Sharp =>
  sharp(data, { raw: { width, height, channels } }).resize({ width: target })
