import * as z from 'zod'
import { Id } from './ids.ts'
import { Instant, Page, PageInput } from './page.ts'
import { Line } from './text.ts'

/** The maximum size of a picture file, in bytes. */
export const MAX_MEDIA_BYTES = 20 * 1024 * 1024

/** The maximum number of pixels of a picture, width times height. */
export const MAX_MEDIA_PIXELS = 50_000_000

/** The accepted file types, detected from the bytes of the file. */
export const mediaTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'] as const

export type MediaType = (typeof mediaTypes)[number]

/** A stored picture. `uses` counts the products and collections that show it. */
export const Media = z.object({
  id: Id('media'),
  src: z.string(),
  width: z.int(),
  height: z.int(),
  widths: z.array(z.int()),
  alt: z.string(),
  fileName: z.string(),
  byteSize: z.int(),
  uses: z.int(),
  createdAt: Instant,
})

export type Media = z.infer<typeof Media>

export const MediaPage = Page(Media)

export const ListMediaInput = PageInput

export type ListMediaInput = z.infer<typeof ListMediaInput>

export const UpdateMediaInput = z.strictObject({ id: Id('media'), alt: z.union([z.literal(''), Line(300)]) })

export type UpdateMediaInput = z.infer<typeof UpdateMediaInput>

export const MediaIdInput = z.strictObject({ id: Id('media') })
