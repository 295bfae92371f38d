import { defaultStringifySearch } from '@tanstack/react-router'

const isList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'string')

/**
 * Writes the part of an address after the path. A list of texts becomes a repeated key, `?vendor=Oakum&vendor=Norrvik`,
 * which people can read, instead of JSON; everything else is written as the router does it, and its own reader reads both.
 */
export const stringifySearch = (search: Record<string, unknown>): string => {
  const lists = new URLSearchParams()
  const rest: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(search)) {
    if (!isList(value)) rest[key] = value
    // One value alone is read as JSON where it looks like it, so it is quoted as such a text is anywhere else.
    else if (value.length < 2) rest[key] = value[0]
    else for (const entry of value) lists.append(key, entry)
  }
  const parts = [defaultStringifySearch(rest).slice(1), lists.toString()].filter((part) => part !== '')
  return parts.length === 0 ? '' : `?${parts.join('&')}`
}
