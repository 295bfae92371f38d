import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type AdminProductSummary, type IdOf, PRODUCT_EXPORT_PATH } from '@tradepost/contract'
import { clsx } from 'clsx'
import { Download, Package, Plus, Upload } from 'lucide-react'
import { useState } from 'react'
import { can } from '../../auth/can.ts'
import { useSession } from '../../auth/session-queries.ts'
import { useDocumentTitle } from '../../shop/document-title.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { PageTitle } from '../../ui/page-title.tsx'
import { Problem } from '../../ui/problem.tsx'
import { EmptyState, LoadFailure, Loading, Skeleton } from '../../ui/states.tsx'
import { Needs } from '../needs.tsx'
import { MAX_BULK } from './bulk-change.ts'
import { BulkDialog } from './bulk-dialog.tsx'
import { SearchAndSort, StatusTabs } from './product-list-filters.tsx'
import { staffProducts } from './product-list-queries.ts'
import { listColumns, ProductListRow } from './product-list-row.tsx'
import type { ProductListSearch } from './product-list-search.ts'

const route = getRouteApi('/admin/products')

const Acts = ({ mayWrite }: { mayWrite: boolean }) => (
  <div className="flex flex-wrap gap-3">
    <a href={PRODUCT_EXPORT_PATH} download className={buttonClass('secondary', 'px-5!')}>
      <Download aria-hidden className="size-4.5" />
      Export
    </a>
    {mayWrite ? (
      <>
        <Link to="/admin/import" className={buttonClass('secondary', 'px-5!')}>
          <Upload aria-hidden className="size-4.5" />
          Import
        </Link>
        <Link to="/admin/products/new" className={buttonClass()}>
          <Plus aria-hidden className="size-4.5" />
          New product
        </Link>
      </>
    ) : null}
  </div>
)

const Nothing = ({ search, mayWrite }: { search: ProductListSearch; mayWrite: boolean }) => {
  const isFiltered = search.search !== undefined || search.status !== undefined
  return (
    <EmptyState
      title={isFiltered ? 'Nothing fits' : 'No products yet'}
      icon={<Package aria-hidden strokeWidth={1.4} className="size-7" />}
      action={isFiltered || !mayWrite ? null : <Acts mayWrite />}
    >
      {isFiltered ? 'No product has these words and this status.' : 'Make the first one, or import a CSV file.'}
    </EmptyState>
  )
}

type Chosen = ReadonlyMap<IdOf<'product'>, AdminProductSummary>

const useChosen = () => {
  const [chosen, setChosen] = useState<Chosen>(new Map())
  return {
    chosen,
    choose: (products: readonly AdminProductSummary[], isChosen: boolean) =>
      setChosen((now) => {
        const next = new Map(now)
        for (const product of products) {
          if (!isChosen) next.delete(product.id)
          else if (next.size < MAX_BULK) next.set(product.id, product)
        }
        return next
      }),
    clear: () => setChosen(new Map()),
  }
}

type Choosing = ReturnType<typeof useChosen>

const Headings = ({ products, choosing }: { products: readonly AdminProductSummary[]; choosing: Choosing | null }) => (
  <div className="flex items-center gap-3 border-b border-line px-4 py-2 text-sm text-muted sm:px-5">
    {choosing ? (
      <label className="-m-2 inline-flex min-h-11 items-center gap-3 p-2 pl-3">
        <input
          type="checkbox"
          aria-label="Choose all that are shown"
          checked={products.every(({ id }) => choosing.chosen.has(id))}
          onChange={({ target }) => choosing.choose(products, target.checked)}
          className="size-5 accent-brand"
        />
        <span className="lg:hidden">All that are shown</span>
      </label>
    ) : null}
    <span aria-hidden className="hidden w-12 lg:block" />
    <div aria-hidden className={clsx('hidden flex-1 gap-x-4 lg:grid', listColumns)}>
      {['Product', 'Status', 'Price', 'Stock', 'Changed'].map((heading) => (
        <span key={heading}>{heading}</span>
      ))}
    </div>
  </div>
)

const ChosenBar = ({ choosing, onChange }: { choosing: Choosing; onChange: () => void }) => (
  <div
    role="region"
    aria-label="Chosen products"
    className="sticky bottom-3 z-20 mt-5 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-3xl border border-line-strong bg-surface p-3 pl-5 shadow-xl sm:rounded-full"
  >
    <p role="status" className="min-w-0 flex-1 text-[0.9375rem]">
      {choosing.chosen.size} chosen
      {choosing.chosen.size === MAX_BULK ? <span className="text-muted"> · no more at once</span> : null}
    </p>
    <Button look="quiet" onClick={choosing.clear}>
      Choose none
    </Button>
    <Button aria-haspopup="dialog" onClick={onChange}>
      Change …
    </Button>
  </div>
)

interface TableProps {
  products: readonly AdminProductSummary[]
  isOld: boolean
  choosing: Choosing | null
}

const Table = ({ products, isOld, choosing }: TableProps) => (
  <div aria-busy={isOld} className={clsx('mt-3 rounded-3xl border border-line bg-surface', isOld && 'opacity-50')}>
    <Headings products={products} choosing={choosing} />
    <ul aria-label="Products" className="divide-y divide-line overflow-hidden rounded-b-3xl">
      {products.map((product) => (
        <ProductListRow
          key={product.id}
          product={product}
          isChosen={choosing?.chosen.has(product.id) ?? false}
          onChoose={choosing && ((isChosen) => choosing.choose([product], isChosen))}
        />
      ))}
    </ul>
  </div>
)

const Choice = ({ choosing }: { choosing: Choosing }) => {
  const [isChanging, setIsChanging] = useState(false)
  const finish = () => {
    setIsChanging(false)
    choosing.clear()
  }
  if (choosing.chosen.size === 0) return null
  return (
    <>
      <ChosenBar choosing={choosing} onChange={() => setIsChanging(true)} />
      {isChanging ? (
        <BulkDialog products={[...choosing.chosen.values()]} onClose={() => setIsChanging(false)} onDone={finish} />
      ) : null}
    </>
  )
}

const ProductList = ({ search, mayWrite }: { search: ProductListSearch; mayWrite: boolean }) => {
  const found = useInfiniteQuery({ ...staffProducts(search), placeholderData: keepPreviousData })
  const choosing = useChosen()
  const products = found.data?.pages.flatMap((page) => page.items) ?? []
  if (found.isPending) {
    return (
      <Loading what="the products">
        <Skeleton className="h-96 rounded-3xl" />
      </Loading>
    )
  }
  if (found.isError && !found.data) return <LoadFailure error={found.error} onRetry={() => void found.refetch()} />
  return (
    <>
      <StatusTabs search={search} counts={found.data.pages[0]?.counts ?? null} />
      {products.length === 0 ? (
        <Nothing search={search} mayWrite={mayWrite} />
      ) : (
        <Table products={products} isOld={found.isPlaceholderData} choosing={mayWrite ? choosing : null} />
      )}
      <div className="mt-6 flex flex-col items-start gap-4 empty:hidden">
        <Problem error={found.error} />
        {found.hasNextPage ? (
          <Button look="secondary" isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            Load more
          </Button>
        ) : null}
      </div>
      <Choice choosing={choosing} />
    </>
  )
}

const ProductsDesk = () => {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = can(useSession().data, 'products:write')
  return (
    <>
      <PageTitle title="Products" action={<Acts mayWrite={mayWrite} />} />
      <div className="mb-4">
        <SearchAndSort
          search={search}
          onSearch={(next) => void navigate({ search: next, replace: true, resetScroll: false })}
        />
      </div>
      <ProductList search={search} mayWrite={mayWrite} />
    </>
  )
}

/** All products of the shop, whatever their status. */
export const ProductsPage = () => {
  useDocumentTitle('Products')
  return (
    <Needs permission="products:read">
      <ProductsDesk />
    </Needs>
  )
}
