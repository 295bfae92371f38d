import { afterAll, expect, test } from 'vitest'
import { compareCost } from '../../../contract/test/cpu-cost.ts'
import { repeated, type WorstText, worstTexts } from '../../../contract/test/worst-texts.ts'
import { chunksOf, csvOf, OWN_URL, plainRow, refusalOf } from '../../test/faulty-csv.ts'
import { checkShopifyCsv } from './check-shopify-csv.ts'
import { wordsOf } from './fold-text.ts'
import { sanitizeDescription } from './sanitize-description.ts'
import { furtherColumns, knownColumns } from './shopify-columns.ts'
import { Faults } from './shopify-faults.ts'

const LENGTH = 250_000
const MAX_HTML = 65_536
// Splitting a megabyte into cells alone takes this long.
const FLOOR_MS = 10
// The tests measure processor time. A busy machine grants it slowly.
const TIMEOUT_MS = 600_000

const { price, compareAt } = furtherColumns('USD')
const columns = [...knownColumns, price, compareAt, 'A column that the shop does not know']

const worst = { ms: 0, at: '' }
afterAll(() => console.info(`The costliest cell: ${worst.ms.toFixed(1)} ms, ${worst.at}.`))

const fileWith = (column: string, cell: string): Uint8Array =>
  // With the line break, the plain cell is written in quotation marks too.
  new TextEncoder().encode(csvOf([{ ...plainRow, [column]: `${cell}\n` }]))

const check = (file: Uint8Array) => {
  const reading = { currency: 'EUR', ownUrl: OWN_URL, faults: new Faults(), pause: async () => {} } as const
  return checkShopifyCsv(chunksOf(file), reading, {
    findOwners: async () => new Map(),
    findBefore: async () => new Map(),
    onProduct: async () => {},
  })
}

/**
 * Creates a file with a plain cell for comparison. A cell beyond every limit is compared with one of as many bytes,
 * because reading the bytes is most of its cost.
 */
const plainLike = (column: string, text: string): Uint8Array =>
  fileWith(column, repeated('a', text.length === LENGTH ? Buffer.byteLength(text) : text.length))

const faultsOf = async (column: string, length: number): Promise<string[]> => {
  const faults: string[] = []
  for (const { name, text } of worstTexts(length, 'a, ').filter(isForCells)) {
    const hostile = fileWith(column, text)
    const plain = plainLike(column, text)
    const { ms, fault } = await compareCost(
      () => check(hostile),
      () => check(plain),
      FLOOR_MS
    )
    const at = `${column}, ${length} characters: ${name}`
    if (ms > worst.ms) Object.assign(worst, { ms, at })
    if (fault !== null) faults.push(`${at}: ${fault}`)
  }
  return faults
}

// Skips the other texts, because no pattern for cells repeats their pieces.
const isForCells = ({ text }: WorstText): boolean => !/^(?:[-@.%/=]|a-|a@|a\.)/.test(text)

test.each(columns)(
  'import: a cell of 250,000 characters in %s costs at most three times as much as one of “aaa…”, whatever is in it',
  async (column) => {
    expect(await faultsOf(column, LENGTH)).toEqual([])
  },
  TIMEOUT_MS
)

test.each([
  ['Body (HTML)', 65_536],
  ['Tags', 16_384],
])('import: a cell in %s of the %i characters that it takes costs what “aaa…” does', async (column, length) => {
  expect(await faultsOf(column, length - 1)).toEqual([])
})

test.each([
  ['Body (HTML)', '<p>'.repeat(4001), 'too_long', 'Use at most 4000 tags.'],
  ['Body (HTML)', '<p>'.repeat(3000), 'too_long', 'Use at most 4000 tags.'],
  ['Body (HTML)', 'x'.repeat(65_537), 'too_long', 'Use at most 65536 characters.'],
  ['Tags', 'a,'.repeat(8193), 'too_long', 'Use at most 16384 characters.'],
  ['Title', `a${'\u0316'.repeat(31)}`, 'bad_value', expect.stringContaining('piled-up accents')],
  ['Title', `a${'\u0316'.repeat(5000)}`, 'too_long', 'Use at most 200 characters.'],
  ['Title', 'a\ue000', 'bad_value', expect.stringContaining('invisible characters')],
  ['Status', `active${' x'.repeat(5000)}`, 'bad_value', 'Write active, draft or archived.'],
])('import: in %s, %.20j… is a fault of its row', async (column, cell, ...fault) => {
  const { faults } = await refusalOf(fileWith(column, cell))
  expect(faults).toEqual([{ row: 2, column, code: fault[0], message: fault[1] }])
})

test('text: the words of a description are found at the same cost whatever is in it', async () => {
  const plain = repeated('a', MAX_HTML)
  for (const { name, text } of worstTexts(MAX_HTML)) {
    const { fault } = await compareCost(
      () => wordsOf(text),
      () => wordsOf(plain),
      FLOOR_MS
    )
    expect(fault, name).toBeNull()
  }
})

test('description: a link of 65,536 marks is no link, at the cost of plain text', async () => {
  const [html, plain] = ['\u0300\u0316', 'a'].map((piece) => `<a href="http://${repeated(piece, MAX_HTML - 20)}">x</a>`)
  expect(sanitizeDescription(html ?? '')).toBe('<span>x</span>')
  const { fault } = await compareCost(
    () => sanitizeDescription(html ?? ''),
    () => sanitizeDescription(plain ?? ''),
    FLOOR_MS
  )
  expect(fault).toBeNull()
})
