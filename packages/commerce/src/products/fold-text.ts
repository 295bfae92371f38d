// Letters that Unicode does not decompose, as they are typed on a keyboard without them.
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
 * Normalizes text for search and sorting: lower case, without accents, `ß` as `ss` and so on. Takes time proportional
 * to the length of any text.
 */
export const foldText = (text: string): string =>
  text
    // Removes marks before decomposition too, which sorts the marks of a letter in time quadratic in their number.
    .replaceAll(/\p{M}+/gu, '')
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/[ßæœøđðþłı]/g, (letter) => spelledOut[letter] ?? letter)

/** Lists the normalized words of a text in their order. Everything except letters and digits separates words. */
export const wordsOf = (text: string): string[] => foldText(text).match(/[\p{L}\p{N}]+/gu) ?? []
