/** A text, and what is bad about it. */
export interface WorstText {
  readonly name: string
  readonly text: string
}

// Pieces of what patterns take; the end of the text then proves the pattern wrong after all of it was tried.
const seeds = [
  '0',
  '-',
  'a-',
  '0-!',
  'a@',
  'a.',
  '.',
  '%',
  ',',
  '/',
  "'",
  '&#',
  '< ',
  '\u03a3',
  '\uff9e\u0316',
  '\u{1f600}',
]

/** Makes a text of `length` characters by repeating a piece. */
export const repeated = (piece: string, length: number): string =>
  flat(piece.repeat(Math.ceil(length / piece.length)).slice(0, length))

// A text that was put together is copied when it is first read, and a request brings none such.
const flat = (text: string): string => JSON.parse(JSON.stringify(text))

const made = new Map<string, readonly WorstText[]>()

const once = (key: string, make: () => readonly WorstText[]): readonly WorstText[] => {
  const texts = made.get(key) ?? make()
  made.set(key, texts)
  return texts
}

/**
 * Gives what makes programs slow that read text: marks that are sorted, tags, quotes, blanks, and for a field of which `good`
 * is a good value all that its pattern takes at first and then does not.
 */
export const worstTexts = (length: number, good = 'a'): WorstText[] => [
  ...once(`${length}`, () => [...common(length), ...seeds.map((seed) => again(seed, length))]),
  ...[good, good.slice(-1)].flatMap((seed) =>
    seed === '' ? [] : once(`${length} ${seed}`, () => [again(seed, length)])
  ),
]

const again = (seed: string, length: number): WorstText => ({
  name: `“${seed.slice(0, 12)}” again and again`,
  text: flat(`${repeated(seed, length - 1)}!`),
})

const common = (length: number): WorstText[] =>
  Object.entries({
    marks: repeated('\u0300\u0316', length),
    'marks on one letter': `a${repeated('\u0300\u0316', length - 1)}`,
    'as many marks as are taken on a letter': repeated(`a${'\u0300\u0316'.repeat(15)}`, length),
    tags: repeated('<p>', length),
    'tags that end none': `${repeated('<i>', length / 2)}${repeated('</u>', length / 2)}`,
    'an address of marks': `<a href="http://${repeated('\u0300\u0316', Math.max(1, length - 20))}">x`,
    quotes: repeated('"', length),
    spaces: repeated(' ', length),
    'spaces within': `a${repeated(' ', length - 2)}b`,
    'line breaks': `a${repeated('\r\n', length - 2)}b`,
  }).map(([name, text]) => ({ name, text: flat(text.slice(0, length)) }))
