import type { Image, ProductSummary } from '@tradepost/contract'

/** The precomputed part of a product's summary. Prices and stock are read separately. */
export interface ListingCard extends Pick<
  ProductSummary,
  'id' | 'slug' | 'title' | 'vendor' | 'productType' | 'variantCount'
> {
  readonly image: Image | null
}
