import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { eq, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'

const { jobMarks } = schema

const JOB = 'search-tidy'
const MERGING = 'merging'
const ONCE_A_MS = 24 * 60 * 60 * 1000
// Each search reads every segment of the index: with about a dozen of them, it takes twice as long as with one.
const FEW_PARTS = 4
// About 10 ms of work, during which everything else waits.
const PAGES = 50

/**
 * Takes one small step in merging the segments of the search index, which multiply with each change, into one. Returns
 * whether there is more to do. A merge starts at most once a day, and continues after a restart has interrupted it.
 */
export const tidySearchIndex = ({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<boolean> =>
  db.write(async (tx) => {
    const [known] = await tx.select({ mark: jobMarks.mark }).from(jobMarks).where(eq(jobMarks.job, JOB))
    if (known?.mark === MERGING) {
      const before = await readStructure(tx)
      await merge(tx, PAGES)
      if ((await readStructure(tx)) !== before) return true
      await note(tx, String(now()))
      return false
    }
    if (now() - Number(known?.mark ?? 0) < ONCE_A_MS || (await countParts(tx)) <= FEW_PARTS) return false
    // A negative number merges all segments, including those too few or too different to be merged automatically.
    await merge(tx, -PAGES)
    await note(tx, MERGING)
    return true
  })

const merge = (tx: Tx, pages: number) =>
  tx.run(sql`insert into product_search (product_search, rank) values ('merge', ${pages})`)

// The row in which FTS5 stores its list of segments.
const STRUCTURE = 10

const readStructure = async (tx: Tx): Promise<string> => {
  const [row] = await tx.values<[structure: string]>(
    sql`select hex(block) from product_search_data where id = ${STRUCTURE}`
  )
  return row?.[0] ?? ''
}

const countParts = async (tx: Tx): Promise<number> => {
  const [row] = await tx.values<[parts: number]>(sql`select count(distinct segid) from product_search_idx`)
  return row?.[0] ?? 0
}

const note = (tx: Tx, mark: string) =>
  tx.insert(jobMarks).values({ job: JOB, mark }).onConflictDoUpdate({ target: jobMarks.job, set: { mark } })
