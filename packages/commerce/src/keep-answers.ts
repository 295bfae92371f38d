import type { Database } from '@tradepost/db'

// A page of a hundred products takes some 100 kB.
const MAX_KEPT = 100

interface Kept<A> {
  readonly version: number
  readonly answers: Map<string, A>
}

/** Gives the answer for a key, from memory or else by `compute`. */
export type KeptAnswers<A> = (db: Database, key: string, compute: () => Promise<A>) => Promise<A>

/**
 * Makes a memory of answers that depend on the database alone. They are kept until anything at all is committed, so none is ever
 * older than the last commit; a database that cannot tell its commits keeps none. Whoever gets an answer leaves it as it is.
 */
export const keepAnswers = <A>(): KeptAnswers<A> => {
  const keptOf = new WeakMap<Database, Kept<A>>()
  return async (db, key, compute) => {
    const version = db.dataVersion()
    if (version === null) return compute()
    const { answers } = freshOf(keptOf, db, version)
    const known = answers.get(key)
    const answer = known ?? (await compute())
    // What was committed meanwhile may be in a part of it.
    if (known === undefined && db.dataVersion() !== version) return answer
    // The one asked for least recently goes first.
    answers.delete(key)
    answers.set(key, answer)
    if (answers.size > MAX_KEPT) answers.delete(answers.keys().next().value ?? '')
    return answer
  }
}

const freshOf = <A>(keptOf: WeakMap<Database, Kept<A>>, db: Database, version: number): Kept<A> => {
  const kept = keptOf.get(db)
  if (kept?.version === version) return kept
  const fresh = { version, answers: new Map<string, A>() }
  keptOf.set(db, fresh)
  return fresh
}
