import type { ImportedProduct, ImportedVariant } from './shopify-catalogue.ts'
import { type Cells, needsColumn } from './shopify-cells.ts'
import type { Row } from './shopify-rows.ts'

/** The pairs of columns for a product's options, in the order of the shop's options. */
export const optionSlots = [
  { at: 0, name: 'Option1 Name', value: 'Option1 Value' },
  { at: 1, name: 'Option2 Name', value: 'Option2 Value' },
  { at: 2, name: 'Option3 Name', value: 'Option3 Value' },
] as const

type Slot = (typeof optionSlots)[number]

/** An option of a product and the columns of its name and values. */
export interface Option {
  readonly slot: Slot
  readonly name: string
}

/** Replaces option columns that the file lacks: the product's options, and the variant of a row. */
export interface OptionsBefore {
  readonly options: ImportedProduct['options']
  readonly variantOf: (row: Row) => ImportedVariant | null
}

/** Reads the option cells of one product. If the file lacks a column, returns what the shop has. */
export class OptionCells {
  readonly cells: Cells
  readonly first: Row
  readonly #before: OptionsBefore
  readonly #missing = new Set<string>()

  constructor(cells: Cells, first: Row, before: OptionsBefore) {
    this.cells = cells
    this.first = first
    this.#before = before
  }

  name({ at, name, value }: Slot): string {
    const written = this.cells.text(this.first, name)
    if (written !== '' || (this.cells.has(name) && this.cells.has(value))) return written
    return this.#before.options[at]?.name ?? ''
  }

  value(row: Row, { at, value }: Slot): string {
    return this.cells.has(value) ? this.cells.text(row, value) : (this.#before.variantOf(row)?.optionValues[at] ?? '')
  }

  /** Adds a fault for an empty cell, or only once per product if the file has no such column. */
  refuseEmpty(row: Row, column: Slot['name' | 'value'], message: string): void {
    const isColumn = this.cells.has(column)
    if (!isColumn && this.#missing.has(column)) return
    this.#missing.add(column)
    this.cells.refuse(row, column, { code: 'missing_value', message: isColumn ? message : needsColumn(column) })
  }
}

/** Reads a product's options from its first row. Returns none if they contain only Title and Default Title. */
export const readOptions = (of: OptionCells, variantRows: readonly Row[]): Option[] => {
  if (hasNoOptions(of, variantRows)) return []
  const isUsed = (slot: Slot) => variantRows.some((row) => of.value(row, slot) !== '')
  const used = optionSlots.filter((slot) => of.name(slot) !== '' || isUsed(slot))
  const options = used.map((slot) => ({ slot, name: nameOf(of, slot) }))
  refuseNames(of, options)
  return options
}

const nameOf = (of: OptionCells, slot: Slot): string => {
  const isWritten = of.cells.text(of.first, slot.name) !== ''
  return isWritten ? of.cells.line(of.first, slot.name, 100) : of.name(slot)
}

const refuseNames = (of: OptionCells, options: readonly Option[]): void => {
  const seen = new Set<string>()
  for (const { slot, name } of options) {
    if (of.name(slot) === '') {
      const message = `Name this option in the first row of the product, such as Size, or empty its “${slot.value}” cells.`
      of.refuseEmpty(of.first, slot.name, message)
    }
    if (name !== '' && seen.has(name)) {
      of.cells.refuse(of.first, slot.name, {
        code: 'bad_value',
        message: 'Give each option of a product another name.',
      })
    }
    seen.add(name)
  }
}

const hasNoOptions = (of: OptionCells, variantRows: readonly Row[]): boolean => {
  const [slot, ...others] = optionSlots
  return (
    ['', 'Title'].includes(of.name(slot)) &&
    others.every((other) => of.name(other) === '') &&
    variantRows.every(
      (row) =>
        ['', 'Default Title'].includes(of.value(row, slot)) && others.every((other) => of.value(row, other) === '')
    )
  )
}

/** Reads a variant's value of each option, or returns null if one is missing or faulty. */
export const readOptionValues = (of: OptionCells, row: Row, options: readonly Option[]): string[] | null => {
  const values = options.map(({ slot, name }) => {
    const text = of.value(row, slot)
    if (text === '') of.refuseEmpty(row, slot.value, `Fill in this variant’s “${name}”, such as Small.`)
    return of.cells.has(slot.value) ? of.cells.line(row, slot.value, 100) : text
  })
  return values.includes('') ? null : values
}

/** Adds a fault for each row that repeats the option values of an earlier one. */
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
