import { Link } from '@tanstack/react-router'
import { formatMoney, type Product, type Variant } from '@tradepost/contract'
import type { ReactNode } from 'react'
import { useShop } from '../shop/shop-queries.ts'

const Row = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="flex justify-between gap-6 border-t border-line py-3">
    <dt className="text-muted">{name}</dt>
    <dd className="text-right">{children}</dd>
  </div>
)

const linkClass = 'underline decoration-line-strong underline-offset-4 hover:decoration-ink'

const weightText = (grams: number): string =>
  grams >= 1000 ? `${(grams / 1000).toLocaleString('en')} kg` : `${grams} g`

const DeliveryNote = () => {
  const shop = useShop()
  if (!shop) return null
  const { shippingFee: fee, freeShippingFrom: from } = shop
  return (
    <p className="mt-4 text-sm text-muted">
      {shop.pricesIncludeTax ? 'Tax included.' : 'Tax is added at checkout.'}
      {fee ? ` Delivery ${fee.amount === 0 ? 'is free' : `from ${formatMoney(fee)}`}` : ''}
      {fee && fee.amount > 0 && from ? `, free from ${formatMoney(from)}` : ''}
      {fee ? '.' : ''}
    </p>
  )
}

const Tags = ({ tags }: { tags: readonly string[] }) => (
  <ul aria-label="Tags" className="mt-6 flex flex-wrap gap-2">
    {tags.map((tag) => (
      <li key={tag}>
        <Link
          to="/products"
          search={{ tag: [tag] }}
          className="inline-flex min-h-9 items-center rounded-full bg-sunken px-4 text-sm transition-colors hover:bg-line"
        >
          {tag}
        </Link>
      </li>
    ))}
  </ul>
)

/** The details of a product: delivery, description and facts. */
export const ProductDetails = ({ product, variant }: { product: Product; variant: Variant }) => (
  <>
    <DeliveryNote />
    {product.descriptionHtml ? (
      <section aria-labelledby="about" className="mt-10">
        <h2 id="about" className="display mb-4 text-2xl">
          About it
        </h2>
        {/* The server has sanitized this HTML with an allowlist of elements. */}
        <div
          className="prose leading-relaxed text-muted"
          dangerouslySetInnerHTML={{ __html: product.descriptionHtml }}
        />
      </section>
    ) : null}
    <section aria-labelledby="details" className="mt-10">
      <h2 id="details" className="display mb-4 text-2xl">
        Details
      </h2>
      <dl className="border-b border-line text-[0.9375rem]">
        {product.vendor ? (
          <Row name="Maker">
            <Link to="/products" search={{ vendor: [product.vendor] }} className={linkClass}>
              {product.vendor}
            </Link>
          </Row>
        ) : null}
        {product.productType ? (
          <Row name="Type">
            <Link to="/products" search={{ type: [product.productType] }} className={linkClass}>
              {product.productType}
            </Link>
          </Row>
        ) : null}
        {variant.weightGrams > 0 ? <Row name="Weight">{weightText(variant.weightGrams)}</Row> : null}
        {variant.sku ? <Row name="Item number">{variant.sku}</Row> : null}
        {variant.barcode ? <Row name="Barcode">{variant.barcode}</Row> : null}
      </dl>
      {product.tags.length > 0 ? <Tags tags={product.tags} /> : null}
    </section>
  </>
)
