import type { Reads, schema } from '@tradepost/db'
import { sql } from 'drizzle-orm'

/**
 * The meaning of a facet ID: a filter and a value. `key` names the filter: `type`, `vendor`, `tag`, `collection`, or
 * `option:Size`.
 */
export interface FacetName {
  readonly key: string
  readonly value: string
}

// About 10 MB at most. The meaning of an ID never changes, so entries never need to be invalidated.
const MAX_KEPT = 50_000

const kept = new WeakMap<Reads, Map<number, FacetName>>()

type NameValues = [id: number, kind: schema.FacetKind, name: string, value: string]

/** Returns the filter and the value of each facet ID, and caches them in memory. */
export const readFacetNames = async (read: Reads, ids: readonly number[]): Promise<ReadonlyMap<number, FacetName>> => {
  const known = kept.get(read) ?? new Map<number, FacetName>()
  kept.set(read, known)
  const missing = ids.filter((id) => !known.has(id))
  if (missing.length === 0) return known
  const rows = await read.values<NameValues>(sql`
    select facet.id, facet.kind, facet.name, facet.value from json_each(${JSON.stringify(missing)}) as wanted
      cross join facet_values as facet on facet.id = wanted.value`)
  const fresh = rows.map(([id, kind, name, value]) => [id, { key: keyOf(kind, name), value }] as const)
  if (known.size + fresh.length <= MAX_KEPT) {
    for (const [id, facet] of fresh) known.set(id, facet)
    return known
  }
  // Too many to keep: starts over with those of this call.
  const all = new Map([...ids.flatMap((id) => entryOf(known, id)), ...fresh])
  kept.set(read, all)
  return all
}

/** Returns the key of the filter that a facet is a value of. */
export const keyOf = (kind: schema.FacetKind, name: string): string => (kind === 'option' ? OPTION + name : kind)

/** The prefix of the key of an option's filter. */
export const OPTION = 'option:'

const entryOf = (known: ReadonlyMap<number, FacetName>, id: number): [number, FacetName][] => {
  const facet = known.get(id)
  return facet ? [[id, facet]] : []
}
