import type { IdOf, Zone } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { asc, eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'

const { taxRates, zoneCountries, zones } = schema

/** Lists the zones by name, with the zone of all other countries last. */
export const listZones = async ({ db: { read } }: Deps): Promise<{ items: Zone[] }> => ({
  items: await readZones(read, null),
})

/** Reads one zone; throws `zone.not_found`. */
export const readZone = async (read: Reads, id: IdOf<'zone'>): Promise<Zone> => {
  const [zone] = await readZones(read, id)
  if (!zone) throw fail('zone.not_found')
  return zone
}

const readZones = async (read: Reads, id: IdOf<'zone'> | null): Promise<Zone[]> => {
  const rows = await read
    .select()
    .from(zones)
    .where(id === null ? undefined : eq(zones.id, id))
    .orderBy(asc(zones.isRest), asc(zones.name), asc(zones.id))
  const countries = await read
    .select()
    .from(zoneCountries)
    .where(id === null ? undefined : eq(zoneCountries.zoneId, id))
    .orderBy(asc(zoneCountries.countryCode))
  const rates = await read
    .select()
    .from(taxRates)
    .where(id === null ? undefined : eq(taxRates.zoneId, id))
    .orderBy(asc(taxRates.position))
  return rows.map(({ id, name, isRest, version }) => ({
    id,
    name,
    isRest,
    countryCodes: countries.filter(({ zoneId }) => zoneId === id).map(({ countryCode }) => countryCode),
    taxRates: rates
      .filter(({ zoneId }) => zoneId === id)
      .map(({ id, name, basisPoints, taxClass }) => ({ id, name, basisPoints, taxClass })),
    version,
  }))
}
