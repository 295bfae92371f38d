import type { Cells } from './shopify-cells.ts'
import type { Row } from './shopify-rows.ts'

const slots = [
  { name: 'Option1 Name', value: 'Option1 Value' },
  { name: 'Option2 Name', value: 'Option2 Value' },
  { name: 'Option3 Name', value: 'Option3 Value' },
] as const

type Slot = (typeof slots)[number]

/** An option of a product and where its values stand. */
export interface Option {
  readonly slot: Slot
  readonly name: string
}

/** Tells whether a row sells something; one without option values, price and SKU carries at most an image. */
export const isVariantRow = (cells: Cells, row: Row): boolean =>
  cells.text(row, 'Variant Price') !== '' ||
  cells.text(row, 'Variant SKU') !== '' ||
  slots.some(({ value }) => cells.text(row, value) !== '')

/** Reads a product's options off its first row; none where all it says is Title and Default Title. */
export const readOptions = (cells: Cells, first: Row, variantRows: readonly Row[]): Option[] => {
  if (hasNoOptions(cells, first, variantRows)) return []
  const isUsed = ({ value }: Slot) => variantRows.some((row) => cells.text(row, value) !== '')
  const used = slots.filter((slot) => cells.text(first, slot.name) !== '' || isUsed(slot))
  const options = used.map((slot) => ({ slot, name: cells.line(first, slot.name, 100) }))
  refuseNames(cells, first, options)
  return options
}

const refuseNames = (cells: Cells, first: Row, options: readonly Option[]): void => {
  const seen = new Set<string>()
  for (const { slot, name } of options) {
    if (cells.text(first, slot.name) === '') {
      const message = `Name this option in the first row of the product, such as Size, or empty its “${slot.value}” cells.`
      cells.refuse(first, slot.name, { code: 'missing_value', message })
    }
    if (name !== '' && seen.has(name)) {
      cells.refuse(first, slot.name, { code: 'bad_value', message: 'Give each option of a product another name.' })
    }
    seen.add(name)
  }
}

const hasNoOptions = (cells: Cells, first: Row, variantRows: readonly Row[]): boolean =>
  ['', 'Title'].includes(cells.text(first, 'Option1 Name')) &&
  slots.slice(1).every(({ name }) => cells.text(first, name) === '') &&
  variantRows.every(
    (row) =>
      ['', 'Default Title'].includes(cells.text(row, 'Option1 Value')) &&
      slots.slice(1).every(({ value }) => cells.text(row, value) === '')
  )

/** Reads a variant's value of each option, or answers null where one is missing or faulty. */
export const readOptionValues = (cells: Cells, row: Row, options: readonly Option[]): string[] | null => {
  const values = options.map(({ slot, name }) => {
    if (cells.text(row, slot.value) === '') {
      const message = `Fill in this variant’s “${name}”, such as Small.`
      cells.refuse(row, slot.value, { code: 'missing_value', message })
    }
    return cells.line(row, slot.value, 100)
  })
  return values.includes('') ? null : values
}

/** Adds a fault at each row that repeats the option values of an earlier one. */
export const refuseRepeats = (
  cells: Cells,
  variants: readonly { readonly row: Row; readonly optionValues: readonly string[] | null }[]
): void => {
  const seen = new Set<string>()
  for (const { row, optionValues } of variants) {
    if (optionValues === null) continue
    const key = JSON.stringify(optionValues)
    if (seen.has(key)) {
      const message =
        optionValues.length === 0
          ? 'This product has another row with a price: delete one of the rows, or give the product an option.'
          : `The variant ${optionValues.join(' / ')} stands in an earlier row: delete this row or change its values.`
      cells.refuse(row, 'Option1 Value', { code: 'duplicate_option', message })
    }
    seen.add(key)
  }
}
