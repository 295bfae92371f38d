/** Returns one text from a JSON object; null if the JSON is broken or has no such text. */
export const textIn = (json: string, key: string): string | null => {
  const value = valueIn(json, key)
  return typeof value === 'string' ? value : null
}

/** Returns one value from a JSON object; undefined if the JSON is broken or has no such value. */
export const valueIn = (json: string, key: string): unknown => {
  try {
    return Object.getOwnPropertyDescriptor(Object(JSON.parse(json)), key)?.value
  } catch {
    return undefined
  }
}
