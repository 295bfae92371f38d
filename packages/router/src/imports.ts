import {
  appendImport,
  cancelImport,
  createImport,
  getImport,
  listImports,
  startImport,
  watchImport,
} from '@tradepost/commerce'
import {
  AppendImportInput,
  CreateImportInput,
  fail,
  ImportIdInput,
  ImportPage,
  ImportRun,
  ListImportsInput,
  MAX_IMPORT_CHUNK_BYTES,
  StartImportInput,
} from '@tradepost/contract'
import * as z from 'zod'
import { streamOf } from './stream-of.ts'
import { listening, staff } from './trpc.ts'
import { declares } from './wire-errors.ts'

interface Chunk extends AppendImportInput {
  readonly chunk: Blob
}

const fields = new Set(['id', 'offset', 'chunk'])

const isOwnForm = (form: FormData): boolean => {
  const names = [...form.keys()]
  return names.length === new Set(names).size && names.every((name) => fields.has(name))
}

const MAX_DIGITS = 15

const readOffset = (text: unknown): number =>
  typeof text === 'string' && text.length <= MAX_DIGITS ? Number(text) : Number.NaN

/** Accepts a form with `id`, `offset` and `chunk` (the next bytes of the file), each once, and nothing else. */
const AppendForm: z.ZodType<Chunk, FormData> = z
  .custom<FormData>((value) => value instanceof FormData, 'Send a form with the bytes as “chunk”.')
  .refine(isOwnForm, 'Send “id”, “offset” and “chunk”, and nothing else.')
  .transform((form): Record<keyof Chunk, unknown> => ({
    id: form.get('id'),
    offset: readOffset(form.get('offset')),
    chunk: form.get('chunk'),
  }))
  .pipe(
    AppendImportInput.extend({
      chunk: z.unknown().pipe(z.custom<Blob>((value) => value instanceof Blob, 'Send the bytes as “chunk”.')),
    })
  )

const readBytes = async (chunk: Blob): Promise<Uint8Array> => {
  if (chunk.size > MAX_IMPORT_CHUNK_BYTES) throw fail('request.too_large', { limitBytes: MAX_IMPORT_CHUNK_BYTES })
  return new Uint8Array(await chunk.arrayBuffer())
}

export const adminImports = {
  create: staff('products:write', [])
    .input(CreateImportInput)
    .output(ImportRun)
    .errors(declares('import.too_large', 'import.too_many'))
    .mutation(({ ctx, input }) => createImport(ctx.deps, { input, actor: ctx.actor })),

  append: staff('products:write', [])
    .input(AppendForm)
    .output(ImportRun)
    .errors(declares('import.not_found', 'import.wrong_state', 'import.wrong_offset', 'import.too_large'))
    .mutation(async ({ ctx, input: { chunk, ...at } }) =>
      appendImport(ctx.deps, { ...at, bytes: await readBytes(chunk) })
    ),

  start: staff('products:write', ['stock'])
    .input(StartImportInput)
    .output(ImportRun)
    .errors(declares('import.not_found', 'import.wrong_state', 'import.incomplete'))
    .mutation(({ ctx, input }) => startImport(ctx.deps, { input, actor: ctx.actor })),

  cancel: staff('products:write', [])
    .input(ImportIdInput)
    .output(ImportRun)
    .errors(declares('import.not_found'))
    .mutation(({ ctx, input }) => cancelImport(ctx.deps, { ...input, actor: ctx.actor })),

  get: staff('products:read', [])
    .input(ImportIdInput)
    .output(ImportRun)
    .errors(declares('import.not_found'))
    .query(({ ctx, input }) => getImport(ctx.deps, input)),

  list: staff('products:read', [])
    .input(ListImportsInput)
    .output(ImportPage)
    .query(({ ctx, input }) => listImports(ctx.deps, input)),

  onProgress: staff('products:read', [])
    .use(listening)
    .input(ImportIdInput)
    .output(streamOf(ImportRun))
    .errors(declares('import.not_found'))
    .subscription(({ ctx, input }) => watchImport(ctx.deps, { ...input, signal: ctx.until })),
}
