import { deleteMedia, listMedia, updateMedia, uploadMedia } from '@tradepost/commerce'
import {
  fail,
  ListMediaInput,
  MAX_MEDIA_BYTES,
  Media,
  MediaIdInput,
  MediaPage,
  UpdateMediaInput,
} from '@tradepost/contract'
import * as z from 'zod'
import { staff } from './trpc.ts'
import { declares } from './wire-errors.ts'

interface UploadRequest {
  readonly file: File
  readonly alt: string
}

const fields = new Set(['file', 'alt'])

const isOwnForm = (form: FormData): boolean => {
  const names = [...form.keys()]
  return names.length === new Set(names).size && names.every((name) => fields.has(name))
}

/** Accepts a form with `file` (one picture) and `alt` (its alt text), each at most once, and nothing else. */
const UploadForm: z.ZodType<UploadRequest, FormData> = z
  .custom<FormData>((value) => value instanceof FormData, 'Send a form with the picture as “file”.')
  .refine(isOwnForm, 'Send one picture as “file”, its text as “alt”, and nothing else.')
  .transform((form): Record<keyof UploadRequest, unknown> => ({ file: form.get('file'), alt: form.get('alt') ?? '' }))
  .pipe(
    z.object({
      file: z.unknown().pipe(z.custom<File>((value) => value instanceof File, 'Send the picture as “file”.')),
      alt: z.unknown().pipe(UpdateMediaInput.shape.alt),
    })
  )

const readBytes = async (file: File): Promise<Uint8Array> => {
  if (file.size > MAX_MEDIA_BYTES) throw fail('media.too_large', { limitBytes: MAX_MEDIA_BYTES })
  return new Uint8Array(await file.arrayBuffer())
}

export const media = {
  upload: staff('products:write', [])
    .input(UploadForm)
    .output(Media)
    .errors(declares('media.too_large', 'media.too_many_pixels', 'media.unsupported'))
    .mutation(async ({ ctx, input: { file, alt } }) =>
      uploadMedia(ctx.deps, { bytes: await readBytes(file), fileName: file.name, alt, actor: ctx.actor })
    ),

  list: staff('products:read', [])
    .input(ListMediaInput)
    .output(MediaPage)
    .query(({ ctx, input }) => listMedia(ctx.deps, input)),

  update: staff('products:write', [])
    .input(UpdateMediaInput)
    .output(Media)
    .errors(declares('media.not_found'))
    .mutation(({ ctx, input }) => updateMedia(ctx.deps, { input, actor: ctx.actor })),

  delete: staff('products:write', [])
    .input(MediaIdInput)
    .output(z.null())
    .errors(declares('media.not_found', 'media.in_use'))
    .mutation(({ ctx, input: { id } }) => deleteMedia(ctx.deps, { id, actor: ctx.actor })),
}
