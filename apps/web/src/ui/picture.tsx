import { type Image, pictureSources } from '@tradepost/contract'
import { clsx } from 'clsx'
import { ImageOff } from 'lucide-react'
import { type ComponentProps, useState } from 'react'

interface PictureLook {
  alt: string
  /** Width and height in CSS pixels; reserves the space while the picture loads. */
  size: number
  isEager?: boolean
  className?: string
  /** How a picture that is not square fits into its square frame. */
  fit?: 'cover' | 'contain'
}

interface AddressedPicture extends PictureLook {
  src: string | null | undefined
}

interface SizedPicture extends PictureLook {
  image: Pick<Image, 'src' | 'widths'> | null | undefined
  /** The displayed width, like `sizes` in HTML, so that no larger file is fetched than needed. Defaults to `size`. */
  sizes?: string
}

type PictureProps = AddressedPicture | SizedPicture

const sourceOf = (props: PictureProps): Pick<Image, 'src' | 'widths'> | null => {
  if ('image' in props) return props.image ?? null
  return props.src ? { src: props.src, widths: [] } : null
}

const Missing = ({ alt, className }: { alt: string; className: string }) => (
  <span role={alt ? 'img' : undefined} aria-label={alt || undefined} className={clsx(className, 'relative')}>
    <ImageOff aria-hidden strokeWidth={1.25} className="absolute inset-0 m-auto size-1/5 max-h-10 text-muted/60" />
  </span>
)

const loadingOf = (isEager: boolean): ComponentProps<'img'> =>
  isEager ? { loading: 'eager', fetchPriority: 'high' } : { loading: 'lazy', fetchPriority: 'auto' }

/**
 * A product picture in a square frame. Pictures that the shop stores itself are served as AVIF or WebP in the needed
 * size. A missing picture, or one that fails to load, leaves a placeholder.
 */
export const Picture = (props: PictureProps) => {
  const { alt, size, isEager = false, className = '', fit = 'cover' } = props
  const [failedSrc, setFailedSrc] = useState<string | null>(null)
  const frame = clsx('block aspect-square w-full bg-picture', className)
  const image = sourceOf(props)
  if (!image || failedSrc === image.src) return <Missing alt={alt} className={frame} />
  const sizes = 'sizes' in props && props.sizes ? props.sizes : `${size}px`
  return (
    <picture className="contents">
      {pictureSources(image).map(({ type, srcSet }) => (
        <source key={type} type={type} srcSet={srcSet} sizes={sizes} />
      ))}
      <img
        src={image.src}
        alt={alt}
        width={size}
        height={size}
        {...loadingOf(isEager)}
        decoding="async"
        onError={() => setFailedSrc(image.src)}
        className={clsx(frame, 'picture', fit === 'cover' ? 'object-cover' : 'object-contain')}
      />
    </picture>
  )
}
