import type { IdOf, ImportFault, ImportRun, ImportState, OnFault } from '@tradepost/contract'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The actor that started an import, as the audit log names them when it ends. */
export interface ImportActor {
  readonly kind: 'user' | 'key' | 'operator' | 'system'
  readonly id: string | null
  readonly name: string
  readonly userId: IdOf<'user'> | null
  readonly procedure: string
  readonly requestId: string
}

/** Imports of product files, from the upload to the end. At most one is `checking` or `importing`. */
export const productImports = sqliteTable('product_imports', {
  id: text('id').$type<IdOf<'import'>>().primaryKey(),
  fileName: text('file_name').notNull(),
  /** Null if the size was not known before the upload was complete. */
  sizeBytes: integer('size_bytes'),
  receivedBytes: integer('received_bytes').notNull().default(0),
  hasFile: integer('has_file', { mode: 'boolean' }).notNull().default(true),
  state: text('state').$type<ImportState>().notNull(),
  /** Set while the import runs: it stops before the next product. */
  cancelRequested: integer('cancel_requested', { mode: 'boolean' }).notNull().default(false),
  dryRun: integer('dry_run', { mode: 'boolean' }),
  onFault: text('on_fault').$type<OnFault>(),
  /** Progress of the current state, in bytes of the file. */
  doneBytes: integer('done_bytes').notNull().default(0),
  doneRows: integer('done_rows').notNull().default(0),
  rows: integer('rows').notNull().default(0),
  created: integer('created').notNull().default(0),
  updated: integer('updated').notNull().default(0),
  unchanged: integer('unchanged').notNull().default(0),
  skipped: integer('skipped').notNull().default(0),
  variants: integer('variants').notNull().default(0),
  images: integer('images').notNull().default(0),
  faults: text('faults', { mode: 'json' }).$type<ImportFault[]>().notNull().default([]),
  faultCount: integer('fault_count').notNull().default(0),
  failure: text('failure').$type<NonNullable<ImportRun['failure']>>(),
  actor: text('actor', { mode: 'json' }).$type<ImportActor>().notNull(),
  createdAt: integer('created_at').notNull(),
  startedAt: integer('started_at'),
  endedAt: integer('ended_at'),
  /** When the run last reported progress. A running import that stays silent for long has died with its process. */
  updatedAt: integer('updated_at').notNull(),
})

/** Every column that an imported file has had, in the order of an export. */
export const productCsvColumns = sqliteTable('product_csv_columns', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  position: integer('position').notNull(),
})

/** Original cells of an imported product that our exporter would not reproduce, so that an export restores them. */
export const productCsvCells = sqliteTable('product_csv_cells', {
  productId: text('product_id').$type<IdOf<'product'>>().primaryKey(),
  cells: text('cells', { mode: 'json' }).$type<ProductCells>().notNull(),
})

/** The original cells kept for one product. */
export interface ProductCells {
  /** Identifies the variants and images, in order, that the rows were written for. */
  readonly of: string
  /** The option values of each variant. */
  readonly variants: readonly (readonly string[])[]
  /** For each row: the indexes of its variant and its image (-1 for none), and its cells. */
  readonly rows: readonly CellsOfRow[]
}

export type CellsOfRow = readonly [variant: number, image: number, cells: readonly KeptCell[]]

/** A cell: its column, the value that an export would have written (a hash if it is long), and the original value. */
export type KeptCell = readonly [columnId: number, exported: string, written: string]
