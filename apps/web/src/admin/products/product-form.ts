import {
  type AdminProduct,
  type AdminVariant,
  type Currency,
  type IdOf,
  type Image,
  type ProductStatus,
  toDecimal,
  type VariantPrice,
} from '@tradepost/contract'
import { newKey } from '../new-key.ts'

/** A price as typed; an empty string means no price. */
export interface FormPrice {
  readonly price: string
  readonly compareAt: string
}

/** The form values of a variant; `id` and `stock` are null for a new one. */
export interface FormVariant {
  readonly key: string
  readonly id: IdOf<'variant'> | null
  /** One value for each option that has values, in their order. */
  readonly optionValues: readonly string[]
  readonly sku: string
  readonly prices: Readonly<Partial<Record<Currency, FormPrice>>>
  readonly barcode: string
  readonly weightGrams: string
  readonly requiresShipping: boolean
  readonly taxable: boolean
  readonly tracked: boolean
  readonly backorder: boolean
  readonly imageKey: string | null
  readonly onHand: string
  readonly stock: { readonly onHand: number; readonly allocated: number } | null
}

export interface FormOption {
  readonly key: string
  readonly name: string
  readonly values: readonly string[]
}

/** A picture of the product: a saved one (`id`), or one that is added from the library (`mediaId`). */
export interface FormImage extends Pick<Image, 'src' | 'widths' | 'alt'> {
  readonly key: string
  readonly id: IdOf<'image'> | null
  readonly mediaId: IdOf<'media'> | null
}

/** The form values of a product: one plain value, so that versions can be compared and merged. */
export interface ProductForm {
  readonly title: string
  readonly slug: string
  readonly descriptionHtml: string
  readonly vendor: string
  readonly productType: string
  readonly tags: readonly string[]
  readonly status: ProductStatus
  readonly seoTitle: string
  readonly seoDescription: string
  readonly options: readonly FormOption[]
  readonly variants: readonly FormVariant[]
  readonly images: readonly FormImage[]
  readonly collectionIds: readonly IdOf<'collection'>[]
  /** The currencies that have a column, with the shop's own currency first. */
  readonly currencies: readonly Currency[]
  /** Removed variants, kept so that they can be restored unchanged. */
  readonly shelf: readonly FormVariant[]
}

/** Returns a new variant with default values. */
export const emptyVariant = (currency: Currency): FormVariant => ({
  key: newKey('variant'),
  id: null,
  optionValues: [],
  sku: '',
  prices: { [currency]: { price: '', compareAt: '' } },
  barcode: '',
  weightGrams: '0',
  requiresShipping: true,
  taxable: true,
  tracked: true,
  backorder: false,
  imageKey: null,
  onHand: '0',
  stock: null,
})

/** Returns the form values of a new product. */
export const emptyForm = (currency: Currency): ProductForm => ({
  title: '',
  slug: '',
  descriptionHtml: '',
  vendor: '',
  productType: '',
  tags: [],
  status: 'draft',
  seoTitle: '',
  seoDescription: '',
  options: [],
  variants: [emptyVariant(currency)],
  images: [],
  collectionIds: [],
  currencies: [currency],
  shelf: [],
})

const priceOf = ({ price, compareAtPrice }: VariantPrice): FormPrice => ({
  price: toDecimal(price),
  compareAt: compareAtPrice === null ? '' : toDecimal(compareAtPrice),
})

const variantOf = (variant: AdminVariant): FormVariant => ({
  key: variant.id,
  id: variant.id,
  optionValues: variant.optionValues,
  sku: variant.sku,
  prices: Object.fromEntries(variant.prices.map((price) => [price.price.currency, priceOf(price)])),
  barcode: variant.barcode ?? '',
  weightGrams: String(variant.weightGrams),
  requiresShipping: variant.requiresShipping,
  taxable: variant.taxable,
  tracked: variant.tracked,
  backorder: variant.backorder,
  imageKey: variant.imageId,
  onHand: '0',
  stock: { onHand: variant.onHand, allocated: variant.allocated },
})

const imageOf = ({ id, src, widths, alt }: Image): FormImage => ({ key: id, id, mediaId: null, src, widths, alt })

/** Returns the form values of a saved product. */
export const formOf = (product: AdminProduct, currency: Currency): ProductForm => ({
  title: product.title,
  slug: product.slug,
  descriptionHtml: product.descriptionHtml,
  vendor: product.vendor,
  productType: product.productType,
  tags: product.tags,
  status: product.status,
  seoTitle: product.seoTitle ?? '',
  seoDescription: product.seoDescription ?? '',
  options: product.options.map(({ name, values }, at) => ({ key: `option-${at}`, name, values })),
  variants: product.variants.map(variantOf),
  images: product.images.map(imageOf),
  collectionIds: product.collectionIds,
  currencies: [
    ...new Set([currency, ...product.variants.flatMap(({ prices }) => prices.map((p) => p.price.currency))]),
  ],
  shelf: [],
})

/** Returns true if two forms would save the same product. Ignores what only helps editing. */
export const isSameForm = (a: ProductForm, b: ProductForm): boolean => contentOf(a) === contentOf(b)

const contentOf = ({ shelf: _shelf, currencies: _currencies, ...content }: ProductForm): string =>
  JSON.stringify({
    ...content,
    options: content.options.map(({ name, values }) => ({ name, values })),
    variants: content.variants.map(({ stock: _stock, ...variant }) => ({
      ...variant,
      prices: Object.entries(variant.prices).filter(([, { price, compareAt }]) => price !== '' || compareAt !== ''),
    })),
  })

/** Names a variant by its option values. The only variant of a product without options is “The product”. */
export const variantTitle = ({ optionValues }: Pick<FormVariant, 'optionValues'>): string =>
  optionValues.length === 0 ? 'The product' : optionValues.join(' / ')
