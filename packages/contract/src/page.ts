import * as z from 'zod'
import { Bounded } from './text.ts'

/** The most calls that one request carries; the server refuses more, the client sends them in several. */
export const MAX_BATCH = 10

// Room for the longest title as a sort key: 200 characters of three bytes in base64url.
const MAX_CURSOR = 1000

/** Asks for one page: `limit` items (1 to 100, 20 by default) after the opaque `cursor` of the page before. */
export const PageInput = z.strictObject({
  cursor: Bounded(MAX_CURSOR).min(1).nullish(),
  limit: z.int().min(1).max(100).default(20),
})

/** Answers one page; `nextCursor` is null on the last one. */
export const Page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })

export interface Page<T> {
  readonly items: T[]
  readonly nextCursor: string | null
}

/** Accepts an instant as ISO 8601 in UTC, for instance `2026-11-20T21:55:00.000Z`; nanoseconds are read, milliseconds kept. */
export const Instant = Bounded(30, 'Enter a date and a time.').check(z.iso.datetime())
