import type { Image, Product, Variant } from '@tradepost/contract'

/** Returns whether a variant can be bought now. */
export const isBuyable = (variant: Variant): boolean => variant.availability.level !== 'out_of_stock'

/** Returns the name of a variant in URLs: its SKU, or its ID if it has none. */
export const variantKey = ({ sku, id }: Pick<Variant, 'sku' | 'id'>): string => sku || id

/**
 * Returns the variant to show first: the one in the URL, otherwise the first that can be bought, otherwise the first.
 */
export const initialVariant = (product: Product, key: string | undefined): Variant | undefined =>
  product.variants.find((variant) => variantKey(variant) === key) ??
  product.variants.find(isBuyable) ??
  product.variants[0]

/** Returns whether there is anything to choose. Products without options have the single value `Default Title`. */
export const hasOptions = (product: Product): boolean =>
  product.variants.length > 1 ||
  product.options.some((option) => option.values.some((value) => value !== 'Default Title'))

/** A value of an option, which is identified by its index. */
export interface OptionChoice {
  readonly optionIndex: number
  readonly value: string
}

const agreement = (variant: Variant, current: Variant): number =>
  variant.optionValues.filter((value, at) => value === current.optionValues[at]).length

/**
 * Returns the variant that a choice leads to. Prefers the variant that keeps the other options; otherwise the closest
 * one with the chosen value, and of equally close ones one that can be bought.
 */
export const chooseOption = (product: Product, current: Variant, choice: OptionChoice): Variant => {
  const [best = current] = product.variants
    .filter((variant) => variant.optionValues[choice.optionIndex] === choice.value)
    .toSorted((a, b) => agreement(b, current) - agreement(a, current) || Number(isBuyable(b)) - Number(isBuyable(a)))
  return best
}

/** The state of a value combined with the other chosen options; no variant exists for `impossible`. */
export type ValueState = 'buyable' | 'sold_out' | 'impossible'

/** Returns whether a value is available in combination with the other chosen options. */
export const valueState = (product: Product, current: Variant, choice: OptionChoice): ValueState => {
  const made = product.variants.filter((variant) =>
    variant.optionValues.every((value, at) =>
      at === choice.optionIndex ? value === choice.value : value === current.optionValues[at]
    )
  )
  if (made.length === 0) return 'impossible'
  return made.some(isBuyable) ? 'buyable' : 'sold_out'
}

// Matches whole words only, so that the size `S` does not match every text.
const names = (text: string, value: string): boolean => ` ${text.toLowerCase()} `.includes(` ${value.toLowerCase()} `)

/**
 * Returns the variant's own picture, else the first whose alt text names one of its values, such as the color, or null.
 */
export const pictureOf = (product: Product, variant: Variant): Image | null =>
  product.images.find((image) => image.id === variant.imageId) ??
  product.images.find((image) => variant.optionValues.some((value) => names(image.alt, value))) ??
  null
