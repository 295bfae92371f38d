import { type Image, renditionSrc } from '@tradepost/contract'
import { clsx } from 'clsx'
import { Picture } from './picture.tsx'

// Twice the pixels of a thumbnail on a fine screen.
const ENOUGH_PIXELS = 320

/** Gives the address of the smallest rendition that is enough for a thumbnail; WebP, which every browser reads. */
export const thumbnailSrc = ({ src, widths }: Pick<Image, 'src' | 'widths'>): string => {
  const width = widths.find((one) => one >= ENOUGH_PIXELS)
  return width === undefined ? src : renditionSrc(src, width, 'webp')
}

interface ThumbnailProps {
  image: Pick<Image, 'src' | 'widths'> | null | undefined
  alt?: string
  className?: string
}

/** A small square picture; beside a name it needs no text of its own. */
export const Thumbnail = ({ image, alt = '', className = 'size-12' }: ThumbnailProps) => (
  <span className={clsx('block shrink-0 overflow-hidden rounded-lg border border-line', className)}>
    <Picture src={image ? thumbnailSrc(image) : null} alt={alt} size={160} className="h-full" />
  </span>
)
