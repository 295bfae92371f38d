import type { Image } from './products.ts'

/** The formats in which the shop stores every picture, best first. */
export const pictureFormats = ['avif', 'webp'] as const

export type PictureFormat = (typeof pictureFormats)[number]

/** The maximum width of a stored picture, in pixels. */
export const MAX_RENDITION_WIDTH = 1600

const STEPS = [320, 640, 1024, MAX_RENDITION_WIDTH]

/**
 * Returns the stored widths of a picture in ascending order. The widest is its own width, up to {@link
 * MAX_RENDITION_WIDTH}.
 */
export const renditionWidths = (width: number): number[] => {
  const widest = Math.min(width, MAX_RENDITION_WIDTH)
  return [...STEPS.filter((step) => step < widest), widest]
}

const WIDEST = /-\d+\.webp$/

/** Returns the URL of one rendition of a stored picture: `…/shirt-640.avif`. */
export const renditionSrc = (src: string, width: number, format: PictureFormat): string =>
  src.replace(WIDEST, `-${width}.${format}`)

/**
 * Returns the `srcset` of a picture for each format, best first. Returns an empty list for a picture on another server.
 */
export const pictureSources = ({ src, widths }: Pick<Image, 'src' | 'widths'>): { type: string; srcSet: string }[] =>
  widths.length === 0
    ? []
    : pictureFormats.map((format) => ({
        type: `image/${format}`,
        srcSet: widths.map((width) => `${renditionSrc(src, width, format)} ${width}w`).join(', '),
      }))
