import { clsx } from 'clsx'
import { ImageOff } from 'lucide-react'
import { useState } from 'react'

interface PictureProps {
  src: string | null | undefined
  alt: string
  /** Width and height in CSS pixels, to keep its place while it loads. */
  size: number
  isEager?: boolean
  className?: string
}

/** A square product picture; one that is missing or cannot be loaded leaves a quiet placeholder. */
export const Picture = ({ src, alt, size, isEager = false, className = '' }: PictureProps) => {
  const [failedSrc, setFailedSrc] = useState<string | null>(null)
  const frame = clsx('block aspect-square w-full bg-picture', className)
  if (!src || failedSrc === src) {
    return (
      <span role={alt ? 'img' : undefined} aria-label={alt || undefined} className={clsx(frame, 'relative')}>
        <ImageOff aria-hidden strokeWidth={1.25} className="absolute inset-0 m-auto size-1/5 max-h-10 text-muted/60" />
      </span>
    )
  }
  return (
    <img
      src={src}
      alt={alt}
      width={size}
      height={size}
      loading={isEager ? 'eager' : 'lazy'}
      fetchPriority={isEager ? 'high' : 'auto'}
      decoding="async"
      onError={() => setFailedSrc(src)}
      className={clsx(frame, 'picture object-cover')}
    />
  )
}
