import type { FormKind, SearchTerm } from './search-words.ts'

/** What a product is ranked by: its words as the index has them, and how well it sells. */
export interface Rankable {
  readonly searchTitle: string
  readonly searchKeywords: string
  readonly sold: number
  readonly inStock: boolean
}

const formWeights = { exact: 1, plural: 0.9, completion: 0.75, correction: 0.6 } as const satisfies Record<
  FormKind,
  number
>

const TITLE = 1000
const KEYWORD = 350
const DESCRIPTION = 80
/** For a title that holds little beside what was typed: “Lamp” before “Lamp shade clip”. */
const COVERAGE = 400
const FIRST = 150
const MAX_SOLD = 100
const IN_STOCK = 30

/**
 * Scores how well a product answers a search, in whole points, higher is better. A word weighs most in the title, then
 * in vendor, type, tags, options and SKUs, least in the description; as typed more than finished or corrected. Among
 * equals the better selling and what is in stock come first.
 */
export const scoreOf = (product: Rankable, terms: readonly SearchTerm[]): number => {
  const title = product.searchTitle.split(' ')
  const keywords = new Set(product.searchKeywords.split(' '))
  const inTitle = new Set<string>()
  let score = 0
  for (const term of terms) score += scoreTerm(term, { title, keywords, inTitle })
  score += (COVERAGE * inTitle.size) / Math.max(title.length, terms.length)
  if (inTitle.has(title[0] ?? '')) score += FIRST
  return Math.round(score + Math.min(MAX_SOLD, Math.log2(1 + product.sold) * 10) + (product.inStock ? IN_STOCK : 0))
}

interface Words {
  readonly title: readonly string[]
  readonly keywords: ReadonlySet<string>
  /** Collects the words of the title that were asked for. */
  readonly inTitle: Set<string>
}

const scoreTerm = ({ typed, forms, isPrefix }: SearchTerm, { title, keywords, inTitle }: Words): number => {
  let best = DESCRIPTION
  const all = isPrefix ? [...forms, ...prefixForms(typed, [...title, ...keywords])] : forms
  for (const { word, kind } of all) {
    const parts = word.split(' ')
    const isTitled = parts.every((part) => title.includes(part))
    if (isTitled) for (const part of parts) inTitle.add(part)
    const place = isTitled ? TITLE : parts.every((part) => keywords.has(part) || title.includes(part)) ? KEYWORD : 0
    best = Math.max(best, place * formWeights[kind])
  }
  return best
}

const prefixForms = (typed: string, words: readonly string[]) =>
  words
    .filter((word) => word.startsWith(typed))
    .map((word) => ({ word, kind: word === typed ? ('exact' as const) : ('completion' as const) }))
