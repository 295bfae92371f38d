const two = (value: number): string => String(value).padStart(2, '0')

/** Formats an ISO instant for a `datetime-local` input in the reader's time zone. Leaves out seconds that are zero. */
export const localTimeText = (iso: string | null): string => {
  if (iso === null) return ''
  const at = new Date(iso)
  const day = `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  const rest = at.getSeconds() * 1000 + at.getMilliseconds()
  const seconds = rest === 0 ? '' : `:${two(at.getSeconds())}.${String(at.getMilliseconds()).padStart(3, '0')}`
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}${seconds}`
}

/** Parses the value of a `datetime-local` input to an ISO instant; null if it is empty. */
export const readLocalTime = (text: string): string | null => {
  if (text === '') return null
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? text : at.toISOString()
}
