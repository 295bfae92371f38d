/** Formats an instant as ISO date and time to the minute, in UTC: `2026-11-20 21:55`. */
export const toDateTime = (instant: string): string => instant.slice(0, 16).replace('T', ' ')

/** Formats the day of an instant, in UTC: `2026-11-20`. */
export const toDate = (instant: string): string => instant.slice(0, 10)
