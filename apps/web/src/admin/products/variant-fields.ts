import type { Currency } from '@tradepost/contract'
import { type FormVariant, type ProductForm, variantTitle } from './product-form.ts'
import { type MergeField, text, type Versions } from './product-fields.ts'

const filledNames = ({ options }: ProductForm): string[] =>
  options.filter(({ values }) => values.length > 0).map(({ name }) => name)

const optionNames: MergeField = {
  path: 'options',
  label: 'Names of the options',
  show: (form) => ({ kind: 'list', items: filledNames(form) }),
  read: (form) => JSON.stringify(filledNames(form)),
  copy: (into, from) => {
    const names = filledNames(from)
    return { ...into, options: into.options.map((option, at) => ({ ...option, name: names[at] ?? option.name })) }
  },
}

const wholeMatrix: MergeField = {
  path: 'variants',
  label: 'Options and variants',
  show: (form) => ({
    kind: 'list',
    items: [filledNames(form).join(' × ') || 'No options', ...form.variants.map(variantTitle)],
  }),
  read: (form) => JSON.stringify([filledNames(form), form.variants.map(({ stock: _stock, ...variant }) => variant)]),
  copy: (into, { options, variants, currencies }) => ({ ...into, options, variants, currencies }),
}

interface Cell {
  readonly path: string
  readonly label: string
  readonly read: (variant: FormVariant, form: ProductForm) => string
  readonly copy: (into: FormVariant, from: FormVariant) => FormVariant
}

const yesNo = (value: boolean): string => (value ? 'Yes' : 'No')

const numberOfImage = ({ imageKey }: FormVariant, { images }: ProductForm): string => {
  const at = images.findIndex(({ key }) => key === imageKey)
  return at === -1 ? 'None' : `Picture ${at + 1}`
}

const cells: readonly Cell[] = [
  {
    path: 'optionValues',
    label: 'Values',
    read: variantTitle,
    copy: (into, { optionValues }) => ({ ...into, optionValues }),
  },
  { path: 'sku', label: 'SKU', read: ({ sku }) => sku.trim(), copy: (into, { sku }) => ({ ...into, sku }) },
  {
    path: 'barcode',
    label: 'Barcode',
    read: ({ barcode }) => barcode.trim(),
    copy: (into, { barcode }) => ({ ...into, barcode }),
  },
  {
    path: 'weightGrams',
    label: 'Weight in grams',
    read: ({ weightGrams }) => weightGrams.trim() || '0',
    copy: (into, { weightGrams }) => ({ ...into, weightGrams }),
  },
  {
    path: 'requiresShipping',
    label: 'Needs delivery',
    read: ({ requiresShipping }) => yesNo(requiresShipping),
    copy: (into, { requiresShipping }) => ({ ...into, requiresShipping }),
  },
  {
    path: 'taxable',
    label: 'Is taxed',
    read: ({ taxable }) => yesNo(taxable),
    copy: (into, { taxable }) => ({ ...into, taxable }),
  },
  {
    path: 'tracked',
    label: 'Stock is counted',
    read: ({ tracked }) => yesNo(tracked),
    copy: (into, { tracked }) => ({ ...into, tracked }),
  },
  {
    path: 'backorder',
    label: 'Sold beyond the stock',
    read: ({ backorder }) => yesNo(backorder),
    copy: (into, { backorder }) => ({ ...into, backorder }),
  },
  { path: 'imageKey', label: 'Picture', read: numberOfImage, copy: (into, { imageKey }) => ({ ...into, imageKey }) },
]

const priceCell = (currency: Currency): Cell => ({
  path: `price.${currency}`,
  label: `Price in ${currency}`,
  read: ({ prices }) => {
    const { price = '', compareAt = '' } = prices[currency] ?? {}
    return compareAt.trim() === '' ? price.trim() : `${price.trim()}, before ${compareAt.trim()}`
  },
  copy: (into, from) => {
    const { [currency]: _mine, ...others } = into.prices
    const theirs = from.prices[currency]
    return { ...into, prices: theirs === undefined ? others : { ...others, [currency]: theirs } }
  },
})

const find = (form: ProductForm, key: string): FormVariant | undefined => form.variants.find((one) => one.key === key)

const change = (form: ProductForm, key: string, next: (variant: FormVariant) => FormVariant): ProductForm => ({
  ...form,
  variants: form.variants.map((variant) => (variant.key === key ? next(variant) : variant)),
})

const cellField = (key: string, title: string, cell: Cell): MergeField => {
  const read = (form: ProductForm): string => {
    const variant = find(form, key)
    return variant === undefined ? '' : cell.read(variant, form)
  }
  return {
    path: `variants.${key}.${cell.path}`,
    label: title === '' ? cell.label : `${title}: ${cell.label.charAt(0).toLowerCase()}${cell.label.slice(1)}`,
    show: (form) => text(read(form)),
    read,
    copy: (into, from) => {
      const variant = find(from, key)
      return variant === undefined ? into : change(into, key, (mine) => cell.copy(mine, variant))
    },
  }
}

// A variant that another user deleted can only come back as a new variant, without stock.
const asNew = (variant: FormVariant): FormVariant => ({ ...variant, id: null, stock: null, onHand: '0' })

const presence = (key: string, title: string): MergeField => ({
  path: `variants.${key}`,
  label: `Variant ${title}`,
  show: (form) => text(find(form, key) === undefined ? 'Not there' : 'There'),
  // Compares the whole variant: a user who changed a variant that another user deleted must be asked.
  read: (form) => JSON.stringify(find(form, key) ?? null),
  copy: (into, from) => {
    const variant = find(from, key)
    if (variant === undefined) return { ...into, variants: into.variants.filter((one) => one.key !== key) }
    if (find(into, key) !== undefined) return into
    return { ...into, variants: [...into.variants, variant.id === null ? variant : asNew(variant)] }
  },
})

/** Lists the fields of options and variants in which two versions can differ. */
export const variantFields = ({ mine, theirs }: Versions): MergeField[] => {
  if (filledNames(mine).length !== filledNames(theirs).length) return [wholeMatrix]
  const keys = [...new Set([...theirs.variants, ...mine.variants].map(({ key }) => key))]
  const isOnlyOne = theirs.variants.length === 1 && mine.variants.length === 1
  const fieldsOf = (key: string): MergeField[] => {
    const [ours, others] = [find(mine, key), find(theirs, key)]
    const title = variantTitle(others ?? ours ?? { optionValues: [] })
    if (ours === undefined || others === undefined) return [presence(key, title)]
    const currencies = [...new Set([...mine.currencies, ...theirs.currencies])]
    return [...currencies.map(priceCell), ...cells].map((cell) => cellField(key, isOnlyOne ? '' : title, cell))
  }
  return [optionNames, ...keys.flatMap(fieldsOf)]
}
