import { adminListOrders, importProducts } from '@tradepost/commerce'
import { AdminListOrdersInput, AdminOrderPage, fail, ImportProductsOutput, MAX_IMPORT_BYTES } from '@tradepost/contract'
import * as z from 'zod'
import { apiKeys, audit, settings, staffMembers } from './staff.ts'
import { staff } from './trpc.ts'
import { declares } from './wire-errors.ts'

interface ImportRequest {
  readonly file: Blob
  readonly dryRun: boolean
}

/** Takes a form with `file`, the CSV, and `dryRun`, which is `true` to try only. */
const ImportForm: z.ZodType<ImportRequest, FormData> = z
  .custom<FormData>((value) => value instanceof FormData, 'Send a form with the CSV as “file”.')
  .transform((form): Record<'file' | 'dryRun', unknown> => ({
    file: form.get('file'),
    dryRun: form.get('dryRun') ?? 'false',
  }))
  .pipe(
    z.object({
      file: z.unknown().pipe(z.custom<Blob>((value) => value instanceof Blob, 'Send the CSV as “file”.')),
      dryRun: z
        .unknown()
        .pipe(z.enum(['true', 'false']))
        .transform((text) => text === 'true'),
    })
  )

const readBytes = async (file: Blob): Promise<Uint8Array> => {
  if (file.size > MAX_IMPORT_BYTES) throw fail('import.too_large', { limitBytes: MAX_IMPORT_BYTES })
  return new Uint8Array(await file.arrayBuffer())
}

const products = {
  import: staff('products:write')
    .input(ImportForm)
    .output(ImportProductsOutput)
    .errors(declares('import.invalid', 'import.too_large'))
    .mutation(async ({ ctx, input: { file, dryRun } }) =>
      importProducts(ctx.deps, { bytes: await readBytes(file), dryRun, actor: ctx.actor })
    ),
}

const orders = {
  list: staff('orders:read')
    .input(AdminListOrdersInput)
    .output(AdminOrderPage)
    .query(({ ctx, input }) => adminListOrders(ctx.deps, input)),
}

export const admin = { products, orders, staff: staffMembers, apiKeys, audit, settings }
