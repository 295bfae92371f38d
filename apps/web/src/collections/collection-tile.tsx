import { Link } from '@tanstack/react-router'
import type { CollectionSummary } from '@tradepost/contract'
import { Picture } from '../ui/picture.tsx'
import { ShelfMosaic } from '../products/shelf-mosaic.tsx'
import { ShelfPicture } from '../products/shelf-picture.tsx'

const Caption = ({ collection }: { collection: CollectionSummary }) => (
  <span className="mt-3 flex items-baseline justify-between gap-2">
    <span className="font-medium underline-offset-4 group-hover:underline">{collection.title}</span>
    <span className="text-sm text-muted tabular-nums">
      {collection.productCount.toLocaleString('en')}
      <span className="sr-only">{collection.productCount === 1 ? ' product' : ' products'}</span>
    </span>
  </span>
)

interface CollectionTileProps {
  collection: CollectionSummary
  size: number
  sizes: string
}

/** A collection as a tile: a square picture, its name and its product count. */
export const CollectionTile = ({ collection, size, sizes }: CollectionTileProps) => (
  <Link to="/collections/$slug" params={{ slug: collection.slug }} className="group block rounded-2xl">
    <span className="block overflow-hidden rounded-2xl">
      <ShelfPicture image={collection.image} shelf={{ collection: collection.slug }} size={size} sizes={sizes} />
    </span>
    <Caption collection={collection} />
  </Link>
)

const wideSizes = '(min-width: 64rem) 30vw, (min-width: 30rem) 46vw, 92vw'

/** A collection as a wide tile. If it has no picture, some of its products are shown. */
export const WideCollectionTile = ({ collection }: { collection: CollectionSummary }) => (
  <Link to="/collections/$slug" params={{ slug: collection.slug }} className="group block rounded-2xl">
    <span className="block overflow-hidden rounded-2xl">
      {collection.image ? (
        <Picture image={collection.image} alt="" size={420} sizes={wideSizes} className="aspect-[3/2]!" />
      ) : (
        <ShelfMosaic shelf={{ collection: collection.slug }} />
      )}
    </span>
    <Caption collection={collection} />
  </Link>
)
