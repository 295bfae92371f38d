import type { Database } from '@tradepost/db'

// A page of a hundred products takes about 100 kB.
const MAX_KEPT = 100

interface Kept<A> {
  readonly version: number
  readonly answers: Map<string, A>
}

/** Returns the answer for a key, from memory or else from `compute`. */
export type KeptAnswers<A> = (db: Database, key: string, compute: () => Promise<A>) => Promise<A>

/**
 * Creates a cache of answers that depend only on the database. Any commit empties it, so no answer is older than the
 * last commit. A database that cannot report its commits is not cached. Callers must not modify an answer.
 */
export const keepAnswers = <A>(): KeptAnswers<A> => {
  const keptOf = new WeakMap<Database, Kept<A>>()
  return async (db, key, compute) => {
    const version = db.dataVersion()
    if (version === null) return compute()
    const { answers } = freshOf(keptOf, db, version)
    const known = answers.get(key)
    const answer = known ?? (await compute())
    // Part of the answer may include what was committed in the meantime.
    if (known === undefined && db.dataVersion() !== version) return answer
    // The least recently used answer is removed first.
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
