import type { Image, Product, Variant } from '@tradepost/contract'

/** Tells whether a variant can be bought now. */
export const isBuyable = (variant: Variant): boolean => variant.availability.level !== 'out_of_stock'

/** Gives what the address calls a variant: its SKU, or its id where it has none. */
export const variantKey = ({ sku, id }: Pick<Variant, 'sku' | 'id'>): string => sku || id

/** Gives the variant to show first: the one the address asks for, else the first that can be bought, else the first. */
export const initialVariant = (product: Product, key: string | undefined): Variant | undefined =>
  product.variants.find((variant) => variantKey(variant) === key) ??
  product.variants.find(isBuyable) ??
  product.variants[0]

/** Tells whether there is anything to choose: products without options carry the one value `Default Title`. */
export const hasOptions = (product: Product): boolean =>
  product.variants.length > 1 ||
  product.options.some((option) => option.values.some((value) => value !== 'Default Title'))

/** One value of one option, by their places. */
export interface OptionChoice {
  readonly optionIndex: number
  readonly value: string
}

const agreement = (variant: Variant, current: Variant): number =>
  variant.optionValues.filter((value, at) => value === current.optionValues[at]).length

/**
 * Gives the variant that a choice leads to: the other options stay as they are where such a variant exists, else the
 * nearest one with the chosen value is taken, one that can be bought before one that cannot.
 */
export const chooseOption = (product: Product, current: Variant, choice: OptionChoice): Variant => {
  const [best = current] = product.variants
    .filter((variant) => variant.optionValues[choice.optionIndex] === choice.value)
    .toSorted((a, b) => agreement(b, current) - agreement(a, current) || Number(isBuyable(b)) - Number(isBuyable(a)))
  return best
}

/** How a value goes with the other options as they are; nothing is made with an `impossible` one. */
export type ValueState = 'buyable' | 'sold_out' | 'impossible'

/** Tells whether a value can be had together with the other options as they are. */
export const valueState = (product: Product, current: Variant, choice: OptionChoice): ValueState => {
  const made = product.variants.filter((variant) =>
    variant.optionValues.every((value, at) =>
      at === choice.optionIndex ? value === choice.value : value === current.optionValues[at]
    )
  )
  if (made.length === 0) return 'impossible'
  return made.some(isBuyable) ? 'buyable' : 'sold_out'
}

// Whole words only, so that the size `S` is not found in every text.
const names = (text: string, value: string): boolean => ` ${text.toLowerCase()} `.includes(` ${value.toLowerCase()} `)

/** Gives the variant's own picture, else the one whose text names one of its values, such as the colour; else null. */
export const pictureOf = (product: Product, variant: Variant): Image | null =>
  product.images.find((image) => image.id === variant.imageId) ??
  product.images.find((image) => variant.optionValues.some((value) => names(image.alt, value))) ??
  null
