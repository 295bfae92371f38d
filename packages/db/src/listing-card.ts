import type { Image, ProductSummary } from '@tradepost/contract'

/** The part of a product's summary that is kept ready; prices and stock are read beside it. */
export interface ListingCard extends Pick<
  ProductSummary,
  'id' | 'slug' | 'title' | 'vendor' | 'productType' | 'variantCount'
> {
  readonly image: Image | null
}
