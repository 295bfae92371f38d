import type { schema, Tx } from '@tradepost/db'
import { sql } from 'drizzle-orm'

/** A value that products can be filtered by. `name` is the name of an option, and empty for every other kind. */
export interface FacetValue {
  readonly kind: schema.FacetKind
  readonly name: string
  readonly value: string
}

/** Returns the IDs of facet values in ascending order, and creates the values that are new. */
export const facetIdsOf = async (tx: Tx, values: readonly FacetValue[]): Promise<number[]> => {
  const distinct = new Map(values.map(({ kind, name, value }) => [JSON.stringify([kind, name, value]), value]))
  const wanted = `[${[...distinct.keys()].join(',')}]`
  const known = await readIds(tx, wanted)
  if (known.length === distinct.size) return known
  await tx.run(sql`
    insert into facet_values (kind, name, value)
    select value ->> 0, value ->> 1, value ->> 2 from json_each(${wanted}) where true on conflict do nothing`)
  return readIds(tx, wanted)
}

const readIds = async (tx: Tx, wanted: string): Promise<number[]> => {
  const rows = await tx.values<[id: number]>(sql`
    select facet.id from json_each(${wanted}) as wanted cross join facet_values as facet
    where facet.kind = wanted.value ->> 0 and facet.name = wanted.value ->> 1 and facet.value = wanted.value ->> 2
    order by facet.id`)
  return rows.map(([id]) => id)
}
