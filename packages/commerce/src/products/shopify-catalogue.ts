import type { Currency, ProductStatus } from '@tradepost/contract'

/** A price in a currency other than the shop's, in minor units. */
export interface FurtherPrice {
  readonly currency: Currency
  readonly amount: number
  readonly compareAtAmount: number | null
}

/** The variant that one row of the file describes. Amounts are in minor units of the currency the file was read in. */
export interface ImportedVariant {
  readonly sku: string
  readonly optionValues: readonly string[]
  readonly priceAmount: number
  readonly compareAtAmount: number | null
  /** Prices in further currencies. Left out if the file has no columns for them, which keeps the current ones. */
  readonly furtherPrices?: readonly FurtherPrice[]
  readonly weightGrams: number
  /** Units on hand; null keeps the current quantity. */
  readonly onHand: number | null
  readonly tracked: boolean
  readonly backorder: boolean
  readonly requiresShipping: boolean
  readonly taxable: boolean
  readonly barcode: string | null
  /** Always the `src` of one of the product's images. */
  readonly imageSrc: string | null
}

/**
 * The product that the rows of one handle describe. `descriptionHtml` is sanitized. A product without options has one
 * variant.
 */
export interface ImportedProduct {
  readonly slug: string
  readonly title: string
  readonly descriptionHtml: string
  readonly vendor: string
  readonly productType: string
  readonly tags: readonly string[]
  readonly status: ProductStatus
  readonly seoTitle: string | null
  readonly seoDescription: string | null
  readonly options: readonly { readonly name: string; readonly values: readonly string[] }[]
  readonly variants: readonly ImportedVariant[]
  readonly images: readonly { readonly src: string; readonly alt: string }[]
}

/** A product as the shop has it before an import. */
export interface ProductBefore {
  readonly product: ImportedProduct
  /** True if it is a draft only because its file had `Published=false` and `Status=active`. */
  readonly isHiddenByFile: boolean
}
