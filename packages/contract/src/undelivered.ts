import * as z from 'zod'

/** A mail or another event that has failed to deliver. `givenUpAt` is null while delivery is still retried. */
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

/** The undelivered events, at most 100, abandoned ones first. `total` counts all of them. */
export const UndeliveredEvents = z.object({ items: z.array(UndeliveredEvent), total: z.int() })
export type UndeliveredEvents = z.infer<typeof UndeliveredEvents>
