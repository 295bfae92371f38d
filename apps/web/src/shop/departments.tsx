import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ProductPage } from '@tradepost/contract'
import { api } from '../api.ts'
import { Picture } from '../ui/picture.tsx'
import { Loading, Skeleton } from '../ui/states.tsx'

type Types = NonNullable<ProductPage['facets']>['productTypes']

const TILES = 6
const MORE_LINKS = 14
const DAY_MS = 86_400_000
const gridClass = 'grid grid-cols-2 gap-x-4 gap-y-8 sm:grid-cols-3 lg:grid-cols-6'

// The tiles' calls leave in one request; any product will do, and the same one all day.
const usePictureOf = (productType: string): string | null => {
  const options = { staleTime: DAY_MS }
  const page = useQuery(api.products.list.queryOptions({ productType, limit: 1, sort: 'newest' }, options))
  return page.data?.items[0]?.image?.src ?? null
}

const TilePicture = ({ type }: { type: string }) => {
  const src = usePictureOf(type)
  if (src === null) return <Skeleton className="aspect-square" />
  return <Picture src={src} alt="" size={220} className="transition-transform duration-500 group-hover:scale-[1.03]" />
}

const Tile = ({ type }: { type: Types[number] }) => (
  <li>
    <Link to="/products" search={{ productType: type.value }} className="group block">
      <span className="block overflow-hidden rounded-2xl">
        <TilePicture type={type.value} />
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

const TileSkeletons = () => (
  <Loading what="departments">
    <div className={gridClass}>
      {Array.from({ length: TILES }, (_, at) => (
        <Skeleton key={at} className="aspect-square rounded-2xl" />
      ))}
    </div>
  </Loading>
)

const MoreLinks = ({ types }: { types: Types }) => (
  <ul className="mt-8 flex flex-wrap gap-2">
    {types.map(({ value }) => (
      <li key={value}>
        <Link
          to="/products"
          search={{ productType: value }}
          className="inline-flex min-h-10 items-center rounded-full bg-sunken px-4 text-[0.9375rem] transition-colors hover:bg-line"
        >
          {value}
        </Link>
      </li>
    ))}
  </ul>
)

/** The kinds of product with the most in them: the first with a picture, more by name. */
export const Departments = ({ types }: { types: Types | null }) => {
  const ranked = (types ?? []).filter((type) => type.value !== '').toSorted((a, b) => b.count - a.count)
  if (types !== null && ranked.length < 2) return null
  const more = ranked.slice(TILES, TILES + MORE_LINKS)
  return (
    <section aria-labelledby="departments" className="page mt-20 sm:mt-28">
      <h2 id="departments" className="display mb-8 text-3xl sm:text-4xl">
        Departments
      </h2>
      {types === null ? <TileSkeletons /> : null}
      <ul className={gridClass}>
        {ranked.slice(0, TILES).map((type) => (
          <Tile key={type.value} type={type} />
        ))}
      </ul>
      {more.length > 0 ? <MoreLinks types={more} /> : null}
    </section>
  )
}
