import type { Product, Variant } from '@tradepost/contract'
import { clsx } from 'clsx'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { IconButton } from '../ui/button.tsx'
import { Picture } from '../ui/picture.tsx'
import { pictureOf } from './variant-choice.ts'

interface GalleryProps {
  product: Product
  variant: Variant | undefined
}

type Images = Product['images']

const placeOf = ({ product, variant }: GalleryProps): number => {
  const own = variant ? pictureOf(product, variant) : null
  return own === null ? 0 : Math.max(0, product.images.indexOf(own))
}

// The scroll position of the track decides which picture is current, so swipes, keys and buttons work the same way.
const useTrack = (props: GalleryProps) => {
  const track = useRef<HTMLUListElement>(null)
  const own = placeOf(props)
  const [first] = useState(own)
  const [shown, setShown] = useState(own)
  // Newer browsers return a promise from `scrollTo`. An effect would mistake it for its cleanup function.
  const scrollTo = (at: number, behavior: ScrollBehavior = 'auto'): void => {
    track.current?.scrollTo({ left: at * track.current.clientWidth, behavior })
  }
  useLayoutEffect(() => scrollTo(first, 'instant'), [first])
  const ownBefore = useRef(own)
  useEffect(() => {
    if (ownBefore.current !== own) scrollTo(own)
    ownBefore.current = own
  }, [own])
  const noteScroll = () => {
    const { scrollLeft = 0, clientWidth = 0 } = track.current ?? {}
    if (clientWidth > 0) setShown(Math.round(scrollLeft / clientWidth))
  }
  return { track, first, shown, scrollTo, noteScroll }
}

interface TrackProps {
  images: Images
  title: string
  trackRef: RefObject<HTMLUListElement | null>
  eagerAt: number
  onScroll: () => void
  onStep: (by: 1 | -1) => void
}

const sizes = '(min-width: 82rem) 41rem, (min-width: 64rem) 50vw, (min-width: 48rem) 46vw, 94vw'

const Track = ({ images, title, trackRef, eagerAt, onScroll, onStep }: TrackProps) => {
  const stepByKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    onStep(event.key === 'ArrowRight' ? 1 : -1)
  }
  return (
    <ul
      ref={trackRef}
      aria-label={`Pictures of ${title}`}
      tabIndex={images.length > 1 ? 0 : undefined}
      onScroll={onScroll}
      onKeyDown={stepByKey}
      className="gallery-track rounded-2xl sm:rounded-3xl"
    >
      {images.map((image, at) => (
        <li key={image.id} className="w-full shrink-0">
          <Picture
            image={image}
            alt={image.alt || (at === 0 ? title : `${title}, picture ${at + 1}`)}
            size={720}
            sizes={sizes}
            fit="contain"
            isEager={at === eagerAt}
          />
        </li>
      ))}
    </ul>
  )
}

interface ThumbnailsProps {
  images: Images
  shown: number
  onChoose: (at: number) => void
}

const Thumbnails = ({ images, shown, onChoose }: ThumbnailsProps) => (
  <div role="group" aria-label="Pictures" className="-m-1 flex gap-3 overflow-x-auto p-1">
    {images.map((image, at) => (
      <button
        key={image.id}
        type="button"
        aria-label={`Picture ${at + 1} of ${images.length}`}
        aria-pressed={at === shown}
        onClick={() => onChoose(at)}
        className={clsx(
          'size-16 shrink-0 overflow-hidden rounded-xl ring-offset-2 ring-offset-paper transition-shadow sm:size-20',
          at === shown ? 'ring-2 ring-ink' : 'hover:ring-2 hover:ring-line-strong'
        )}
      >
        <Picture image={image} alt="" size={80} />
      </button>
    ))}
  </div>
)

const stepClass =
  'absolute top-1/2 hidden -translate-y-1/2 bg-paper/90 opacity-0 shadow-sm transition-opacity group-hover:opacity-100 ' +
  'hover:bg-paper focus-visible:opacity-100 disabled:hidden sm:inline-flex'

/** The pictures of a product, one at a time: by swiping, with the arrow keys or with the thumbnails below. */
export const Gallery = (props: GalleryProps) => {
  const { images, title } = props.product
  const { track, first, shown, scrollTo, noteScroll } = useTrack(props)
  const stepBy = (by: 1 | -1) => scrollTo(Math.min(Math.max(shown + by, 0), images.length - 1))
  const isOne = images.length < 2
  return (
    <div className="flex min-w-0 flex-col gap-4 md:sticky md:top-24 md:self-start">
      <div className="group relative">
        {images.length === 0 ? <Picture src={null} alt={title} size={720} className="rounded-3xl" /> : null}
        <Track {...{ images, title, eagerAt: first }} trackRef={track} onScroll={noteScroll} onStep={stepBy} />
        {isOne ? null : (
          <>
            <IconButton
              label="Picture before"
              disabled={shown === 0}
              onClick={() => stepBy(-1)}
              className={clsx(stepClass, 'left-3')}
            >
              <ChevronLeft aria-hidden className="size-5" />
            </IconButton>
            <IconButton
              label="Next picture"
              disabled={shown === images.length - 1}
              onClick={() => stepBy(1)}
              className={clsx(stepClass, 'right-3')}
            >
              <ChevronRight aria-hidden className="size-5" />
            </IconButton>
          </>
        )}
      </div>
      {isOne ? null : <Thumbnails images={images} shown={shown} onChoose={(at) => scrollTo(at)} />}
    </div>
  )
}
