import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { LayoutGrid } from 'lucide-react'
import { useDocumentTitle } from '../shop/document-title.ts'
import { buttonClass } from '../ui/button.tsx'
import { EmptyState, LoadFailure, Loading, Skeleton } from '../ui/states.tsx'
import { collectionsQuery } from './collection-queries.ts'
import { type CollectionNode, collectionTree } from './collection-tree.ts'
import { WideCollectionTile } from './collection-tile.tsx'

const gridClass = 'grid gap-x-6 gap-y-12 min-[30rem]:grid-cols-2 lg:grid-cols-3'
const SKELETONS = 6

const Department = ({ node }: { node: CollectionNode }) => (
  <li>
    <WideCollectionTile collection={node} />
    {node.children.length > 0 ? (
      <ul aria-label={`In ${node.title}`} className="mt-2 flex flex-wrap gap-x-4">
        {node.children.map(({ slug, title }) => (
          <li key={slug}>
            <Link
              to="/collections/$slug"
              params={{ slug }}
              className="inline-flex min-h-9 items-center text-[0.9375rem] text-muted underline-offset-4 hover:text-ink hover:underline"
            >
              {title}
            </Link>
          </li>
        ))}
      </ul>
    ) : null}
  </li>
)

const NoCollections = () => (
  <EmptyState
    title="There are no collections yet"
    icon={<LayoutGrid aria-hidden strokeWidth={1.4} className="size-7" />}
    action={
      <Link to="/products" className={buttonClass()}>
        See all products
      </Link>
    }
  >
    Everything the shop sells is in one list for now.
  </EmptyState>
)

/** All collections: the roots with their pictures, and their subcollections by name. */
export const CollectionsPage = () => {
  useDocumentTitle('Collections')
  const list = useQuery(collectionsQuery())
  if (list.isError && !list.data) return <LoadFailure error={list.error} onRetry={() => void list.refetch()} />
  return (
    <div className="page pt-8 sm:pt-12">
      <h1 className="display mb-8 text-4xl sm:mb-10 sm:text-5xl">Collections</h1>
      {list.isPending ? (
        <Loading what="collections">
          <div className={gridClass}>
            {Array.from({ length: SKELETONS }, (_, at) => (
              <Skeleton key={at} className="aspect-[3/2] rounded-2xl" />
            ))}
          </div>
        </Loading>
      ) : null}
      {list.data?.items.length === 0 ? <NoCollections /> : null}
      <ul className={gridClass}>
        {collectionTree(list.data?.items ?? []).map((node) => (
          <Department key={node.id} node={node} />
        ))}
      </ul>
    </div>
  )
}
