import type { Product, Variant } from '@tradepost/contract'
import { clsx } from 'clsx'
import { useState } from 'react'
import { Picture } from '../ui/picture.tsx'
import { pictureOf } from './variant-choice.ts'

interface GalleryProps {
  product: Product
  variant: Variant | undefined
}

// A choice holds for the variant it was made with; another variant shows its own picture.
const useChosenPicture = ({ product, variant }: GalleryProps) => {
  const [choice, setChoice] = useState<{ variantId: string | undefined; imageId: string } | null>(null)
  const own = variant ? pictureOf(product, variant) : null
  const picked = product.images.find((image) => choice?.variantId === variant?.id && image.id === choice?.imageId)
  const choose = (imageId: string) => setChoice({ variantId: variant?.id, imageId })
  return { chosen: picked ?? own ?? product.images[0], choose }
}

/** A large picture of a product, and small ones to choose from. */
export const Gallery = ({ product, variant }: GalleryProps) => {
  const { chosen, choose } = useChosenPicture({ product, variant })
  const { images } = product
  return (
    <div className="flex flex-col gap-3 lg:sticky lg:top-24">
      <div className="overflow-hidden rounded-2xl sm:rounded-3xl">
        <Picture src={chosen?.src} alt={chosen?.alt || product.title} size={720} isEager />
      </div>
      {images.length > 1 ? (
        <div role="group" aria-label="Pictures" className="flex flex-wrap gap-3">
          {images.map((image, at) => (
            <button
              key={image.id}
              type="button"
              aria-label={`Picture ${at + 1} of ${images.length}`}
              aria-pressed={image === chosen}
              onClick={() => choose(image.id)}
              className={clsx(
                'size-16 overflow-hidden rounded-xl ring-offset-2 ring-offset-paper transition-shadow sm:size-20',
                image === chosen ? 'ring-2 ring-ink' : 'hover:ring-2 hover:ring-line-strong'
              )}
            >
              <Picture src={image.src} alt="" size={80} isEager />
            </button>
          ))}
        </div>
      ) : null}
    </div>
  )
}
