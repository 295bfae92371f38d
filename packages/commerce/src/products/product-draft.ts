import type { Currency, IdOf, ProductStatus } from '@tradepost/contract'

/** A picture of a product: an existing one (`id`), a file of the shop (`mediaId`), or one on another server. */
export interface DraftImage {
  readonly id: IdOf<'image'> | null
  readonly mediaId: IdOf<'media'> | null
  readonly src: string
  readonly alt: string
}

/** A price in a currency other than the shop's, in minor units. */
export interface DraftPrice {
  readonly currency: Currency
  readonly amount: number
  readonly compareAtAmount: number | null
}

/** A variant to save: `id` names the one to change; null creates a new one. */
export interface DraftVariant {
  readonly id: IdOf<'variant'> | null
  readonly sku: string
  readonly optionValues: readonly string[]
  readonly priceAmount: number
  readonly compareAtAmount: number | null
  /** Prices in further currencies; null keeps the current ones. */
  readonly furtherPrices: readonly DraftPrice[] | null
  readonly barcode: string | null
  readonly weightGrams: number
  readonly requiresShipping: boolean
  readonly taxable: boolean
  readonly tracked: boolean
  readonly backorder: boolean
  readonly imageIndex: number | null
  /** Units on hand; null keeps the current quantity. */
  readonly onHand: number | null
}

/** A product to save, checked and sanitized. */
export interface ProductDraft {
  readonly slug: string
  readonly title: string
  readonly descriptionHtml: string
  readonly vendor: string
  readonly productType: string
  readonly tags: readonly string[]
  readonly status: ProductStatus
  readonly seoTitle: string | null
  readonly seoDescription: string | null
  readonly options: readonly string[]
  readonly images: readonly DraftImage[]
  readonly variants: readonly DraftVariant[]
}

/** The actor and the reason for the stock ledger, and the shop's own currency, which amounts are in. */
export interface SaveContext {
  readonly currency: Currency
  readonly actor: string
  readonly reason: string
}
