/** Writes an instant as ISO date and time to the minute, in UTC: `2026-11-20 21:55`. */
export const toDateTime = (instant: string): string => instant.slice(0, 16).replace('T', ' ')
