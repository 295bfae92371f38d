import { cut, printable, widthOf, wrap } from './printable.ts'
import type { Paint } from './terminal.ts'

const GAP = '  '
const MIN_FLEXIBLE = 12

/** One column of a table. Columns with `fit` are cut or wrapped if the terminal is too narrow. */
export interface Column<Row> {
  readonly title: string
  readonly cell: (row: Row) => string
  readonly align?: 'right'
  readonly fit?: 'cut' | 'wrap'
}

export interface TableSpace {
  /** Columns of the terminal; may be Infinity. */
  readonly width: number
  readonly paint: Paint
}

/**
 * Returns the lines of a table. Columns are as wide as their contents; those with `fit` shrink if the space is too
 * narrow.
 */
export const layTable = <Row>(columns: readonly Column<Row>[], rows: readonly Row[], space: TableSpace): string[] => {
  const cells = rows.map((row) => columns.map((column) => printable(column.cell(row))))
  const natural = columns.map(({ title }, index) =>
    Math.max(widthOf(title), ...cells.map((row) => widthOf(row[index] ?? '')))
  )
  const widths = fitInto(space.width, columns, natural)
  const head = layLine(
    columns,
    columns.map(({ title }) => title),
    widths
  )
  return [space.paint('bold', head), ...cells.flatMap((row) => layRow(columns, row, widths))]
}

const fitInto = <Row>(width: number, columns: readonly Column<Row>[], natural: readonly number[]): number[] => {
  const widths = [...natural]
  const flexible = [...widths.keys()].filter((index) => columns[index]?.fit !== undefined)
  const widthAt = (index: number) => widths[index] ?? 0
  const total = natural.reduce((sum, each) => sum + each, 0) + GAP.length * (columns.length - 1)
  for (let excess = total - width; excess > 0; excess--) {
    // The widest column shrinks first, so that short ones stay complete.
    const [widest] = flexible.toSorted((one, other) => widthAt(other) - widthAt(one))
    if (widest === undefined || widthAt(widest) <= MIN_FLEXIBLE) break
    widths[widest] = widthAt(widest) - 1
  }
  return widths
}

const layRow = <Row>(
  columns: readonly Column<Row>[],
  cells: readonly string[],
  widths: readonly number[]
): string[] => {
  const parts = cells.map((cell, index) => {
    const width = widths[index] ?? 0
    return columns[index]?.fit === 'wrap' ? wrap(cell, width) : [cut(cell, width)]
  })
  const height = Math.max(...parts.map((lines) => lines.length))
  return Array.from({ length: height }, (_, line) =>
    layLine(
      columns,
      parts.map((lines) => lines[line] ?? ''),
      widths
    )
  )
}

const layLine = <Row>(columns: readonly Column<Row>[], cells: readonly string[], widths: readonly number[]): string =>
  cells
    .map((cell, index) => {
      const padding = ' '.repeat(Math.max(0, (widths[index] ?? 0) - widthOf(cell)))
      return columns[index]?.align === 'right' ? padding + cell : cell + padding
    })
    .join(GAP)
    .trimEnd()
