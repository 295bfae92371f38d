import { CodedError, htmlFault } from '@tradepost/contract'
import sanitizeHtml from 'sanitize-html'

const INVISIBLE = /(?!\n)\p{Cc}|[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u
const EVERY_INVISIBLE = new RegExp(INVISIBLE, 'gu')

const MAX_LINK = 2000
const LINK_PROTOCOLS = new Set(['http:', 'https:', 'mailto:'])

/**
 * Sanitizes a description from staff. Throws `input.invalid` if it is too large before or after: what is stored must be
 * small enough to be sent again.
 */
export const cleanDescription = (html: string): string => {
  const safe = htmlFault(html) === null ? sanitizeDescription(html) : html
  const message = htmlFault(safe)
  if (message !== null) throw new CodedError('input.invalid', { issues: [{ path: 'descriptionHtml', message }] })
  return safe
}

/**
 * Makes a description safe to show: keeps only the tags of plain prose, wraps text without tags in a paragraph, and
 * removes control and invisible characters. Sanitizing the result again changes nothing.
 */
export const sanitizeDescription = (html: string): string => {
  const text = dropInvisible(html)
  if (text === '') return ''
  const safe = /[<&]/.test(text) ? sanitizeAgain(sanitizeHtml(text, rules)) : text.replaceAll('>', '&gt;')
  return safe === '' || safe.includes('<') ? safe : `<p>${safe}</p>`
}

// Decoded entities may bring invisible characters back. The sanitizer must run last, after they are removed.
const sanitizeAgain = (safe: string): string => {
  const text = safe.trim()
  return INVISIBLE.test(text) ? sanitizeHtml(dropInvisible(text), rules).trim() : text
}

// No Unicode normalization: it would merge U+0338 with the last character of the tag before it.
const dropInvisible = (text: string): string =>
  text.replaceAll('\r\n', '\n').replaceAll('\t', ' ').replaceAll(EVERY_INVISIBLE, '').trim()

const toSafeLink = (_: string, attribs: sanitizeHtml.Attributes): sanitizeHtml.Tag => {
  const text = attribs['href'] ?? ''
  // Parsing a URL takes time quadratic in its length if its host is not ASCII.
  const href = text.length <= MAX_LINK && URL.canParse(text) ? new URL(text) : null
  if (!href || !LINK_PROTOCOLS.has(href.protocol)) return { tagName: 'span', attribs: {} }
  return { tagName: 'a', attribs: { href: href.href, rel: 'noopener noreferrer nofollow' } }
}

const rules: sanitizeHtml.IOptions = {
  allowedTags: 'p br strong b em i u ul ol li h2 h3 h4 blockquote a span table thead tbody tr th td'.split(' '),
  // Browsers parse the content of these elements as text rather than tags, so it is removed with them.
  nonTextTags: 'script style textarea option xmp iframe noscript noembed noframes plaintext title'.split(' '),
  allowedAttributes: { a: ['href', 'rel'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  transformTags: { a: toSafeLink },
  nestingLimit: 50,
}
