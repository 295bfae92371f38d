/** A fixed arrival rate for a fixed time. */
export interface Schedule {
  readonly perSecond: number
  readonly seconds: number
}

/** Counts the calls of a schedule. */
export const callsOf = ({ perSecond, seconds }: Schedule): number => Math.round(perSecond * seconds)

/** Tells when call `n` (from 0) is due, in milliseconds after the start: evenly spaced, whatever the answers do. */
export const dueAtMs = (n: number, { perSecond }: Schedule): number => (n * 1000) / perSecond

/** Counts the calls that are due so many milliseconds after the start. */
export const callsDue = (elapsedMs: number, schedule: Schedule): number =>
  elapsedMs < 0 ? 0 : Math.min(callsOf(schedule), Math.floor((elapsedMs * schedule.perSecond) / 1000) + 1)
