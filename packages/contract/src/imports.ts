import * as z from 'zod'
import { Id } from './ids.ts'
import { Instant, Page, PageInput } from './page.ts'
import { Line } from './text.ts'

/** The largest file that one import takes, in bytes. */
export const MAX_IMPORT_BYTES = 1024 * 1024 * 1024

/** The most bytes of a file that one call of `admin.imports.append` takes. */
export const MAX_IMPORT_CHUNK_BYTES = 4 * 1024 * 1024

/** How much of a file a client had better send at once: less costs calls, more costs memory on both sides. */
export const IMPORT_CHUNK_BYTES = 256 * 1024

/** The most lines that one import takes. */
export const MAX_IMPORT_LINES = 3_000_000

/** The most faults that are listed; the rest are counted. */
export const MAX_IMPORT_FAULTS = 100

/** The most imports that may wait for their file, or keep it, at once. */
export const MAX_OPEN_IMPORTS = 20

/** Where the catalogue is downloaded as a Shopify product CSV. */
export const PRODUCT_EXPORT_PATH = '/export/products.csv'

/** One fault in an imported file. `row` counts lines of the file from 1, the header included; null is the file whole. */
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

/** The first faults of a file, and how many there are. */
export const ImportFaults = z.object({ faults: z.array(ImportFault), faultCount: z.int() })

/**
 * `uploading → waiting → checking → importing → done`. What a fault, a person or the end of the server has stopped is
 * `failed`, `canceled` or `interrupted`; what was imported before stays, and starting again goes on by handle.
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

/** The states of runs that are over. */
export const endedImportStates: readonly ImportState[] = ['done', 'failed', 'canceled', 'interrupted']

/** Tells whether nothing more happens to a run by itself. */
export const isImportOver = (state: ImportState): boolean => endedImportStates.includes(state)

/** What to do where the file has a fault: import nothing, or leave out the products that have one. */
export const OnFault = z.enum(['stop', 'skip'])

export type OnFault = z.infer<typeof OnFault>

/** One import of a product file, from its upload to its end. */
export const ImportRun = z.object({
  id: Id('import'),
  fileName: z.string(),
  /** Null where it is not known before the file has come whole. */
  sizeBytes: z.int().nullable(),
  receivedBytes: z.int(),
  state: z.enum(importStates),
  /** Null until it is started. */
  dryRun: z.boolean().nullable(),
  onFault: OnFault.nullable(),
  /** How far the state has come: first every row is checked, then every product imported. */
  done: z.object({ bytes: z.int(), rows: z.int() }),
  /** Rows that hold anything: those read so far while checking, and all of them afterwards. */
  rows: z.int(),
  products: z.object({ created: z.int(), updated: z.int(), unchanged: z.int(), skipped: z.int() }),
  /** Variants and images of the products that were imported or were found unchanged. */
  variants: z.int(),
  images: z.int(),
  /** The first faults by row; `faultCount` counts all. */
  faults: z.array(ImportFault),
  faultCount: z.int(),
  /** Why it has failed: faults in the file, a file that is gone from the server, or a fault of ours. */
  failure: z.enum(['faults', 'file', 'internal']).nullable(),
  createdBy: z.string(),
  createdAt: Instant,
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
})

export type ImportRun = z.infer<typeof ImportRun>

const Size = z.int().min(0).max(1_000_000_000_000)

/** Opens a run; `sizeBytes` is null where the size is not known, as with a pipe. */
export const CreateImportInput = z.strictObject({ fileName: Line(200), sizeBytes: Size.nullable().default(null) })

export type CreateImportInput = z.infer<typeof CreateImportInput>

/** What a form of `admin.imports.append` says beside its `chunk`. */
export const AppendImportInput = z.strictObject({ id: Id('import'), offset: Size })

export type AppendImportInput = z.infer<typeof AppendImportInput>

/** Starts a run whose file has come whole. A dry run checks and tries everything, and keeps the file for the real one. */
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
