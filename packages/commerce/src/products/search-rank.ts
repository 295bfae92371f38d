import type { FormKind, SearchTerm } from './search-words.ts'

/** The ranking inputs of a product: its words as the index has them, and how well it sells. */
export interface Rankable {
  readonly searchTitle: string
  /** All keywords, each between spaces. */
  readonly searchKeywords: string
  readonly sold: number
  readonly inStock: boolean
}

/** Scores a product for one search in whole points; higher is better. */
export type Scorer = (product: Rankable) => number

const formWeights = { exact: 1, plural: 0.9, completion: 0.75, correction: 0.6 } as const satisfies Record<
  FormKind,
  number
>

/** Ranks products with all words in title and keywords above those that have some only in the description. */
const NAMED = 1_000_000
const TITLE = 1000
const KEYWORD = 350
const DESCRIPTION = 80
/** For a title with few words besides those typed: “Lamp” before “Lamp shade clip”. */
const COVERAGE = 400
const FIRST = 150
const MAX_SOLD = 100
const IN_STOCK = 30

/**
 * Makes the function that scores products for a search. A word counts most in the title, then in vendor, type, tags,
 * options and SKUs, and least in the description. Exact words count more than completed or corrected ones. Among
 * equals, better-selling products and those in stock come first. The score depends only on the product and the search,
 * never on how the product was found.
 */
export const makeScorer = (terms: readonly SearchTerm[], match: 'all' | 'any'): Scorer => {
  const sought = terms.map((term) => soughtOf(term, terms.length === 1))
  const needed = sought.filter(({ isNeeded }) => isNeeded)
  return ({ searchTitle, searchKeywords, sold, inStock }) => {
    const title = searchTitle.split(' ')
    const words = { title, keywords: searchKeywords, inTitle: new Set<string>() }
    let score = 0
    let named = 0
    for (const term of sought) {
      const points = scoreTerm(term, words)
      score += Math.max(points, DESCRIPTION)
      if (term.isNeeded && (points > 0 || isNamed(term, words))) named++
    }
    score += (COVERAGE * words.inTitle.size) / Math.max(title.length, terms.length)
    if (words.inTitle.has(title[0] ?? '')) score += FIRST
    score += Math.min(MAX_SOLD, Math.log2(1 + sold) * 10) + (inStock ? IN_STOCK : 0)
    const isAllNamed = match === 'all' ? named === needed.length : named > 0
    return Math.round(score) + (isAllNamed ? NAMED : 0)
  }
}

/** Returns whether the score shows that a product has all words in its title and keywords. */
export const isScoredNamed = (score: number): boolean => score >= NAMED

/** A term prepared for comparison with thousands of titles: its forms are split into words once. */
interface Sought {
  readonly typed: string
  readonly isPrefix: boolean
  readonly isNeeded: boolean
  readonly forms: readonly { readonly parts: readonly string[]; readonly weight: number }[]
}

const soughtOf = ({ typed, forms, isPrefix, isLoose }: SearchTerm, isOnly: boolean): Sought => ({
  typed,
  isPrefix,
  isNeeded: !isLoose || isOnly,
  forms: forms.map(({ word, kind }) => ({ parts: word.split(' '), weight: formWeights[kind] })),
})

interface Words {
  readonly title: readonly string[]
  /** All keywords, each between spaces. */
  readonly keywords: string
  /** Collects the words of the title that the search contains. */
  readonly inTitle: Set<string>
}

/** Returns the points of a term by where it was found: 0 if it is neither in the title nor among the keywords. */
const scoreTerm = ({ typed, forms, isPrefix }: Sought, words: Words): number => {
  let best = 0
  for (const { parts, weight } of forms) best = Math.max(best, placeOf(parts, words) * weight)
  return isPrefix ? Math.max(best, scoreBeginning(typed, words)) : best
}

const placeOf = (parts: readonly string[], { title, keywords, inTitle }: Words): number => {
  if (parts.every((part) => title.includes(part))) {
    for (const part of parts) inTitle.add(part)
    return TITLE
  }
  return parts.every((part) => keywords.includes(` ${part} `) || title.includes(part)) ? KEYWORD : 0
}

const scoreBeginning = (typed: string, { title, keywords, inTitle }: Words): number => {
  let best = keywords.includes(` ${typed} `)
    ? KEYWORD
    : keywords.includes(` ${typed}`)
      ? KEYWORD * formWeights.completion
      : 0
  for (const word of title) {
    if (!word.startsWith(typed)) continue
    inTitle.add(word)
    best = Math.max(best, word === typed ? TITLE : TITLE * formWeights.completion)
  }
  return best
}

/**
 * Returns whether a typed word is in title or keywords. A code has no forms, because it is not in the vocabulary, but
 * it is a keyword.
 */
const isNamed = ({ typed }: Sought, { title, keywords }: Words): boolean =>
  keywords.includes(` ${typed} `) || title.includes(typed)
