import { Slug } from '@tradepost/contract'
import type { Cells } from './shopify-cells.ts'
import type { Row } from './shopify-rows.ts'
import type { TextHashes } from './text-hashes.ts'

/** The rows of one handle in the order of the file. */
export interface ProductRows {
  readonly slug: string
  readonly first: Row
  readonly rows: readonly Row[]
  /** False if rows were left out because they have a wrong number of cells. */
  readonly isWhole: boolean
  /** True if the file has rows of this handle further up. The rows are not read then. */
  readonly isRepeated: boolean
  /** True if the handle, the number of rows or the number of cells in a row is faulty. */
  readonly isFaulty: boolean
}

// Enough for every variant and picture in its own row, several times over.
const MAX_ROWS = 1000
const MAX_HANDLE = 200

type Group = { -readonly [K in keyof ProductRows]: ProductRows[K] } & { readonly rows: Row[] }

/** Groups consecutive rows of one handle into a product. */
export class RowGroups {
  readonly #cells: Cells
  readonly #seen: TextHashes
  #group: Group | null = null

  /** Adds the handles to `seen`. */
  constructor(cells: Cells, seen: TextHashes) {
    this.#cells = cells
    this.#seen = seen
  }

  /** Adds the next row, and returns the previous product if this row completes it. */
  take(row: Row): ProductRows | null {
    const slug = toHandle(this.#cells.text(row, 'Handle'))
    if (slug === '') {
      if (row.isWhole) this.#refuseMissingHandle(row)
      return null
    }
    const before = this.#group
    if (before?.slug === slug) {
      this.#add(before, row)
      return null
    }
    this.#group = this.#begin(slug, row)
    return before
  }

  /** Returns the last product. */
  end(): ProductRows | null {
    const last = this.#group
    this.#group = null
    return last
  }

  #begin(slug: string, row: Row): Group {
    const isRepeated = !this.#seen.add(slug)
    if (isRepeated) this.#refuseRepeated(row, slug)
    const isOdd = !isRepeated && row.isWhole && this.#refuseOdd(row, slug)
    const isFaulty = isRepeated || isOdd || !row.isWhole
    return { slug, first: row, rows: row.isWhole ? [row] : [], isWhole: row.isWhole, isRepeated, isFaulty }
  }

  #add(group: Group, row: Row): void {
    if (!row.isWhole || group.rows.length > MAX_ROWS) {
      group.isWhole &&= row.isWhole
      group.isFaulty = true
      return
    }
    if (group.rows.length === 0) {
      group.first = row
      if (!group.isRepeated) this.#refuseOdd(row, group.slug)
    }
    group.rows.push(row)
    if (group.rows.length > MAX_ROWS) this.#refuseSurplus(row)
  }

  #refuseSurplus(row: Row): void {
    const message = `A product takes at most ${MAX_ROWS} rows: delete this one and those after it.`
    this.#cells.refuse(row, 'Handle', { code: 'too_many_rows', message })
  }

  #refuseMissingHandle(row: Row): void {
    const message = 'Write the product’s handle, such as classic-shirt, in every one of its rows.'
    this.#cells.refuse(row, 'Handle', { code: 'missing_value', message })
  }

  #refuseRepeated(row: Row, slug: string): void {
    const message = `Rows of “${slug.slice(0, 100)}” stand further up: put all rows of a product next to each other.`
    this.#cells.refuse(row, 'Handle', { code: 'repeated_handle', message })
  }

  #refuseOdd(row: Row, slug: string): boolean {
    if (Slug.safeParse(slug).success) return false
    const isLong = slug.length > MAX_HANDLE
    const message = isLong
      ? `Use at most ${MAX_HANDLE} characters.`
      : 'Write the handle in lower-case letters, digits and single hyphens, such as classic-shirt.'
    this.#cells.refuse(row, 'Handle', { code: isLong ? 'too_long' : 'bad_value', message })
    return true
  }
}

/** Returns a handle in lower case. Leaves it unchanged if it is too long, which is a fault anyway. */
const toHandle = (text: string): string => (text.length > MAX_HANDLE ? text : text.trim().toLowerCase())
