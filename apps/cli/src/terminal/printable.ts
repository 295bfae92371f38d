// Escape sequences and bidirectional overrides in a name or a file could write elsewhere on the screen.
const CONTROLS = /\p{Cc}/gu
const INVISIBLE = /[\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu

const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Makes untrusted text safe to show on one line of a terminal. */
export const printable = (text: string): string => text.replaceAll(CONTROLS, ' ').replaceAll(INVISIBLE, '')

/** Returns the number of terminal columns that text takes. */
export const widthOf = (text: string): number => {
  let width = 0
  for (const { segment } of segmenter.segment(text)) width += WIDE.test(segment) ? 2 : 1
  return width
}

/** Splits text after as many columns as fit. */
const splitAt = (text: string, width: number): [head: string, rest: string] => {
  let used = 0
  for (const { segment, index } of segmenter.segment(text)) {
    used += widthOf(segment)
    if (used > width && index > 0) return [text.slice(0, index), text.slice(index)]
  }
  return [text, '']
}

/** Shortens text to a width. An ellipsis marks what was cut. */
export const cut = (text: string, width: number): string =>
  widthOf(text) <= width ? text : `${splitAt(text, width - 1)[0].trimEnd()}…`

/** Breaks text into lines of a width, between words if possible. */
export const wrap = (text: string, width: number): string[] => {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`
    if (widthOf(joined) <= width) {
      line = joined
      continue
    }
    if (line !== '') lines.push(line)
    line = word
    while (widthOf(line) > width) {
      const [head, rest] = splitAt(line, width)
      if (rest === '') break
      lines.push(head)
      line = rest
    }
  }
  return [...lines, line]
}
