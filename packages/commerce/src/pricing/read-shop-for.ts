import type { IdOf, ShippingRate, TaxClass, TaxRate } from '@tradepost/contract'
import type { Given, Reads } from '@tradepost/db'
import { compiledForOne, schema } from '@tradepost/db'
import type { SQLWrapper } from 'drizzle-orm'
import { eq, getTableColumns, sql } from 'drizzle-orm'
import type { ShopRow } from '../shop/read-shop.ts'

const { promotions, shopSettings, zoneCountries, zones } = schema

/** A shipping method as buyers see it. */
export interface OfferedShipping {
  readonly id: IdOf<'shippingMethod'>
  readonly name: string
  readonly description: string
  readonly rates: readonly ShippingRate[]
  readonly taxClass: TaxClass | null
}

/** The tax rates and the shipping methods of a country. */
export interface PricingZone {
  readonly taxRates: readonly TaxRate[]
  readonly methods: readonly OfferedShipping[]
}

/** Parses a list. Only the expressions below write these lists, in the shape that is read here. */
const parseList = <T>(json: string): T[] => JSON.parse(json) as T[]

const ratesOfZone = sql<TaxRate[]>`(
  select json_group_array(json_object('id', id, 'name', name, 'basisPoints', basis_points, 'taxClass', tax_class))
  from (select * from tax_rates where zone_id = zones.id order by position, id)
)`.mapWith(parseList<TaxRate>)

const methodsOfZone = sql<OfferedShipping[]>`(
  select json_group_array(json_object('id', id, 'name', name, 'description', description, 'rates', json(rates),
    'taxClass', tax_class))
  from (select * from shipping_methods where zone_id = zones.id and is_active = 1 order by position, id)
)`.mapWith(parseList<OfferedShipping>)

/** A promotion, with the fields that decide whether it may be used now. */
export type PromotionRow = Omit<typeof promotions.$inferSelect, 'isActive' | 'version' | 'createdAt' | 'updatedAt'>

const promotionsForAll = sql<PromotionRow[]>`(
  select json_group_array(json_object('id', id, 'title', title, 'code', code, 'reward', json(reward),
    'minimumAmounts', json(minimum_amounts), 'minimumQuantity', minimum_quantity, 'stacking', stacking,
    'priority', priority, 'startsAt', starts_at, 'endsAt', ends_at, 'usageLimit', usage_limit,
    'perCustomerLimit', per_customer_limit, 'usedCount', used_count))
  from (select * from promotions where code is null and is_active = 1 order by priority, id)
)`.mapWith(parseList<PromotionRow>)

const zoneOf = (countryCode: SQLWrapper) => sql`coalesce(
  (select ${zoneCountries.zoneId} from ${zoneCountries}
    where ${zoneCountries.countryCode} = coalesce(${countryCode}, ${shopSettings.countryCode})),
  (select rest.id from ${zones} as rest where rest.is_rest = 1)
)`

const selectShopFor = compiledForOne((q, { countryCode }: Given<{ countryCode: string | null }>) =>
  q
    .select({
      ...getTableColumns(shopSettings),
      taxRates: ratesOfZone,
      methods: methodsOfZone,
      forAll: promotionsForAll,
    })
    .from(shopSettings)
    .leftJoin(zones, eq(zones.id, zoneOf(countryCode)))
)

/** The settings of the shop, the zone of a country, and the promotions that need no code. */
export interface ShopFor {
  readonly shop: ShopRow
  readonly zone: PricingZone
  readonly forAll: readonly PromotionRow[]
}

/**
 * Reads the shop for a country, by default its own. A country without any zone has an empty one: no tax and no
 * shipping.
 */
export const readShopFor = async (read: Reads, countryCode: string | null): Promise<ShopFor> => {
  const row = await selectShopFor(read, { countryCode })
  if (!row) throw new Error('The shop has no settings row; the first migration writes it.')
  const { taxRates, methods, forAll, ...shop } = row
  return { shop, zone: { taxRates, methods }, forAll }
}

/** Lists the countries that the shop ships to, or null if it ships to every country. */
export const readShippedCountries = async (read: Reads): Promise<string[] | null> => {
  const rows = await read.values<[isRest: number, countryCode: string | null]>(sql`
    select distinct zones.is_rest, zone_countries.country_code
    from zones join shipping_methods on shipping_methods.zone_id = zones.id and shipping_methods.is_active = 1
      left join zone_countries on zone_countries.zone_id = zones.id
    order by 2`)
  if (rows.some(([isRest]) => isRest === 1)) return null
  return rows.flatMap(([, countryCode]) => (countryCode === null ? [] : [countryCode]))
}
