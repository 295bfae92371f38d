import { type Image, renditionSrc } from '@tradepost/contract'
import { clsx } from 'clsx'
import { Picture } from './picture.tsx'

// Twice the pixels of a thumbnail, for high-resolution screens.
const ENOUGH_PIXELS = 320

/** Returns the URL of the smallest rendition large enough for a thumbnail, as WebP, which every browser supports. */
export const thumbnailSrc = ({ src, widths }: Pick<Image, 'src' | 'widths'>): string => {
  const width = widths.find((one) => one >= ENOUGH_PIXELS)
  return width === undefined ? src : renditionSrc(src, width, 'webp')
}

interface ThumbnailProps {
  image: Pick<Image, 'src' | 'widths'> | null | undefined
  alt?: string
  className?: string
}

/** A small square picture. Beside a name it needs no alternative text. */
export const Thumbnail = ({ image, alt = '', className = 'size-12' }: ThumbnailProps) => (
  <span className={clsx('block shrink-0 overflow-hidden rounded-lg border border-line', className)}>
    <Picture src={image ? thumbnailSrc(image) : null} alt={alt} size={160} className="h-full" />
  </span>
)
