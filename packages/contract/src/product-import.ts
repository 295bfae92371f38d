import * as z from 'zod'

/** The largest file that one import takes, in bytes. */
export const MAX_IMPORT_BYTES = 16 * 1024 * 1024

/** The most lines that one import takes: reading them must not hold up the shop. */
export const MAX_IMPORT_LINES = 200_000

/** The most faults that an answer lists; the rest are counted. */
export const MAX_IMPORT_FAULTS = 100

/** One fault in an imported file. `row` counts lines of the file from 1, the header included; null is the file whole. */
export const ImportFault = z.object({
  row: z.int().nullable(),
  column: z.string().nullable(),
  code: z.enum([
    'not_csv',
    'empty',
    'too_many_rows',
    'missing_column',
    'duplicate_column',
    'broken_quoting',
    'wrong_field_count',
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

export const ImportProductsOutput = z.object({
  dryRun: z.boolean(),
  rows: z.int(),
  products: z.object({ created: z.int(), updated: z.int(), unchanged: z.int() }),
  variants: z.int(),
  images: z.int(),
})

export type ImportProductsOutput = z.infer<typeof ImportProductsOutput>
