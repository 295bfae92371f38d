import type { JsonSchema } from './procedure-list.ts'

/** A place in an input that accepts text. `put` returns an input that is valid except for the text there. */
export interface TextPlace {
  readonly path: string
  /** A valid text for this place. */
  readonly good: string
  /** The maximum number of characters, or null if only certain words are accepted. */
  readonly max: number | null
  readonly put: (text: string) => unknown
}

const isSchema = (value: unknown): value is JsonSchema => value !== null && typeof value === 'object'
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const fieldsOf = (schema: JsonSchema): [string, unknown][] => Object.entries(Object(schema['properties']))
const optionsOf = ({ anyOf, oneOf }: JsonSchema): readonly unknown[] => [...listOf(anyOf), ...listOf(oneOf)]

/** Lists every place in an input that accepts text: fields, also within arrays and each option, and fixed words. */
export const textPlaces = (schema: unknown, path = ''): TextPlace[] => {
  if (!isSchema(schema)) return []
  const options = optionsOf(schema)
  if (options.length > 0) return options.flatMap((option) => textPlaces(option, path))
  if (typeof schema['const'] === 'string' || schema['type'] === 'string') return [placeOf(schema, path)]
  if (schema['type'] === 'array') return textPlaces(schema['items'], `${path}[]`).map(within((value) => [value]))
  if (schema['type'] !== 'object') return []
  const good = goodValue(schema, path)
  return fieldsOf(schema).flatMap(([name, field]) =>
    textPlaces(field, `${path}.${name}`).map(within((value) => Object.assign({}, good, { [name]: value })))
  )
}

/** Returns the place of a field's name. Inputs accept only the names of their own fields. */
export const keyPlace = (schema: JsonSchema): TextPlace => {
  const good = goodValue(schema)
  return { path: '.*', good: 'a', max: null, put: (text) => Object.assign({}, good, { [text]: 1 }) }
}

const within =
  (wrap: (value: unknown) => unknown) =>
  (place: TextPlace): TextPlace => ({ ...place, put: (text) => wrap(place.put(text)) })

const placeOf = (schema: JsonSchema, path: string): TextPlace => ({
  path,
  good: goodText(schema, path),
  max: typeof schema['maxLength'] === 'number' ? schema['maxLength'] : null,
  put: (text) => text,
})

/** Returns a value that a schema accepts, with every field and one item in each array. */
export const goodValue = (schema: unknown, path = ''): unknown => {
  if (!isSchema(schema)) return undefined
  const [option] = optionsOf(schema)
  if (option) return goodValue(option, path)
  if (schema['const'] !== undefined) return schema['const']
  switch (schema['type']) {
    case 'string':
      return goodText(schema, path)
    case 'integer':
      return Math.max(1, Number(schema['minimum']))
    case 'boolean':
      return true
    case 'array':
      return [goodValue(schema['items'], `${path}[]`)]
    case 'object':
      return Object.fromEntries(fieldsOf(schema).map(([name, field]) => [name, goodValue(field, `${path}.${name}`)]))
    default:
      return null
  }
}

const byName: Readonly<Record<string, string>> = {
  email: 'ada@example.com',
  newEmail: 'ada@example.com',
  code: '123456',
  cardNumber: '4242424242424242',
  trackingUrl: 'https://example.com/a',
}

const candidates = ['oak', 'oak-table', 'not the password', 'IE', '2026-11-20T21:55:00.000Z', '0'.repeat(40)]

const goodText = (schema: JsonSchema, path: string): string => {
  const word = [...listOf(schema['enum']), schema['const']].find((value) => typeof value === 'string')
  if (word !== undefined) return word
  const { pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema
  if (typeof pattern === 'string' && pattern.startsWith('^(')) {
    const [, prefix] = /^\^\(([a-z]{3})\)_/.exec(pattern) ?? []
    if (prefix !== undefined) return `${prefix}_${'0'.repeat(26)}`
  }
  const matches = (text: string) =>
    text.length >= Number(minLength) &&
    text.length <= Number(maxLength) &&
    (typeof pattern !== 'string' || new RegExp(pattern, 'u').test(text))
  const good = byName[path.split('.').at(-1) ?? ''] ?? candidates.find(matches)
  if (good === undefined) throw new Error(`${path}: no good text is known; add one.`)
  return good
}
