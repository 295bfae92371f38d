const SECOND_MS = 1000
const pauses = [1, 1, 2, 3, 5, 8]
const LONGEST = 13

/** Returns the pause before the next poll: 1 second after the first responses, then longer, at most 13. */
export const pauseAfterMs = (answers: number): number =>
  (pauses[answers - 1] ?? (answers < 1 ? 1 : LONGEST)) * SECOND_MS

// The server expires payments every two seconds. Browser timers are limited to 24 days.
const AFTER_THE_END_MS = 3 * SECOND_MS
const LONGEST_TIMER_MS = 2 ** 31 - 1

/**
 * Returns the pause before checking whether a payment that waits for its buyer has ended. Waits until the payment
 * expires, and at least 13 s, so that a fast clock does not poll again and again. Returns false if nothing is reserved.
 */
export const pauseUntilEndMs = (reservedUntil: string | null, now: number): number | false =>
  reservedUntil === null
    ? false
    : Math.min(LONGEST_TIMER_MS, Math.max(LONGEST * SECOND_MS, Date.parse(reservedUntil) - now + AFTER_THE_END_MS))
