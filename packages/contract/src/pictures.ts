import type { Image } from './products.ts'

/** The formats that every picture of the shop is kept in, best first. */
export const pictureFormats = ['avif', 'webp'] as const

export type PictureFormat = (typeof pictureFormats)[number]

/** The widest that a picture is kept, in pixels. */
export const MAX_RENDITION_WIDTH = 1600

const STEPS = [320, 640, 1024, MAX_RENDITION_WIDTH]

/** Gives the widths that a picture is kept in, ascending: its own is the widest, and none is larger. */
export const renditionWidths = (width: number): number[] => {
  const widest = Math.min(width, MAX_RENDITION_WIDTH)
  return [...STEPS.filter((step) => step < widest), widest]
}

const WIDEST = /-\d+\.webp$/

/** Gives the address of one rendition of a picture that the shop keeps: `…/shirt-640.avif`. */
export const renditionSrc = (src: string, width: number, format: PictureFormat): string =>
  src.replace(WIDEST, `-${width}.${format}`)

/** Gives the `srcset` of a picture in each format, best first; none for a picture of another server. */
export const pictureSources = ({ src, widths }: Pick<Image, 'src' | 'widths'>): { type: string; srcSet: string }[] =>
  widths.length === 0
    ? []
    : pictureFormats.map((format) => ({
        type: `image/${format}`,
        srcSet: widths.map((width) => `${renditionSrc(src, width, format)} ${width}w`).join(', '),
      }))
