const two = (value: number): string => String(value).padStart(2, '0')

/** Writes an ISO instant as a `datetime-local` input has it, in the reader's time zone; seconds only where there are some. */
export const localTimeText = (iso: string | null): string => {
  if (iso === null) return ''
  const at = new Date(iso)
  const day = `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  const rest = at.getSeconds() * 1000 + at.getMilliseconds()
  const seconds = rest === 0 ? '' : `:${two(at.getSeconds())}.${String(at.getMilliseconds()).padStart(3, '0')}`
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}${seconds}`
}

/** Reads what a `datetime-local` input holds as an ISO instant; null where it is empty. */
export const readLocalTime = (text: string): string | null => {
  if (text === '') return null
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? text : at.toISOString()
}
