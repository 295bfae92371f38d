/** A text that is costly to process, with a name that says why. */
export interface WorstText {
  readonly name: string
  readonly text: string
}

// Pieces that patterns match. The last character of the text fails the pattern only after everything was tried.
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

/** Returns a text of `length` characters that repeats a piece. */
export const repeated = (piece: string, length: number): string =>
  flat(piece.repeat(Math.ceil(length / piece.length)).slice(0, length))

// A concatenated string is copied when it is first read. Strings from a request are not concatenated.
const flat = (text: string): string => JSON.parse(JSON.stringify(text))

const made = new Map<string, readonly WorstText[]>()

const once = (key: string, make: () => readonly WorstText[]): readonly WorstText[] => {
  const texts = made.get(key) ?? make()
  made.set(key, texts)
  return texts
}

/**
 * Returns texts that are slow to process: combining marks that must be sorted, tags, quotes, spaces, and repetitions of
 * `good`, a valid value of a field, which the field's pattern matches until the last character.
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
