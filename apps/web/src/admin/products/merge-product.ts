import type { FormOption, FormVariant, ProductForm } from './product-form.ts'
import { type MergeField, productFields, type Versions } from './product-fields.ts'
import { variantFields } from './variant-fields.ts'
import { inOrder } from './variant-matrix.ts'

/** Which version of a field is saved; `both` merges the changes that each user made to a list. */
export type Choice = 'mine' | 'theirs' | 'both'

/** A field in which the versions differ, and who changed it since I began to edit. */
export interface Difference {
  readonly field: MergeField
  readonly changedBy: 'me' | 'them' | 'both'
}

/** Choices by the path of the field. */
export type Choices = Readonly<Record<string, Choice>>

/**
 * Pairs a new variant of mine with one that another user saved with the same values, so that they are compared instead
 * of listed twice.
 */
export const pairNewVariants = ({ base, mine, theirs }: Versions): Versions => {
  const known = new Set([...base.variants, ...mine.variants].map(({ key }) => key))
  const partner = ({ id, optionValues }: FormVariant): FormVariant | undefined =>
    id === null
      ? theirs.variants.find(
          (other) => !known.has(other.key) && other.optionValues.join('\n') === optionValues.join('\n')
        )
      : undefined
  const pair = (variant: FormVariant): FormVariant => {
    const found = partner(variant)
    return found ? { ...variant, key: found.key, id: found.id, stock: found.stock } : variant
  }
  return { base, theirs, mine: { ...mine, variants: mine.variants.map(pair) } }
}

const changerOf = (field: MergeField, { base, mine, theirs }: Versions): Difference['changedBy'] => {
  if (field.read(base) === field.read(theirs)) return 'me'
  return field.read(base) === field.read(mine) ? 'them' : 'both'
}

/** Lists the fields in which my version and the saved one differ. */
export const differencesOf = (versions: Versions): Difference[] =>
  [...productFields, ...variantFields(versions)]
    .filter((field) => field.read(versions.mine) !== field.read(versions.theirs))
    .map((field) => ({ field, changedBy: changerOf(field, versions) }))

/**
 * Preselects versions so that nothing is lost if possible: the only side that changed a field, or both sides of a list
 * that both changed. If both changed any other field, preselects mine.
 */
export const firstChoices = (differences: readonly Difference[]): Choices =>
  Object.fromEntries(
    differences.map(({ field, changedBy }) => {
      if (changedBy === 'both') return [field.path, field.join ? 'both' : 'mine']
      return [field.path, changedBy === 'me' ? 'mine' : 'theirs']
    })
  )

/** Applies the choices for each field to the version that is saved now. */
export const mergeProduct = (versions: Versions, choices: Choices): ProductForm => {
  const { mine, theirs } = versions
  const start: ProductForm = { ...theirs, shelf: mine.shelf, currencies: unionOf(theirs.currencies, mine.currencies) }
  const merged = differencesOf(versions).reduce((form, { field }) => {
    const choice = choices[field.path] ?? 'mine'
    if (choice === 'both' && field.join) return field.join(form, versions)
    return choice === 'theirs' ? form : field.copy(form, mine)
  }, start)
  return tidy(merged, mine)
}

const unionOf = <T>(first: readonly T[], second: readonly T[]): T[] => [...new Set([...first, ...second])]

// Keeps the option values that variants use, in the order of both versions, and unsets pictures that were removed.
const tidy = (form: ProductForm, mine: ProductForm): ProductForm => {
  const filled = form.options.filter(({ values }) => values.length > 0)
  const ours = mine.options.filter(({ values }) => values.length > 0)
  const options = filled.map((option, at): FormOption => {
    const used = new Set(form.variants.map(({ optionValues }) => optionValues[at] ?? ''))
    // Uses their order, unless a value of mine needs a place in it.
    const isAllTheirs = [...used].every((value) => option.values.includes(value))
    const known = isAllTheirs ? option.values : unionOf(ours[at]?.values ?? [], option.values)
    const values = unionOf(known, [...used]).filter((one) => used.has(one))
    return { ...option, values }
  })
  const pictures = new Set(form.images.map(({ key }) => key))
  const variants = form.variants.map((variant) =>
    variant.imageKey === null || pictures.has(variant.imageKey) ? variant : { ...variant, imageKey: null }
  )
  return { ...form, options, variants: inOrder(options, variants) }
}
