import * as z from 'zod'

// Control, bidirectional and invisible characters can forge what a person reads. The database truncates text at U+0000
// when it reads it back. A lone surrogate is stored as another character. Private-use characters and noncharacters mean
// something only to programs, such as the search index. Line breaks are allowed only if a schema permits them.
const UNREADABLE = String.raw`\p{Cc}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}`
const INVISIBLE = String.raw`\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}`
const FORBIDDEN = new RegExp(`[${UNREADABLE}${INVISIBLE}]`, 'u')
const FORBIDDEN_IN_SEARCH = new RegExp(`[${UNREADABLE}]`, 'u')

const isPlain = (text: string) => !FORBIDDEN.test(text)
const isPlainButBreaks = (text: string) => isPlain(text.replaceAll('\n', ''))
const isSearchable = (text: string) => !FORBIDDEN_IN_SEARCH.test(text)

const PLAIN = 'Remove control or invisible characters.'

// Normalization sorts the marks on a letter, in time that is quadratic in their number. No writing system needs 30 of
// them (UAX #15, section 13, “Stream-Safe Text Format”). The pattern anchors each run at the character before it, so
// each run is read once.
const LONG_RUN_OF_MARKS = /(?:^|\P{M})\p{M}{31}/u

const hasFewMarks = (text: string) => !LONG_RUN_OF_MARKS.test(text)

/**
 * Accepts text of at most `max` characters. Every text schema begins with this one because it aborts on text that is
 * too long. Zod alone would continue to trim, normalize and match it.
 */
export const Bounded = (max: number, error = `Use at most ${max} characters.`) =>
  z.string().max(max, { error, abort: true })

/** Accepts text that can be normalized in linear time. It allows twice `max` because composing can halve the length. */
const Composable = (max: number) =>
  Bounded(max * 2, `Use at most ${max} characters.`).refine(hasFewMarks, {
    error: 'Use at most 30 accents on one letter.',
    abort: true,
  })

/**
 * Accepts one line of 1 to `max` characters without control or invisible characters. Trims it and normalizes it to
 * Unicode NFC.
 */
export const Line = (max: number) =>
  Composable(max)
    .trim()
    .normalize('NFC')
    .min(1, 'Fill in this field.')
    .max(max, { error: `Use at most ${max} characters.`, abort: true })
    .refine(isPlain, PLAIN)

/** Accepts text of up to `max` characters in total, with line breaks. Trims it and normalizes it to Unicode NFC. */
export const Paragraphs = (max: number) =>
  Composable(max)
    .overwrite((text) => text.replaceAll('\r\n', '\n'))
    .trim()
    .normalize('NFC')
    .max(max, { error: `Use at most ${max} characters.`, abort: true })
    .refine(isPlainButBreaks, PLAIN)

/**
 * Accepts search words, 0 to 200 characters, without control or private-use characters. Any whitespace separates words.
 */
export const SearchWords = Composable(200)
  .overwrite((text) => text.replaceAll(/\s/g, ' '))
  .trim()
  .normalize('NFC')
  .max(200, { error: 'Use at most 200 characters.', abort: true })
  .refine(isSearchable, PLAIN)

/** The maximum length of a description, in characters. */
export const MAX_HTML = 65_536

/** The maximum number of tags in a description. Sanitizing takes time for each tag. */
export const MAX_HTML_TAGS = 4000

/** Returns why a description is too large to store, or null. */
export const htmlFault = (html: string): string | null => {
  if (html.length > MAX_HTML) return `Use at most ${MAX_HTML} characters.`
  let tags = 0
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at + 1)) tags += 1
  return tags > MAX_HTML_TAGS ? `Use at most ${MAX_HTML_TAGS} tags.` : null
}

/**
 * Accepts HTML from staff within the limits of {@link htmlFault}. Disallowed markup is removed when it is saved, not
 * rejected.
 */
export const Html = Bounded(MAX_HTML).refine((html) => htmlFault(html) === null, {
  error: ({ input }) => htmlFault(String(input)) ?? undefined,
})

const MAX_EMAIL = 254

/** Accepts an email address of at most 254 characters (RFC 5321 §4.5.3.1.3) and converts it to lower case. */
export const EmailAddress = Bounded(300, `Use at most ${MAX_EMAIL} characters.`)
  .refine(hasFewMarks, { error: 'Enter an e-mail address such as ada@example.com.', abort: true })
  .trim()
  .normalize('NFC')
  .toLowerCase()
  .max(MAX_EMAIL, { error: `Use at most ${MAX_EMAIL} characters.`, abort: true })
  .pipe(z.email('Enter an e-mail address such as ada@example.com.'))

/** Accepts an http or https URL of at most 500 characters, without control or invisible characters. */
export const WebAddress = Bounded(500)
  .refine(isPlain, { error: PLAIN, abort: true })
  .check(z.url({ protocol: /^https?$/ }))

/** Accepts the last segment of a page's URL: lower-case letters, digits and single hyphens, 1 to 200 characters. */
export const Slug = Bounded(200)
  .min(1)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Use lower-case letters, digits and single hyphens.')

/** Accepts a stock-keeping unit: 1 to 64 printable characters, trimmed. */
export const Sku = Line(64)

/** Accepts an idempotency key, a caller's own name for one act: 8 to 64 letters, digits, hyphens or underscores. */
export const IdempotencyKey = Bounded(64)
  .min(8)
  .regex(/^[A-Za-z0-9_-]+$/, 'Use letters, digits, hyphens and underscores.')
