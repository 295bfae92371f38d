import * as z from 'zod'

/** A mail or another event that could not be delivered so far; `givenUpAt` is null while it is still tried. */
export const UndeliveredEvent = z.object({
  id: z.string(),
  topic: z.string(),
  subjectId: z.string(),
  attempts: z.int(),
  lastError: z.string().nullable(),
  createdAt: z.string(),
  nextAttemptAt: z.string().nullable(),
  givenUpAt: z.string().nullable(),
})
export type UndeliveredEvent = z.infer<typeof UndeliveredEvent>

/** What could not be delivered: those given up first, 100 at most; `total` counts all of them. */
export const UndeliveredEvents = z.object({ items: z.array(UndeliveredEvent), total: z.int() })
export type UndeliveredEvents = z.infer<typeof UndeliveredEvents>
