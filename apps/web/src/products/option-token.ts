/** One value of an option, such as size M. */
export interface OptionValue {
  readonly name: string
  readonly value: string
}

/** Writes a value of an option as one text for the address, `Size:M`; a colon in the name is escaped. */
export const optionToken = ({ name, value }: OptionValue): string =>
  `${name.replaceAll(/[%:]/g, encodeURIComponent)}:${value}`

const unescaped = (name: string): string | null => {
  try {
    return decodeURIComponent(name)
  } catch {
    return null
  }
}

/** Reads `Size:M`; null where the text is no such pair. */
export const optionOf = (token: string): OptionValue | null => {
  const [, escaped = '', value = ''] = /^([^:]+):(.+)$/.exec(token) ?? []
  const name = unescaped(escaped)
  return name && value ? { name, value } : null
}
