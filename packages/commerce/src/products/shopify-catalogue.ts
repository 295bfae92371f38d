import type { Currency, ProductStatus } from '@tradepost/contract'

/** A price in a currency other than the shop's, in minor units. */
export interface FurtherPrice {
  readonly currency: Currency
  readonly amount: number
  readonly compareAtAmount: number | null
}

/** What one row of the file sells. Amounts are minor units of the currency the file was read in. */
export interface ImportedVariant {
  readonly sku: string
  readonly optionValues: readonly string[]
  readonly priceAmount: number
  readonly compareAtAmount: number | null
  /** Prices in further currencies; left out where the file has no columns for them, which leaves them as they are. */
  readonly furtherPrices?: readonly FurtherPrice[]
  readonly weightGrams: number
  /** Units on hand; null leaves what the variant has. */
  readonly onHand: number | null
  readonly tracked: boolean
  readonly backorder: boolean
  readonly requiresShipping: boolean
  readonly taxable: boolean
  readonly barcode: string | null
  /** Always the `src` of one of the product's images. */
  readonly imageSrc: string | null
}

/** What the rows of one handle say together; `descriptionHtml` is sanitised, a product without options has one variant. */
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
  /** True where it is a draft only because its file said `Published=false` beside `Status=active`. */
  readonly isHiddenByFile: boolean
}
