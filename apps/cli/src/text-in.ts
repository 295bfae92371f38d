/** Reads one text out of a JSON object in a file; null where the JSON is broken or holds no such text. */
export const textIn = (json: string, key: string): string | null => {
  const value = valueIn(json, key)
  return typeof value === 'string' ? value : null
}

/** Reads one value out of a JSON object in a file; undefined where the JSON is broken or holds no such value. */
export const valueIn = (json: string, key: string): unknown => {
  try {
    return Object.getOwnPropertyDescriptor(Object(JSON.parse(json)), key)?.value
  } catch {
    return undefined
  }
}
