import { Link } from '@tanstack/react-router'
import type { CollectionSummary, ProductFacets } from '@tradepost/contract'
import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { CollectionTile } from '../collections/collection-tile.tsx'
import { ShelfPicture } from '../products/shelf-picture.tsx'
import { Loading, Skeleton } from '../ui/states.tsx'

type Types = ProductFacets['productTypes']

const TILES = 6
const MORE_LINKS = 14
const gridClass = 'grid grid-cols-2 gap-x-4 gap-y-8 sm:grid-cols-3 lg:grid-cols-6'
const tile = { size: 220, sizes: '(min-width: 64rem) 13rem, (min-width: 40rem) 31vw, 46vw' }
const pillClass =
  'inline-flex min-h-10 items-center rounded-full bg-sunken px-4 text-[0.9375rem] transition-colors hover:bg-line'

const Frame = ({ aside, children }: { aside?: ReactNode; children: ReactNode }) => (
  <section aria-labelledby="departments" className="page mt-20 sm:mt-28">
    <div className="mb-8 flex items-baseline justify-between gap-4">
      <h2 id="departments" className="display text-3xl sm:text-4xl">
        Departments
      </h2>
      {aside}
    </div>
    {children}
  </section>
)

const TileSkeletons = () => (
  <Loading what="departments">
    <div className={gridClass}>
      {Array.from({ length: TILES }, (_, at) => (
        <Skeleton key={at} className="aspect-square rounded-2xl" />
      ))}
    </div>
  </Loading>
)

const AllCollections = () => (
  <Link
    to="/collections"
    className="group inline-flex items-center gap-1.5 text-[0.9375rem] underline-offset-4 hover:underline"
  >
    See all
    <span className="sr-only"> collections</span>
    <ArrowRight aria-hidden className="size-4 transition-transform group-hover:translate-x-0.5" />
  </Link>
)

const OfCollections = ({ collections }: { collections: readonly CollectionSummary[] }) => (
  <Frame aside={<AllCollections />}>
    <ul className={gridClass}>
      {collections.slice(0, TILES).map((collection) => (
        <li key={collection.id}>
          <CollectionTile collection={collection} {...tile} />
        </li>
      ))}
    </ul>
    {collections.length > TILES ? (
      <ul className="mt-8 flex flex-wrap gap-2">
        {collections.slice(TILES, TILES + MORE_LINKS).map(({ slug, title }) => (
          <li key={slug}>
            <Link to="/collections/$slug" params={{ slug }} className={pillClass}>
              {title}
            </Link>
          </li>
        ))}
      </ul>
    ) : null}
  </Frame>
)

const TypeTile = ({ type }: { type: Types[number] }) => (
  <li>
    <Link to="/products" search={{ type: [type.value] }} className="group block rounded-2xl">
      <span className="block overflow-hidden rounded-2xl">
        <ShelfPicture shelf={{ productTypes: [type.value] }} {...tile} />
      </span>
      <span className="mt-3 flex items-baseline justify-between gap-2">
        <span className="font-medium underline-offset-4 group-hover:underline">{type.value}</span>
        <span className="text-sm text-muted tabular-nums">
          {type.count}
          <span className="sr-only">{type.count === 1 ? ' product' : ' products'}</span>
        </span>
      </span>
    </Link>
  </li>
)

const OfTypes = ({ types }: { types: Types }) => {
  const ranked = types.filter((type) => type.value !== '').toSorted((a, b) => b.count - a.count)
  if (ranked.length < 2) return null
  return (
    <Frame>
      <ul className={gridClass}>
        {ranked.slice(0, TILES).map((type) => (
          <TypeTile key={type.value} type={type} />
        ))}
      </ul>
      {ranked.length > TILES ? (
        <ul className="mt-8 flex flex-wrap gap-2">
          {ranked.slice(TILES, TILES + MORE_LINKS).map(({ value }) => (
            <li key={value}>
              <Link to="/products" search={{ type: [value] }} className={pillClass}>
                {value}
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </Frame>
  )
}

interface DepartmentsProps {
  /** The root collections; null while they are loading. */
  collections: readonly CollectionSummary[] | null
  /** The product types, for a shop without collections; null while they are loading. */
  types: Types | null
}

/** The departments of the shop: its collections or, if there are none, its most frequent product types. */
export const Departments = ({ collections, types }: DepartmentsProps) => {
  if (collections !== null && collections.length > 0) return <OfCollections collections={collections} />
  if (collections !== null && types !== null) return <OfTypes types={types} />
  return (
    <Frame>
      <TileSkeletons />
    </Frame>
  )
}
