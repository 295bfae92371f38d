/** A value of an option, such as size M. */
export interface OptionValue {
  readonly name: string
  readonly value: string
}

/** Writes an option value as a token for the URL, `Size:M`. A colon in the name is escaped. */
export const optionToken = ({ name, value }: OptionValue): string =>
  `${name.replaceAll(/[%:]/g, encodeURIComponent)}:${value}`

const unescaped = (name: string): string | null => {
  try {
    return decodeURIComponent(name)
  } catch {
    return null
  }
}

/** Reads a token such as `Size:M`; null if it is not a valid pair. */
export const optionOf = (token: string): OptionValue | null => {
  const [, escaped = '', value = ''] = /^([^:]+):(.+)$/.exec(token) ?? []
  const name = unescaped(escaped)
  return name && value ? { name, value } : null
}
