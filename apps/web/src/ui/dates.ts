const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' })
const instant = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' })
const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' })

/** Formats the day of an ISO instant in the reader's time zone, for example `20 November 2026`. */
export const dayText = (iso: string): string => day.format(new Date(iso))

/** Formats an ISO instant in the reader's time zone, for example `20 November 2026 at 21:55`. */
export const instantText = (iso: string): string => instant.format(new Date(iso))

/** Formats the time of day of an ISO instant in the reader's time zone, for example `21:55`. */
export const timeText = (iso: string): string => time.format(new Date(iso))
