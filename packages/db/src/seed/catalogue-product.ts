/** One thing a buyer can put in the basket: a product in one choice of its options. */
export interface SeedVariant {
  readonly sku: string
  readonly optionValues: readonly string[]
  readonly priceAmount: number
  readonly compareAtAmount: number | null
  readonly weightGrams: number
  readonly onHand: number
}

/** A drawn picture of a product. */
export interface SeedPicture {
  readonly name: string
  readonly alt: string
  readonly svg: string
}

/** A product of the demo shop with all its variants and pictures; amounts are EUR cents. */
export interface SeedProduct {
  readonly slug: string
  readonly title: string
  readonly descriptionHtml: string
  readonly vendor: string
  readonly productType: string
  readonly tags: readonly string[]
  readonly options: readonly { readonly name: string; readonly values: readonly string[] }[]
  readonly variants: readonly SeedVariant[]
  readonly pictures: readonly SeedPicture[]
}
