import type { IdOf, ShippingRate, TaxClass, TaxRate } from '@tradepost/contract'
import type { Given, Reads } from '@tradepost/db'
import { compiled, schema } from '@tradepost/db'
import { and, asc, eq, or, sql } from 'drizzle-orm'

const { shippingMethods, taxRates, zoneCountries, zones } = schema

/** A way of shipping as it is offered. */
export interface OfferedShipping {
  readonly id: IdOf<'shippingMethod'>
  readonly name: string
  readonly description: string
  readonly rates: readonly ShippingRate[]
  readonly taxClass: TaxClass | null
}

/** What a country is taxed and shipped to by. */
export interface PricingZone {
  readonly taxRates: readonly TaxRate[]
  readonly methods: readonly OfferedShipping[]
}

const selectZone = compiled((q, { countryCode }: Given<{ countryCode: string }>) =>
  q
    .select({ id: zones.id })
    .from(zones)
    .leftJoin(zoneCountries, and(eq(zoneCountries.zoneId, zones.id), eq(zoneCountries.countryCode, countryCode)))
    .where(or(eq(zoneCountries.countryCode, countryCode), eq(zones.isRest, true)))
    .orderBy(asc(zones.isRest))
    .limit(1)
)

const selectRates = compiled((q, { zoneId }: Given<{ zoneId: IdOf<'zone'> }>) =>
  q
    .select({
      id: taxRates.id,
      name: taxRates.name,
      basisPoints: taxRates.basisPoints,
      taxClass: taxRates.taxClass,
    })
    .from(taxRates)
    .where(eq(taxRates.zoneId, zoneId))
    .orderBy(asc(taxRates.position), asc(taxRates.id))
)

const selectMethods = compiled((q, { zoneId }: Given<{ zoneId: IdOf<'zone'> }>) =>
  q
    .select({
      id: shippingMethods.id,
      name: shippingMethods.name,
      description: shippingMethods.description,
      rates: shippingMethods.rates,
      taxClass: shippingMethods.taxClass,
    })
    .from(shippingMethods)
    .where(and(eq(shippingMethods.zoneId, zoneId), eq(shippingMethods.isActive, true)))
    .orderBy(asc(shippingMethods.position), asc(shippingMethods.id))
)

/** Reads the zone that a country lies in, or null where the shop knows nothing of it: no tax, and nothing is sent there. */
export const readZone = async (read: Reads, countryCode: string): Promise<PricingZone | null> => {
  const [zone] = await selectZone(read, { countryCode })
  if (!zone) return null
  const rates = await selectRates(read, { zoneId: zone.id })
  const methods = await selectMethods(read, { zoneId: zone.id })
  return { taxRates: rates, methods }
}

/** Lists the countries that something is sent to, or null where that is every country. */
export const readShippedCountries = async (read: Reads): Promise<string[] | null> => {
  const rows = await read.values<[isRest: number, countryCode: string | null]>(sql`
    select distinct zones.is_rest, zone_countries.country_code
    from zones join shipping_methods on shipping_methods.zone_id = zones.id and shipping_methods.is_active = 1
      left join zone_countries on zone_countries.zone_id = zones.id
    order by 2`)
  if (rows.some(([isRest]) => isRest === 1)) return null
  return rows.flatMap(([, countryCode]) => (countryCode === null ? [] : [countryCode]))
}
