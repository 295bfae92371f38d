import { MAX_VARIANTS } from '@tradepost/contract'
import { newKey } from '../new-key.ts'
import type { FormOption, FormVariant, ProductForm } from './product-form.ts'

/** The options of a product and the variants that they define. */
export type Matrix = Pick<ProductForm, 'options' | 'variants' | 'shelf'>

// With more combinations, nobody adds the missing ones with one click, and counting them would be wasted work.
const MAX_COMBINATIONS = 1000

const comboOf = (values: readonly string[]): string => JSON.stringify(values)

const isFilled = ({ values }: FormOption): boolean => values.length > 0

/** Returns an option's index in `optionValues`, which has no entries for options without values. */
const placeOf = (options: readonly FormOption[], key: string): number =>
  options
    .slice(
      0,
      options.findIndex((option) => option.key === key)
    )
    .filter(isFilled).length

const without = <T>(items: readonly T[], at: number): T[] => items.toSpliced(at, 1)

const withOption = (matrix: Matrix, key: string, change: Partial<FormOption>): readonly FormOption[] =>
  matrix.options.map((option) => (option.key === key ? { ...option, ...change } : option))

/** Sorts variants by the order of their options' values. */
export const inOrder = (options: readonly FormOption[], variants: readonly FormVariant[]): FormVariant[] => {
  const filled = options.filter(isFilled)
  const placesOf = ({ optionValues }: FormVariant): number[] =>
    filled.map(({ values }, at) => values.indexOf(optionValues[at] ?? ''))
  const compare = (a: FormVariant, b: FormVariant): number => {
    const theirs = placesOf(b)
    return placesOf(a).reduce((order, place, at) => order || place - (theirs[at] ?? 0), 0)
  }
  return variants.toSorted(compare)
}

// Does not copy what is unique to a variant: its ID, SKU, barcode and stock.
const likeness = (model: FormVariant, optionValues: readonly string[]): FormVariant => ({
  ...model,
  key: newKey('variant'),
  id: null,
  optionValues,
  sku: '',
  barcode: '',
  onHand: '0',
  stock: null,
})

/** Adds variants in the order of their values: each from the shelf if it is there, otherwise as a copy of a sibling. */
const addVariants = (matrix: Matrix, wanted: readonly { model: FormVariant; values: readonly string[] }[]): Matrix => {
  const shelved = new Map(matrix.shelf.map((variant) => [comboOf(variant.optionValues), variant]))
  const added = wanted.map(({ model, values }) => shelved.get(comboOf(values)) ?? likeness(model, values))
  const taken = new Set(added.map(({ key }) => key))
  return {
    options: matrix.options,
    variants: inOrder(matrix.options, [...matrix.variants, ...added]),
    shelf: matrix.shelf.filter(({ key }) => !taken.has(key)),
  }
}

/** Adds an option without values. The variants do not change until it has a value. */
export const addOption = (matrix: Matrix): Matrix => ({
  ...matrix,
  options: [...matrix.options, { key: newKey('option'), name: '', values: [] }],
})

/** Renames an option. */
export const nameOption = (matrix: Matrix, key: string, name: string): Matrix => ({
  ...matrix,
  options: withOption(matrix, key, { name }),
})

/** Removes an option. Of variants that become identical, the first stays and the others go on the shelf. */
export const removeOption = (matrix: Matrix, key: string): Matrix => {
  const option = matrix.options.find((one) => one.key === key)
  const options = matrix.options.filter((one) => one.key !== key)
  if (!option || !isFilled(option)) return { ...matrix, options }
  const place = placeOf(matrix.options, key)
  const kept = new Map<string, FormVariant>()
  const shelved: FormVariant[] = []
  for (const variant of matrix.variants) {
    const optionValues = without(variant.optionValues, place)
    if (kept.has(comboOf(optionValues))) shelved.push(variant)
    else kept.set(comboOf(optionValues), { ...variant, optionValues })
  }
  return { options, variants: [...kept.values()], shelf: [...matrix.shelf, ...shelved] }
}

/** Returns why a value cannot be added to an option, or null if it can. */
export const valueFault = (matrix: Matrix, key: string, value: string): string | null => {
  const option = matrix.options.find((one) => one.key === key)
  const isThere = option?.values.some((one) => one.toLowerCase() === value.trim().toLowerCase())
  if (isThere) return `“${value.trim()}” is there already.`
  return addValue(matrix, key, value).variants.length > MAX_VARIANTS
    ? `A product has at most ${MAX_VARIANTS} variants.`
    : null
}

/**
 * Adds a value to an option, with a variant for each existing combination of the other options. The first value of an
 * option is added to the existing variants instead.
 */
export const addValue = (matrix: Matrix, key: string, value: string): Matrix => {
  const option = matrix.options.find((one) => one.key === key)
  const text = value.trim()
  if (!option || text === '' || option.values.includes(text)) return matrix
  const place = placeOf(matrix.options, key)
  const options = withOption(matrix, key, { values: [...option.values, text] })
  if (!isFilled(option)) {
    const variants = matrix.variants.map((variant) => ({
      ...variant,
      optionValues: variant.optionValues.toSpliced(place, 0, text),
    }))
    return { ...matrix, options, variants }
  }
  const models = new Map<string, FormVariant>()
  for (const variant of matrix.variants) {
    const rest = comboOf(without(variant.optionValues, place))
    if (!models.has(rest)) models.set(rest, variant)
  }
  const wanted = [...models.values()].map((model) => ({ model, values: model.optionValues.with(place, text) }))
  return addVariants({ ...matrix, options }, wanted)
}

/**
 * Removes a value and puts its variants on the shelf. If it is the option's last value, the variants stay without it.
 */
export const removeValue = (matrix: Matrix, key: string, value: string): Matrix => {
  const option = matrix.options.find((one) => one.key === key)
  if (!option) return matrix
  const place = placeOf(matrix.options, key)
  const options = withOption(matrix, key, { values: option.values.filter((one) => one !== value) })
  const left = matrix.variants.filter(({ optionValues }) => optionValues[place] !== value)
  if (left.length === 0) {
    const variants = matrix.variants.map((variant) => ({
      ...variant,
      optionValues: without(variant.optionValues, place),
    }))
    return { ...matrix, options: withOption(matrix, key, { values: [] }), variants }
  }
  const gone = matrix.variants.filter(({ optionValues }) => optionValues[place] === value)
  return { options, variants: left, shelf: [...matrix.shelf, ...gone] }
}

/** Renames a value in the option and in every variant. */
export const renameValue = (matrix: Matrix, key: string, at: { from: string; to: string }): Matrix => {
  const to = at.to.trim()
  const option = matrix.options.find((one) => one.key === key)
  if (!option || to === '' || option.values.includes(to)) return matrix
  const place = placeOf(matrix.options, key)
  const rename = (variant: FormVariant): FormVariant =>
    variant.optionValues[place] === at.from
      ? { ...variant, optionValues: variant.optionValues.with(place, to) }
      : variant
  return {
    options: withOption(matrix, key, { values: option.values.map((one) => (one === at.from ? to : one)) }),
    variants: matrix.variants.map(rename),
    shelf: matrix.shelf.map(rename),
  }
}

/** Moves a value within its option and reorders the variants to match. */
export const moveValue = (matrix: Matrix, key: string, at: { from: number; to: number }): Matrix => {
  const option = matrix.options.find((one) => one.key === key)
  const value = option?.values[at.from]
  if (!option || value === undefined || at.to < 0 || at.to >= option.values.length) return matrix
  const options = withOption(matrix, key, { values: without(option.values, at.from).toSpliced(at.to, 0, value) })
  return { ...matrix, options, variants: inOrder(options, matrix.variants) }
}

/** Removes a variant, but never the last one: a product has at least one. */
export const removeVariant = (matrix: Matrix, key: string): Matrix => {
  const variant = matrix.variants.find((one) => one.key === key)
  if (!variant || matrix.variants.length === 1) return matrix
  return {
    ...matrix,
    variants: matrix.variants.filter((one) => one.key !== key),
    shelf: [...matrix.shelf, variant],
  }
}

/** Lists the value combinations that no variant has, or none if there are too many combinations to be intended. */
export const missingCombinations = ({ options, variants }: Pick<Matrix, 'options' | 'variants'>): string[][] => {
  const filled = options.filter(isFilled)
  const count = filled.reduce((product, { values }) => product * values.length, 1)
  if (filled.length === 0 || count > MAX_COMBINATIONS) return []
  const present = new Set(variants.map(({ optionValues }) => comboOf(optionValues)))
  const all = filled.reduce<string[][]>(
    (combos, { values }) => combos.flatMap((combo) => values.map((value) => [...combo, value])),
    [[]]
  )
  return all.filter((combo) => !present.has(comboOf(combo)))
}

/** Adds a variant for each of these combinations of values. */
export const addCombinations = (matrix: Matrix, combos: readonly string[][]): Matrix => {
  const [model] = matrix.variants
  return model === undefined
    ? matrix
    : addVariants(
        matrix,
        combos.map((values) => ({ model, values }))
      )
}
