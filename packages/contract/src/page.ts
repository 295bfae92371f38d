import * as z from 'zod'
import { Bounded } from './text.ts'

/**
 * The maximum number of calls in one request. The server rejects more; the client splits them into several requests.
 */
export const MAX_BATCH = 10

// Fits the longest title as a sort key: 200 characters of three bytes in base64url.
const MAX_CURSOR = 1000

/** Requests one page: `limit` items (1 to 100, 20 by default) after the opaque `cursor` of the previous page. */
export const PageInput = z.strictObject({
  cursor: Bounded(MAX_CURSOR).min(1).nullish(),
  limit: z.int().min(1).max(100).default(20),
})

/** Creates the schema of one page. `nextCursor` is null on the last page. */
export const Page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })

export interface Page<T> {
  readonly items: T[]
  readonly nextCursor: string | null
}

/**
 * Accepts an instant as ISO 8601 in UTC, for instance `2026-11-20T21:55:00.000Z`. Nanoseconds are accepted, but only
 * milliseconds are stored.
 */
export const Instant = Bounded(30, 'Enter a date and a time.').check(z.iso.datetime())
