const SECOND_MS = 1000
const pauses = [1, 1, 2, 3, 5, 8]
const LONGEST = 13

/** Gives how long to wait before asking again after so many answers: a second at first, more and more, never above 13. */
export const pauseAfterMs = (answers: number): number =>
  (pauses[answers - 1] ?? (answers < 1 ? 1 : LONGEST)) * SECOND_MS

// The shop ends what has run out every two seconds; no timer of a browser waits for more than 24 days.
const AFTER_THE_END_MS = 3 * SECOND_MS
const LONGEST_TIMER_MS = 2 ** 31 - 1

/**
 * Gives how long to wait before asking whether a payment that waits for its buyer has ended: until its time has run out,
 * and never below 13 s, so that a clock that is fast does not ask again and again. False where nothing is held.
 */
export const pauseUntilEndMs = (reservedUntil: string | null, now: number): number | false =>
  reservedUntil === null
    ? false
    : Math.min(LONGEST_TIMER_MS, Math.max(LONGEST * SECOND_MS, Date.parse(reservedUntil) - now + AFTER_THE_END_MS))
