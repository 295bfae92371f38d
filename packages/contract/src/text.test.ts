import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type * as z from 'zod'
import {
  EmailAddress,
  Html,
  IdempotencyKey,
  Line,
  MAX_HTML,
  MAX_HTML_TAGS,
  Paragraphs,
  SearchWords,
  Sku,
  Slug,
  WebAddress,
} from './text.ts'

const accepts = (schema: z.ZodType, text: unknown): boolean => schema.safeParse(text).success

const nasty = {
  nul: '\u0000',
  escape: '\u001b',
  backspace: '\u0008',
  delete: '\u007f',
  'C1 control': '\u0085',
  'zero-width space': '\u200b',
  'zero-width joiner': '\u200d',
  'right-to-left mark': '\u200f',
  'Arabic letter mark': '\u061c',
  'line separator': '\u2028',
  'right-to-left override': '\u202e',
  isolate: '\u2066',
  'word joiner': '\u2060',
  'byte-order mark': '\ufeff',
  'interlinear anchor': '\ufff9',
  'invisible tag': '\u{e0041}',
  'lone high surrogate': '\ud800',
  'lone low surrogate': '\udc00',
  'private-use character': '\ue000',
  'private-use character beyond U+FFFF': '\u{f0000}',
  noncharacter: '\uffff',
  'noncharacter beyond U+FFFF': '\u{1fffe}',
}

test.each(Object.entries(nasty))(
  'Line, Paragraphs, EmailAddress, Slug, Sku, IdempotencyKey: refuse a %s',
  (_, character) => {
    for (const text of [`ab${character}cdefgh`, `${character}${character}${character}`.padStart(9, 'a').concat('b')]) {
      expect(accepts(Line(100), text)).toBe(false)
      expect(accepts(Paragraphs(100), text)).toBe(false)
      expect(accepts(EmailAddress, `${text}@example.com`)).toBe(false)
      expect(accepts(Slug, text)).toBe(false)
      expect(accepts(Sku, text)).toBe(false)
      expect(accepts(IdempotencyKey, text)).toBe(false)
    }
  }
)

test('Line: keeps every letter, mark and emoji that people write', () => {
  for (const text of ['Zoë', '王小明', 'Łódź', 'محمد', 'O’Brien & Søn', '🪑 oak', '__proto__', "'; DROP TABLE x; --"]) {
    expect(Line(100).parse(text)).toBe(text)
  }
})

test('Line: is trimmed, composed, and bounded by what remains', () => {
  expect(Line(10).parse('  x  ')).toBe('x')
  expect(Line(10).parse('\u0065\u0301')).toBe('é')
  expect(Line(5).parse('e\u0301'.repeat(5))).toBe('é'.repeat(5))
  expect(accepts(Line(5), 'x'.repeat(5))).toBe(true)
  expect(accepts(Line(5), 'x'.repeat(6))).toBe(false)
  expect(accepts(Line(5), '   ')).toBe(false)
  expect(accepts(Line(5), '')).toBe(false)
  expect(accepts(Line(5), ' '.repeat(100_000))).toBe(false)
  expect(accepts(Line(100), 'two\nlines')).toBe(false)
  expect(accepts(Line(100), 'a\ttab')).toBe(false)
})

test('Paragraphs: keeps line breaks, all of one kind, and may be empty', () => {
  expect(Paragraphs(100).parse(' one\r\ntwo\n\nthree ')).toBe('one\ntwo\n\nthree')
  expect(Paragraphs(100).parse('')).toBe('')
  expect(accepts(Paragraphs(100), 'old\rMac')).toBe(false)
  expect(accepts(Paragraphs(5), 'sixsix')).toBe(false)
})

test.each([
  ['Line', Line(40)],
  ['Paragraphs', Paragraphs(40)],
  ['EmailAddress', EmailAddress],
  ['Slug', Slug],
  ['IdempotencyKey', IdempotencyKey],
] as const)('%s: whatever is sent is refused, or is stored as it will be read', (_, schema) => {
  const grapheme = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 })
  )
  fc.assert(
    fc.property(fc.oneof(grapheme, fc.emailAddress(), fc.stringMatching(/^[a-zA-Z0-9_-]{1,70}$/)), (text) => {
      const read = schema.safeParse(text)
      if (!read.success) return
      const kept = read.data
      expect(schema.parse(kept)).toBe(kept)
      expect(kept).toBe(kept.trim().normalize('NFC'))
      expect(new TextDecoder().decode(new TextEncoder().encode(kept))).toBe(kept)
      expect(kept).not.toMatch(/[\0\u202a-\u202e\u200b]/u)
    }),
    { numRuns: 300 }
  )
})

test('text: only strings are text', () => {
  for (const value of [1, null, undefined, {}, [], true, ['x'], { length: 1 }]) {
    for (const schema of [Line(10), Paragraphs(10), EmailAddress, Slug, IdempotencyKey]) {
      expect(accepts(schema, value)).toBe(false)
    }
  }
})

test('EmailAddress: is trimmed and in lower case, and at most 254 characters', () => {
  expect(EmailAddress.parse('  Ada.Lovelace+shop@EXAMPLE.com ')).toBe('ada.lovelace+shop@example.com')
  const long = (length: number) =>
    `${'a'.repeat(60)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(length - 186)}.com`
  expect(accepts(EmailAddress, long(230))).toBe(true)
  expect(accepts(EmailAddress, `${'a'.repeat(300)}@example.com`)).toBe(false)
  for (const text of [
    '',
    'ada',
    'ada@',
    '@example.com',
    'ada@example',
    'a b@example.com',
    'a@b@example.com',
    'a@example.com\n.evil',
    'ada@exämple.com',
  ]) {
    expect(accepts(EmailAddress, text), text).toBe(false)
  }
})

test('Slug: lower-case words with single hyphens, up to 200 characters', () => {
  for (const text of ['a', '1', 'oak-table', 'a-1-b', 'x'.repeat(200)]) expect(accepts(Slug, text), text).toBe(true)
  for (const text of ['', '-a', 'a-', 'a--b', 'A', 'ä', 'a b', 'a/b', '../a', 'a.b', 'a\n', 'x'.repeat(201)]) {
    expect(accepts(Slug, text), text).toBe(false)
  }
})

test('IdempotencyKey: 8 to 64 letters, digits, hyphens or underscores', () => {
  for (const text of ['12345678', 'a-b_c-d_E', 'x'.repeat(64)]) expect(accepts(IdempotencyKey, text), text).toBe(true)
  for (const text of ['1234567', 'x'.repeat(65), 'with space', 'semi;colon', 'abcdefgh\n', 'äbcdefgh']) {
    expect(accepts(IdempotencyKey, text), text).toBe(false)
  }
})

test('SearchWords: up to 200 characters, or none, without control and private-use characters; blanks become spaces', () => {
  expect(SearchWords.parse(' oak\tchair\u00a0x\n')).toBe('oak chair x')
  expect(SearchWords.parse('')).toBe('')
  for (const text of ['oak\u200dchair', '👨‍👩‍👧‍👦', 'cafe\u0301', 'x'.repeat(200)]) {
    expect(SearchWords.parse(text)).toBe(text.normalize('NFC'))
  }
  for (const text of ['a\u0000', '\u001b', '\u0085b', '\ue000', '\u{f0000}', '\uffff', '\ud800', 'x'.repeat(201)]) {
    expect(accepts(SearchWords, text), JSON.stringify(text)).toBe(false)
  }
})

test('text: 30 accents on one letter are taken, 31 are refused before they are sorted', () => {
  const accents = (count: number) => `a${'\u0316'.repeat(count)}`
  for (const schema of [Line(100), Paragraphs(100), SearchWords]) {
    expect(accepts(schema, accents(30))).toBe(true)
    expect(accepts(schema, accents(30).repeat(3))).toBe(true)
    expect(accepts(schema, accents(31))).toBe(false)
    expect(accepts(schema, '\u0316'.repeat(31))).toBe(false)
  }
})

test('text: what is too long is refused for that alone', () => {
  for (const schema of [Line(10), Paragraphs(10), SearchWords, EmailAddress, Slug, IdempotencyKey, WebAddress, Html]) {
    const { issues = [] } = schema.safeParse('\u0000\u0300'.repeat(MAX_HTML)).error ?? {}
    expect(issues.map(({ code }) => code)).toEqual(['too_big'])
  }
})

test('Html: 65,536 characters with 4,000 tags at most, and the message says which of the two', () => {
  expect(accepts(Html, '<p>'.repeat(MAX_HTML_TAGS))).toBe(true)
  expect(accepts(Html, 'x'.repeat(MAX_HTML))).toBe(true)
  expect(Html.safeParse('<p>'.repeat(MAX_HTML_TAGS + 1)).error?.issues[0]?.message).toBe('Use at most 4000 tags.')
  expect(Html.safeParse('x'.repeat(MAX_HTML + 1)).error?.issues[0]?.message).toBe('Use at most 65536 characters.')
  expect(Html.safeParse('\u{1f600}'.repeat(MAX_HTML)).error?.issues[0]?.message).toBe('Use at most 65536 characters.')
})

test('WebAddress: http or https, up to 500 characters, without control or invisible characters', () => {
  expect(WebAddress.parse('https://example.com/track?id=1')).toBe('https://example.com/track?id=1')
  for (const text of ['ftp://example.com', 'javascript:alert(1)', 'example', `https://a.b/${'x'.repeat(500)}`]) {
    expect(accepts(WebAddress, text), text).toBe(false)
  }
  for (const text of Object.values(nasty)) expect(accepts(WebAddress, `https://example.com/${text}`)).toBe(false)
})
