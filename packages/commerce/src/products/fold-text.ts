// What Unicode does not decompose, as it is typed without its own key.
const spelledOut: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
}

/**
 * Writes text as it is searched and sorted: lower case, without accents, `ß` as `ss` and the like. Takes time in proportion to
 * the text, whatever is in it.
 */
export const foldText = (text: string): string =>
  text
    // Before decomposing too, which sorts the marks of a letter and takes the square of their number.
    .replaceAll(/\p{M}+/gu, '')
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/[ßæœøđðþłı]/g, (letter) => spelledOut[letter] ?? letter)

/** Lists the words of a text as they are searched, in their order; anything but letters and digits parts them. */
export const wordsOf = (text: string): string[] => foldText(text).match(/[\p{L}\p{N}]+/gu) ?? []
