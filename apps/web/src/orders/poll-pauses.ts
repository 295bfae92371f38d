const SECOND_MS = 1000
const pauses = [1, 1, 2, 3, 5, 8]
const LONGEST = 13

/** Gives how long to wait before asking again after so many answers: a second at first, more and more, never above 13. */
export const pauseAfterMs = (answers: number): number =>
  (pauses[answers - 1] ?? (answers < 1 ? 1 : LONGEST)) * SECOND_MS
