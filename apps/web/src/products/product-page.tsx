import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { formatMoney, money, type Product, type Variant } from '@tradepost/contract'
import { api, errorOf, queryClient } from '../api.ts'
import { useCurrentSlug } from '../shop/current-slug.ts'
import { useDocumentTitle } from '../shop/document-title.ts'
import { NotFoundPage } from '../shop/not-found-page.tsx'
import { plainText } from '../shop/plain-text.ts'
import { Price } from '../ui/price.tsx'
import { Loading, LoadFailure, Skeleton } from '../ui/states.tsx'
import { AvailabilityText } from './availability-text.tsx'
import { BuyBox } from './buy-box.tsx'
import { Gallery } from './gallery.tsx'
import { OptionPicker } from './option-picker.tsx'
import { ProductDetails } from './product-details.tsx'
import { ProductTrail } from './product-trail.tsx'
import { RelatedProducts } from './related-products.tsx'
import { hasOptions, initialVariant, variantKey } from './variant-choice.ts'

const route = getRouteApi('/products/$slug')
const twoColumns = 'grid gap-8 md:grid-cols-2 lg:grid-cols-[1.15fr_1fr] lg:gap-16'

const ProductSkeleton = () => (
  <Loading what="the product">
    <Skeleton className="mb-6.5 h-6.5 w-56" />
    <div className={twoColumns}>
      <Skeleton className="aspect-square rounded-3xl" />
      <div className="flex flex-col gap-4">
        <Skeleton className="h-4 w-24" />
        <Skeleton className="h-11 w-3/4" />
        <Skeleton className="h-6 w-32" />
        <Skeleton className="mt-6 h-12 w-full rounded-full" />
        <Skeleton className="h-28 w-full" />
      </div>
    </div>
  </Loading>
)

const Saving = ({ variant }: { variant: Variant }) => {
  const before = variant.compareAtPrice
  if (before === null || before.amount <= variant.price.amount) return null
  const saved = money(before.amount - variant.price.amount, before.currency)
  return (
    <span className="ml-3 inline-block rounded-full bg-rust-soft px-3 py-1 align-middle text-sm font-medium text-rust">
      You save {formatMoney(saved)}
    </span>
  )
}

const Offer = ({ product, variant }: { product: Product; variant: Variant }) => {
  const navigate = route.useNavigate()
  const choose = (chosen: Variant) =>
    void navigate({ search: { variant: variantKey(chosen) }, replace: true, resetScroll: false })
  return (
    <div className="min-w-0">
      {product.vendor ? (
        <Link
          to="/products"
          search={{ vendor: [product.vendor] }}
          className="text-sm text-muted underline-offset-4 hover:underline"
        >
          {product.vendor}
        </Link>
      ) : null}
      <h1 className="display mt-1.5 text-4xl lg:text-5xl">{product.title}</h1>
      <p className="mt-4 mb-7 text-xl">
        <Price price={variant.price} compareAt={variant.compareAtPrice} />
        <Saving variant={variant} />
      </p>
      {hasOptions(product) ? <OptionPicker product={product} variant={variant} onChoose={choose} /> : null}
      <div className="mt-7 mb-4">
        <AvailabilityText availability={variant.availability} />
      </div>
      <BuyBox key={variant.id} product={product} variant={variant} />
      <ProductDetails product={product} variant={variant} />
    </div>
  )
}

const Loaded = ({ product }: { product: Product }) => {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const variant = initialVariant(product, search.variant)
  useDocumentTitle(product.seoTitle ?? product.title, product.seoDescription ?? plainText(product.descriptionHtml))
  useCurrentSlug(product.slug, (slug) => {
    queryClient.setQueryData(api.products.get.queryKey({ slug }), product)
    return navigate({ params: { slug }, search, replace: true })
  })
  return (
    <>
      <ProductTrail product={product} />
      <div className={twoColumns}>
        <Gallery product={product} variant={variant} />
        {variant ? (
          <Offer product={product} variant={variant} />
        ) : (
          <h1 className="display text-4xl">{product.title}</h1>
        )}
      </div>
      <RelatedProducts id={product.id} />
    </>
  )
}

/** A product: pictures, options, price, stock and details. */
export const ProductPage = () => {
  const { slug } = route.useParams()
  const product = useQuery(api.products.get.queryOptions({ slug }))
  const code = errorOf(product.error)?.code
  if (code === 'product.not_found' || code === 'input.invalid') return <NotFoundPage what="product" />
  return (
    <div className="page pt-6 sm:pt-8">
      {product.data ? <Loaded key={product.data.id} product={product.data} /> : null}
      {product.isPending ? <ProductSkeleton /> : null}
      {product.isError && !product.data ? (
        <LoadFailure error={product.error} onRetry={() => void product.refetch()} />
      ) : null}
    </div>
  )
}
