/** A fixed rate of calls for a fixed time. */
export interface Schedule {
  readonly perSecond: number
  readonly seconds: number
}

/** Returns how many calls a schedule has. */
export const callsOf = ({ perSecond, seconds }: Schedule): number => Math.round(perSecond * seconds)

/**
 * Returns when call `n` (from 0) is due, in milliseconds after the start: evenly spaced, independent of the responses.
 */
export const dueAtMs = (n: number, { perSecond }: Schedule): number => (n * 1000) / perSecond

/** Counts the calls that are due after some milliseconds. */
export const callsDue = (elapsedMs: number, schedule: Schedule): number =>
  elapsedMs < 0 ? 0 : Math.min(callsOf(schedule), Math.floor((elapsedMs * schedule.perSecond) / 1000) + 1)
