import type * as z from 'zod'
import { Bounded } from './text.ts'

/** The prefix of each kind of ID. */
export const idPrefixes = {
  user: 'usr',
  product: 'prd',
  variant: 'var',
  image: 'img',
  media: 'med',
  collection: 'col',
  import: 'imp',
  cart: 'crt',
  cartLine: 'cln',
  order: 'ord',
  orderLine: 'oln',
  payment: 'pay',
  movement: 'mov',
  event: 'evt',
  session: 'ses',
  address: 'adr',
  invitation: 'inv',
  apiKey: 'key',
  audit: 'aud',
  registration: 'reg',
  zone: 'zon',
  taxRate: 'txr',
  shippingMethod: 'shm',
  promotion: 'prm',
  location: 'loc',
  refund: 'rfd',
  fulfilment: 'ful',
  return: 'ret',
} as const

export type IdKind = keyof typeof idPrefixes
export type IdOf<K extends IdKind> = `${(typeof idPrefixes)[K]}_${string}`

// Crockford's base 32 without I, L, O and U, in ascending ASCII order, so that IDs sort by their bytes.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const TIME_CHARS = 10
const RANDOM_BYTES = 10
const ID_LENGTH = 30

/** Creates an ID that sorts by `timeMs`: a prefix, 48 bits of time and 80 random bits (the layout of a ULID). */
export const makeId = <K extends IdKind>(kind: K, timeMs: number, random: (bytes: number) => Uint8Array): IdOf<K> =>
  `${idPrefixes[kind]}_${encodeTime(timeMs)}${encodeBase32(random(RANDOM_BYTES))}`

/** Encodes bytes in Crockford's base 32, lower case, five bits per character. Drops leftover bits. */
export const encodeBase32 = (bytes: Uint8Array): string => {
  const codes: number[] = []
  let buffer = 0
  let bits = 0
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xffff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      codes.push(ALPHABET.charCodeAt((buffer >> bits) & 31))
    }
  }
  // Converts all codes at once. Appending one character at a time would build a chain of string pieces, which the first
  // reader has to join.
  return String.fromCharCode(...codes)
}

let lastTime = { ms: -1, text: '' }

/** Caches the last time, because an act creates its IDs within a millisecond or two. */
const encodeTime = (timeMs: number): string => {
  if (timeMs === lastTime.ms) return lastTime.text
  const codes = Array.from({ length: TIME_CHARS }, () => 0)
  let rest = timeMs
  for (let i = TIME_CHARS - 1; i >= 0; i--) {
    codes[i] = ALPHABET.charCodeAt(rest % 32)
    rest = Math.floor(rest / 32)
  }
  lastTime = { ms: timeMs, text: String.fromCharCode(...codes) }
  return lastTime.text
}

/** Returns the time of an ID of any kind, in milliseconds since 1970, or null if {@link makeId} did not create it. */
export const timeOfId = (id: string): number | null => {
  const [, time] = /^[a-z]{3}_([0-9a-hjkmnp-tv-z]{10})[0-9a-hjkmnp-tv-z]{16}$/.exec(id) ?? []
  return time === undefined ? null : time.split('').reduce((ms, char) => ms * 32 + ALPHABET.indexOf(char), 0)
}

/** Returns stored text as an ID of the given kind. Throws a `RangeError` if the prefix differs. */
export const asId = <K extends IdKind>(kind: K, text: string): IdOf<K> => {
  const prefix = `${idPrefixes[kind]}_` as const
  if (!text.startsWith(prefix)) throw new RangeError(`“${text.slice(0, 4)}…” is no id of a ${kind}.`)
  return `${prefix}${text.slice(prefix.length)}`
}

/** Accepts an ID of one kind. For instance, `Id('product')` accepts `prd_01j…`. */
export const Id = <K extends IdKind>(kind: K) =>
  Bounded(ID_LENGTH, `Use an ID that begins with “${idPrefixes[kind]}_”.`)
    .regex(
      new RegExp(`^(${idPrefixes[kind]})_[0-9a-hjkmnp-tv-z]{26}$`),
      `Use an ID that begins with “${idPrefixes[kind]}_”.`
    )
    .meta({ idKind: kind }) as unknown as z.ZodType<IdOf<K>, IdOf<K>>
