import type { CreateLocationInput, IdOf, Location, UpdateLocationInput } from '@tradepost/contract'
import { CodedError, fail, MAX_LOCATIONS } from '@tradepost/contract'
import type { Reads, Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, asc, eq, ne, sql } from 'drizzle-orm'
import type { Actor } from '../audit/record-audit.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'

const { locations } = schema

const MAX_POSITION = 1000

interface By<T> {
  readonly input: T
  readonly actor: Actor
}

const columns = {
  id: locations.id,
  name: locations.name,
  position: locations.position,
  isActive: locations.isActive,
  version: locations.version,
}

/** Lists all locations, in the order in which orders are allocated from them. */
export const listLocations = async ({ db: { read } }: Deps): Promise<{ items: Location[] }> => ({
  items: await read.select(columns).from(locations).orderBy(asc(locations.position), asc(locations.id)),
})

/**
 * Creates an active location, the last one in order. Throws `input.invalid` if the shop has the maximum number of
 * locations.
 */
export const createLocation = (deps: Deps, { input, actor }: By<CreateLocationInput>): Promise<Location> =>
  deps.db.write(async (tx) => {
    const [known] = await tx.values<[count: number, last: number | null]>(
      sql`select count(*), max(position) from locations`
    )
    const [count, last] = known ?? [0, null]
    if (count >= MAX_LOCATIONS) throw tooMany()
    const position = Math.min(MAX_POSITION, (last ?? -1) + 1)
    const made = { id: newId(deps, 'location'), name: input.name, position, isActive: true, version: 1 }
    await tx.insert(locations).values({ ...made, createdAt: deps.now(), updatedAt: deps.now() })
    await recordAudit(tx, deps, { actor, change: { target: made.id, before: null, after: made } })
    return made
  })

/**
 * Replaces all fields of a location. Throws `location.not_found`; `location.conflict` with the current location if
 * somebody else has saved it since `version`; `location.last` if no active location would remain.
 */
export const updateLocation = (deps: Deps, { input, actor }: By<UpdateLocationInput>): Promise<Location> =>
  deps.db.write(async (tx) => {
    const before = await readLocation(tx, input.id)
    if (before.version !== input.version) throw fail('location.conflict', { current: before })
    const { version: _, ...fields } = input
    if (before.isActive && !fields.isActive) await refuseLast(tx, input.id)
    const after = { ...fields, version: before.version + 1 }
    await tx
      .update(locations)
      .set({ ...after, updatedAt: deps.now() })
      .where(and(eq(locations.id, input.id), eq(locations.version, before.version)))
    await recordAudit(tx, deps, { actor, change: { target: input.id, before, after } })
    return after
  })

const refuseLast = async (tx: Tx, id: IdOf<'location'>): Promise<void> => {
  const others = await tx.$count(locations, and(eq(locations.isActive, true), ne(locations.id, id)))
  if (others === 0) throw fail('location.last')
}

const tooMany = () =>
  new CodedError('input.invalid', {
    issues: [{ path: 'name', message: `A shop has at most ${MAX_LOCATIONS} locations: rename one.` }],
  })

/** Reads a location. Throws `location.not_found`. */
export const readLocation = async (read: Reads, id: IdOf<'location'>): Promise<Location> => {
  const [row] = await read.select(columns).from(locations).where(eq(locations.id, id))
  if (!row) throw fail('location.not_found')
  return row
}

/** Returns the default location: the first active one. Throws `location.not_found`. */
export const firstLocation = async (read: Reads): Promise<Location> => {
  const [row] = await read
    .select(columns)
    .from(locations)
    .where(eq(locations.isActive, true))
    .orderBy(asc(locations.position), asc(locations.id))
    .limit(1)
  if (!row) throw fail('location.not_found')
  return row
}
