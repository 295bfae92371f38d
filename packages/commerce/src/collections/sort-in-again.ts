import type { IdOf } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { sql } from 'drizzle-orm'
import { facetExpression, matching } from '../products/search-expression.ts'

const NO_LIMIT = -1

/** Queues the products of a collection, or all products, to be sorted into collections again in the background. */
export const sortInAgain = async (tx: Tx, what: IdOf<'collection'> | 'everything'): Promise<void> => {
  if (what === 'everything') {
    await tx.run(sql`insert into product_reindex select seq from products where true on conflict do nothing`)
    return
  }
  const [facet] = await tx.values<[id: number]>(
    sql`select id from facet_values where kind = 'collection' and name = '' and value = ${what}`
  )
  if (!facet) return
  await tx.run(sql`
    insert into product_reindex select seq from ${matching(facetExpression(facet[0], true), NO_LIMIT)} where true on conflict do nothing`)
}
