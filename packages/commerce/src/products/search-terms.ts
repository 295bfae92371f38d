const MAX_TERMS = 8
const MAX_TERM_LENGTH = 40

/**
 * Turns what a person typed into an FTS5 query: every word must be found, the last one may be unfinished. Null where
 * nothing searchable was typed. Only letters and digits are let through, each word quoted, so no operator gets in.
 */
export const toSearchQuery = (typed: string): string | null => {
  const words = typed.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []
  const terms = words.slice(0, MAX_TERMS).map((word) => `"${word.slice(0, MAX_TERM_LENGTH)}"`)
  return terms.length === 0 ? null : `${terms.join(' ')}*`
}
