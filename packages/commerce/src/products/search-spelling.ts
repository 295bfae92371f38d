// As in the trigger `search_terms_spell`, which leaves out up to two of the first eight letters.
const PREFIX = 8
const LONG = 8
const SHORT = 4

/** Returns how many mistakes a word may have: none in a short one, one from 4 letters on, two from 8. */
export const allowedMistakes = (word: string): number => (word.length < SHORT ? 0 : word.length < LONG ? 1 : 2)

/** Lists the keys to look up a mistyped word by: its prefix, whole and with letters left out (SymSpell). */
export const spellingVariants = (word: string): string[] => {
  const prefix = word.slice(0, PREFIX)
  const once = leaveOutOne(prefix)
  return [...new Set([prefix, ...once, ...(allowedMistakes(word) > 1 ? once.flatMap(leaveOutOne) : [])])]
}

const leaveOutOne = (text: string): string[] =>
  Array.from({ length: text.length }, (_, index) => text.slice(0, index) + text.slice(index + 1))

/**
 * Counts the mistakes between two words: letters added, left out, replaced, or swapped with the next (OSA distance).
 */
export const mistakesBetween = (a: string, b: string): number => {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      row[j] = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j] ?? 0, (before[j - 2] ?? 0) + 1)
      }
    }
    before = above
    above = row
  }
  return above[b.length] ?? 0
}
