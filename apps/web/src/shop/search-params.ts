import { defaultStringifySearch } from '@tanstack/react-router'

const isList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'string')

/**
 * Writes the query string of a URL. A list of texts becomes a repeated key, `?vendor=Oakum&vendor=Norrvik`, which is
 * easier to read than JSON. The router's default writes everything else, and its default parser reads both.
 */
export const stringifySearch = (search: Record<string, unknown>): string => {
  const lists = new URLSearchParams()
  const rest: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(search)) {
    if (!isList(value)) rest[key] = value
    // The parser may read a single value as JSON, so it goes through the default writer, which quotes such values.
    else if (value.length < 2) rest[key] = value[0]
    else for (const entry of value) lists.append(key, entry)
  }
  const parts = [defaultStringifySearch(rest).slice(1), lists.toString()].filter((part) => part !== '')
  return parts.length === 0 ? '' : `?${parts.join('&')}`
}
