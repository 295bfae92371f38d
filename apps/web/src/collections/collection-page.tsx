import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Collection } from '@tradepost/contract'
import { api, errorOf, queryClient } from '../api.ts'
import { ProductGridSkeleton } from '../products/product-grid.tsx'
import { ProductList } from '../products/product-list.tsx'
import { useDocumentTitle } from '../shop/document-title.ts'
import { plainText } from '../shop/plain-text.ts'
import { NotFoundPage } from '../shop/not-found-page.tsx'
import { useCurrentSlug } from '../shop/current-slug.ts'
import { Picture } from '../ui/picture.tsx'
import { LoadFailure, Loading, Skeleton } from '../ui/states.tsx'
import { Trail, trailLinkClass } from '../ui/trail.tsx'
import { CollectionTile } from './collection-tile.tsx'

const route = getRouteApi('/collections/$slug')

const CollectionTrail = ({ collection }: { collection: Collection }) => (
  <Trail
    className="mb-4"
    steps={[
      {
        key: 'all',
        link: (
          <Link to="/collections" className={trailLinkClass}>
            Collections
          </Link>
        ),
      },
      ...collection.ancestors.map(({ slug, title }) => ({
        key: slug,
        link: (
          <Link to="/collections/$slug" params={{ slug }} className={trailLinkClass}>
            {title}
          </Link>
        ),
      })),
      { key: 'this', link: <span aria-current="page">{collection.title}</span> },
    ]}
  />
)

const Head = ({ collection }: { collection: Collection }) => (
  <div className="mb-10 flex flex-col gap-8 md:flex-row md:items-start md:justify-between">
    <div className="max-w-2xl">
      <CollectionTrail collection={collection} />
      <h1 className="display text-4xl sm:text-5xl">{collection.title}</h1>
      {collection.descriptionHtml ? (
        // The server has sanitized this HTML with an allowlist of elements.
        <div
          className="prose mt-4 leading-relaxed text-muted"
          dangerouslySetInnerHTML={{ __html: collection.descriptionHtml }}
        />
      ) : null}
    </div>
    {collection.image ? (
      <div className="hidden w-64 shrink-0 overflow-hidden rounded-3xl md:block lg:w-80">
        <Picture image={collection.image} alt="" size={320} isEager />
      </div>
    ) : null}
  </div>
)

const Below = ({ collection }: { collection: Collection }) => {
  if (collection.children.length === 0) return null
  return (
    <nav aria-label={`In ${collection.title}`} className="mb-12">
      <ul className="shelf">
        {collection.children.map((child) => (
          <li key={child.id} className="w-36 shrink-0 sm:w-44">
            <CollectionTile collection={child} size={176} sizes="11rem" />
          </li>
        ))}
      </ul>
    </nav>
  )
}

const CollectionSkeleton = () => (
  <Loading what="the collection">
    <Skeleton className="mb-6 h-4 w-40" />
    <Skeleton className="mb-12 h-12 w-72" />
    <div className="lg:ml-[19rem] xl:ml-[20rem]">
      <ProductGridSkeleton count={9} shape="beside" />
    </div>
  </Loading>
)

const Loaded = ({ collection }: { collection: Collection }) => {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { slug, title, seoTitle, seoDescription, descriptionHtml, isFeatured } = collection
  useDocumentTitle(seoTitle ?? title, seoDescription ?? plainText(descriptionHtml))
  useCurrentSlug(slug, (current) => {
    queryClient.setQueryData(api.collections.get.queryKey({ slug: current }), collection)
    return navigate({ params: { slug: current }, search, replace: true })
  })
  return (
    <>
      <Head collection={collection} />
      <Below collection={collection} />
      <ProductList
        key={slug}
        search={search}
        collection={slug}
        isFeatured={isFeatured}
        onSearch={(next) => void navigate({ search: next, resetScroll: false })}
      />
    </>
  )
}

/** A collection: its ancestors, its subcollections and its products. */
export const CollectionPage = () => {
  const { slug } = route.useParams()
  const collection = useQuery(api.collections.get.queryOptions({ slug }))
  const code = errorOf(collection.error)?.code
  if (code === 'collection.not_found' || code === 'input.invalid') return <NotFoundPage what="collection" />
  return (
    <div className="page pt-6 sm:pt-8">
      {collection.data ? <Loaded collection={collection.data} /> : null}
      {collection.isPending ? <CollectionSkeleton /> : null}
      {collection.isError && !collection.data ? (
        <LoadFailure error={collection.error} onRetry={() => void collection.refetch()} />
      ) : null}
    </div>
  )
}
