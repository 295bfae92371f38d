import * as z from 'zod'

// Control, bidirectional and invisible characters forge what a person reads; U+0000 is cut off by the database on reading
// back; a lone surrogate is stored as another character. Line breaks are let through only where asked for.
const FORBIDDEN = /[\p{Cc}\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/u

const isPlain = (text: string) => !FORBIDDEN.test(text)
const isPlainButBreaks = (text: string) => isPlain(text.replaceAll('\n', ''))

/** Accepts one line of 1 to `max` characters, trimmed and NFC-normalised, without control or invisible characters. */
export const Line = (max: number) =>
  z
    .string()
    .max(max * 2)
    .trim()
    .normalize('NFC')
    .min(1, 'Fill in this field.')
    .max(max, `Use at most ${max} characters.`)
    .refine(isPlain, 'Remove control or invisible characters.')

/** Accepts several lines of 0 to `max` characters in all, trimmed and NFC-normalised. */
export const Paragraphs = (max: number) =>
  z
    .string()
    .max(max * 2)
    .transform((text) => text.replaceAll('\r\n', '\n'))
    .pipe(
      z
        .string()
        .trim()
        .normalize('NFC')
        .max(max, `Use at most ${max} characters.`)
        .refine(isPlainButBreaks, 'Remove control or invisible characters.')
    )

/** Accepts HTML of 0 to 65,536 characters as staff write it; what may not be shown is dropped from it, not refused. */
export const Html = z.string().max(65_536)

/** Accepts an e-mail address of at most 254 characters (RFC 5321 §4.5.3.1.3) and answers it in lower case. */
export const EmailAddress = z
  .string()
  .max(300)
  .trim()
  .normalize('NFC')
  .toLowerCase()
  .max(254, 'Use at most 254 characters.')
  .pipe(z.email('Enter an e-mail address such as ada@example.com.'))

/** Accepts the last part of a page's address: lower-case letters, digits and single hyphens, 1 to 200 characters. */
export const Slug = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Use lower-case letters, digits and single hyphens.')

/** Accepts a stock-keeping unit: 1 to 64 printable characters without spaces at its ends. */
export const Sku = Line(64)

/** Accepts a caller's own key for one intended act: 8 to 64 letters, digits, hyphens or underscores. */
export const IdempotencyKey = z
  .string()
  .min(8)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/, 'Use letters, digits, hyphens and underscores.')
