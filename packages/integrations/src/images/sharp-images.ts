import type { ImageProcessor, ProcessedImage, Rendition } from '@tradepost/commerce'
import { fail, MAX_MEDIA_PIXELS, MAX_RENDITION_WIDTH, pictureFormats, renditionWidths } from '@tradepost/contract'
import type { OutputInfo, Sharp } from 'sharp'
import sharp from 'sharp'
import type { StillFile } from './still-file.ts'
import { stillFileOf } from './still-file.ts'
import { makeTurns } from './turns.ts'

// The maximum width and height of a WebP, in pixels.
const MAX_SIDE = 16_383
const MAX_WAITING = 16

/** Encoders by format. AVIF takes 1.5 times as long at effort 3 and eight times as long at 4, for 2 % fewer bytes. */
const encoders = {
  avif: (picture: Sharp) => picture.avif({ quality: 55, effort: 2 }),
  webp: (picture: Sharp) => picture.webp({ quality: 80, effort: 4 }),
}

/** Creates an image processor on libvips, off the event loop. It runs one upload at a time; 16 more may wait. */
export const makeSharpImages = (): ImageProcessor => {
  const inTurn = makeTurns(MAX_WAITING)
  // One image at a time leaves a core to the shop. Without a cache, memory is freed after each image.
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

/** Disables all loaders of libvips except those of the accepted types, whatever type a file pretends to be. */
const allowLoaders = (): void => {
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({
    operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((name) => `VipsForeignLoad${name}Buffer`),
  })
}

/** Checks type and dimensions before decoding pixels. Throws `media.unsupported` or `media.too_many_pixels`. */
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
    // Fall through: treat a damaged file like an unsupported one.
  }
  throw fail('media.unsupported')
}

/** Throws `media.unsupported` for any error of libvips, because the uploaded file causes it. */
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

/** Decodes an image once: upright, at most as wide as the widest rendition, in sRGB, without metadata. */
const decode = (bytes: Uint8Array): Promise<Pixels> =>
  sharp(bytes, { limitInputPixels: MAX_MEDIA_PIXELS, failOn: 'warning' })
    .autoOrient()
    .resize({ width: MAX_RENDITION_WIDTH, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })

const resize = ({ data, info: { width, height, channels } }: Pixels, target: number): Sharp =>
  sharp(data, { raw: { width, height, channels } }).resize({ width: target })
