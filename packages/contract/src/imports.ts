import * as z from 'zod'
import { Id } from './ids.ts'
import { Instant, Page, PageInput } from './page.ts'
import { Line } from './text.ts'

/** The maximum size of an import file, in bytes. */
export const MAX_IMPORT_BYTES = 1024 * 1024 * 1024

/** The maximum number of bytes in one call of `admin.imports.append`. */
export const MAX_IMPORT_CHUNK_BYTES = 4 * 1024 * 1024

/** The recommended chunk size, in bytes. Smaller chunks need more calls; larger ones need more memory on both sides. */
export const IMPORT_CHUNK_BYTES = 256 * 1024

/** The maximum number of lines in one import. */
export const MAX_IMPORT_LINES = 3_000_000

/** The maximum number of faults that are listed. Further faults are only counted. */
export const MAX_IMPORT_FAULTS = 100

/** The maximum number of imports that wait for their file, or keep it, at the same time. */
export const MAX_OPEN_IMPORTS = 20

/** The path that returns the catalog as a Shopify product CSV. */
export const PRODUCT_EXPORT_PATH = '/export/products.csv'

/** One fault in an imported file. `row` is the line number from 1, header included; null means the whole file. */
export const ImportFault = z.object({
  row: z.int().nullable(),
  column: z.string().nullable(),
  code: z.enum([
    'not_csv',
    'empty',
    'too_many_rows',
    'too_many_columns',
    'missing_column',
    'duplicate_column',
    'broken_quoting',
    'wrong_field_count',
    'repeated_handle',
    'missing_value',
    'bad_value',
    'bad_price',
    'bad_quantity',
    'duplicate_option',
    'duplicate_sku',
    'too_many_options',
    'too_many_variants',
    'too_long',
  ]),
  message: z.string(),
})

export type ImportFault = z.infer<typeof ImportFault>

/** The first faults of a file and their total count. */
export const ImportFaults = z.object({ faults: z.array(ImportFault), faultCount: z.int() })

/**
 * The normal sequence is `uploading → waiting → checking → importing → done`. A run ends early as `failed` (a fault),
 * `canceled` (by a person) or `interrupted` (the server stopped). Products imported before that stay imported. A new
 * run of the file matches them by handle and continues.
 */
export const importStates = [
  'uploading',
  'waiting',
  'checking',
  'importing',
  'done',
  'failed',
  'canceled',
  'interrupted',
] as const

export type ImportState = (typeof importStates)[number]

/** The final states of a run. */
export const endedImportStates: readonly ImportState[] = ['done', 'failed', 'canceled', 'interrupted']

/** Returns whether a run has reached a final state. */
export const isImportOver = (state: ImportState): boolean => endedImportStates.includes(state)

/** The action if the file has faults: import nothing, or skip the products with faults. */
export const OnFault = z.enum(['stop', 'skip'])

export type OnFault = z.infer<typeof OnFault>

/** One import of a product file, from its upload to its end. */
export const ImportRun = z.object({
  id: Id('import'),
  fileName: z.string(),
  /** Null if the size is unknown until the upload is complete. */
  sizeBytes: z.int().nullable(),
  receivedBytes: z.int(),
  state: z.enum(importStates),
  /** Null until the run starts. */
  dryRun: z.boolean().nullable(),
  onFault: OnFault.nullable(),
  /** Progress of the current state: all rows are checked first, then all products are imported. */
  done: z.object({ bytes: z.int(), rows: z.int() }),
  /** Rows that are not blank: those read so far while checking, and all of them afterwards. */
  rows: z.int(),
  products: z.object({ created: z.int(), updated: z.int(), unchanged: z.int(), skipped: z.int() }),
  /** Counts of variants and images of the products that were imported or unchanged. */
  variants: z.int(),
  images: z.int(),
  /** The first faults, sorted by row. `faultCount` counts all of them. */
  faults: z.array(ImportFault),
  faultCount: z.int(),
  /** Why the run failed: faults in the file, a file missing from the server, or an internal error. */
  failure: z.enum(['faults', 'file', 'internal']).nullable(),
  createdBy: z.string(),
  createdAt: Instant,
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
})

export type ImportRun = z.infer<typeof ImportRun>

const Size = z.int().min(0).max(1_000_000_000_000)

/** Creates a run. `sizeBytes` is null if the size is unknown, for instance when reading from a pipe. */
export const CreateImportInput = z.strictObject({ fileName: Line(200), sizeBytes: Size.nullable().default(null) })

export type CreateImportInput = z.infer<typeof CreateImportInput>

/** The fields of an `admin.imports.append` form besides `chunk`. */
export const AppendImportInput = z.strictObject({ id: Id('import'), offset: Size })

export type AppendImportInput = z.infer<typeof AppendImportInput>

/**
 * Starts a run whose upload is complete. A dry run checks and tries everything, and keeps the file for the real run.
 */
export const StartImportInput = z.strictObject({
  id: Id('import'),
  dryRun: z.boolean().default(false),
  onFault: OnFault.default('stop'),
})

export type StartImportInput = z.infer<typeof StartImportInput>

export const ImportIdInput = z.strictObject({ id: Id('import') })

export const ListImportsInput = PageInput

export type ListImportsInput = z.infer<typeof ListImportsInput>

export const ImportPage = Page(ImportRun)
