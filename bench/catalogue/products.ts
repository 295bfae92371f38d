import { diceOf, zipfOf } from './random.ts'
import type { Dice } from './random.ts'
import { adjectives, capitalised, colours, descriptionWords, inventWords, materials, sizes, types } from './words.ts'

/** A product of the generated catalog. */
export interface MadeProduct {
  readonly title: string
  readonly slug: string
  readonly description: string
  readonly vendor: string
  readonly productType: string
  readonly tags: readonly string[]
  readonly status: 'active' | 'draft'
  readonly options: readonly string[]
  readonly variants: readonly MadeVariant[]
}

export interface MadeVariant {
  readonly sku: string
  readonly optionValues: readonly string[]
  readonly priceAmount: number
  readonly compareAtAmount: number | null
  readonly onHand: number
}

/** The words of a generated catalog, most common of each kind first. */
export interface Lexicon {
  readonly nouns: readonly { readonly noun: string; readonly type: string }[]
  readonly brands: readonly string[]
  readonly series: readonly string[]
  readonly tags: readonly string[]
  readonly described: readonly string[]
}

const SEED = 20_261_120
const TAGS = 300
const MAX_VARIANTS = 6

/** Returns the words for a catalog of `size` products. Brands and series names grow with it, as in real shops. */
export const makeLexicon = (size: number): Lexicon => {
  const dice = diceOf(SEED)
  const kinds = Object.entries(types)
  const ranked = kinds.flatMap(([type, nouns], kind) => nouns.map((noun, at) => ({ noun, type, rank: kind + at * 12 })))
  const invented = inventWords(dice, TAGS)
  return {
    nouns: ranked.toSorted((a, b) => a.rank - b.rank),
    brands: brandsOf(dice, Math.max(40, Math.round(size / 500))),
    series: inventWords(dice, Math.max(400, Math.round(size / 40))).map(capitalised),
    tags: [...new Set([...materials, ...adjectives, 'gift', 'sale', 'new', 'bestseller', ...invented])].slice(0, TAGS),
    described: descriptionWords(dice, 4000 + Math.round(size / 20)),
  }
}

const brandsOf = (dice: Dice, count: number): string[] => {
  const names = inventWords(dice, count).map(capitalised)
  return names.map((name, index) => (index % 3 === 0 ? `${name} & ${names[(index * 7 + 1) % count] ?? 'Co'}` : name))
}

/** Returns a function that generates the product with a number, the same each time. */
export const productMaker = (lexicon: Lexicon): ((number: number) => MadeProduct) => {
  const draw = {
    noun: zipfOf(lexicon.nouns, 0.9),
    brand: zipfOf(lexicon.brands, 0.9),
    series: zipfOf(lexicon.series, 0.7),
    tag: zipfOf(lexicon.tags, 0.8),
    described: zipfOf(lexicon.described, 1),
    adjective: zipfOf(adjectives, 0.7),
    material: zipfOf(materials, 0.8),
    colour: zipfOf(colours, 0.6),
  }
  return (number) => {
    const dice = diceOf(SEED + number)
    const { noun, type } = draw.noun(dice)
    const [vendor, series, adjective, material] = [
      draw.brand(dice),
      draw.series(dice),
      draw.adjective(dice),
      draw.material(dice),
    ]
    const words = [series, ...(dice.chance(0.55) ? [adjective] : []), ...(dice.chance(0.6) ? [material] : []), noun]
    const title = `${words.map(capitalised).join(' ')}${dice.chance(0.15) ? ` ${1 + dice.below(900)}` : ''}`
    const options = optionsOf(dice, draw.colour)
    return {
      title,
      slug: `${words.join('-')}-${number}`.toLowerCase(),
      description: describe(dice, draw.described, [noun, material, adjective]),
      vendor,
      productType: type,
      tags: [...new Set([material, ...Array.from({ length: 1 + dice.below(5) }, () => draw.tag(dice))])],
      status: dice.chance(0.05) ? 'draft' : 'active',
      options: options.map(({ name }) => name),
      variants: variantsOf(dice, options, `${vendor.slice(0, 3)}-${series.slice(0, 4)}-${number}`.toUpperCase()),
    }
  }
}

const describe = (dice: Dice, draw: (dice: Dice) => string, about: readonly string[]): string => {
  const sentences: string[] = []
  let count = 30 + dice.below(31)
  while (count > 0) {
    const words = Array.from({ length: Math.min(count, 7 + dice.below(8)) }, () => draw(dice))
    if (sentences.length < about.length) words.push(about[sentences.length] ?? '')
    count -= words.length
    sentences.push(`${capitalised(words.join(' '))}.`)
  }
  return sentences.join(' ')
}

interface MadeOption {
  readonly name: string
  readonly values: readonly string[]
}

const optionsOf = (dice: Dice, colour: (dice: Dice) => string): MadeOption[] => {
  const options: MadeOption[] = []
  if (dice.chance(0.6)) {
    const values = new Set(Array.from({ length: 2 + dice.below(4) }, () => colour(dice)))
    options.push({ name: 'Colour', values: [...values] })
  }
  if (dice.chance(0.5)) options.push({ name: 'Size', values: dice.pick(sizes) })
  return options
}

const variantsOf = (dice: Dice, options: readonly MadeOption[], stem: string): MadeVariant[] => {
  const price = Math.max(100, Math.round(Math.exp(Math.log(3500) + 0.8 * dice.normal()) / 50) * 50 - 10)
  const compareAtAmount = dice.chance(0.12) ? Math.round((price * 1.25) / 100) * 100 : null
  const isSoldOut = dice.chance(0.1)
  const combinations = options.reduce<string[][]>(
    (rows, { values }) => rows.flatMap((row) => values.map((value) => [...row, value])),
    [[]]
  )
  return combinations.slice(0, MAX_VARIANTS).map((optionValues, index) => ({
    sku: [stem, ...optionValues.map((value) => value.replaceAll(' ', '').slice(0, 5).toUpperCase())].join('-'),
    optionValues,
    priceAmount: price + index * 100 * dice.below(2),
    compareAtAmount: compareAtAmount === null ? null : compareAtAmount + index * 100,
    onHand: isSoldOut || dice.chance(0.05) ? 0 : 1 + dice.below(80),
  }))
}
