import type { CreateZoneInput, DeleteZoneInput, IdOf, UpdateZoneInput, Zone } from '@tradepost/contract'
import { CodedError, fail } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { insertRows, schema } from '@tradepost/db'
import { eq, inArray } from 'drizzle-orm'
import type { Actor } from '../audit/record-audit.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import { sameJson } from '../products/row-differs.ts'
import { readZone } from './read-zones.ts'
import { readShippingMethods } from './shipping-methods.ts'

const { taxRates, zoneCountries, zones } = schema

/** The maximum number of zones of a shop: there are no more countries. */
const MAX_ZONES = 250

interface By<T> {
  readonly input: T
  readonly actor: Actor
}

/** Creates a zone of countries that no other zone has. Throws `zone.country_taken`. */
export const createZone = (deps: Deps, { input, actor }: By<CreateZoneInput>): Promise<Zone> =>
  deps.db.write(async (tx) => {
    if ((await tx.$count(zones)) >= MAX_ZONES) throw tooMany()
    const id = newId(deps, 'zone')
    const now = deps.now()
    const fields = fieldsOf(input)
    await tx.insert(zones).values({ id, name: fields.name, isRest: false, version: 1, createdAt: now, updatedAt: now })
    await writeCountries(tx, id, fields.countryCodes)
    await writeTaxRates(tx, deps, { id, rates: fields.taxRates })
    await recordAudit(tx, deps, { actor, change: { target: id, before: null, after: fields } })
    return readZone(tx, id)
  })

/**
 * Saves all fields of a zone and replaces its countries and tax rates. Throws `zone.not_found`, `zone.conflict` with
 * the current zone if somebody else has saved since `version`, `zone.is_rest` if the zone of all other countries would
 * get countries, and `zone.country_taken`.
 */
export const updateZone = (deps: Deps, { input, actor }: By<UpdateZoneInput>): Promise<Zone> =>
  deps.db.write(async (tx) => {
    const current = await readZone(tx, input.id)
    if (current.version !== input.version) throw fail('zone.conflict', { current })
    const before = fieldsOf(current)
    const fields = fieldsOf(input)
    if (current.isRest && fields.countryCodes.length > 0) throw fail('zone.is_rest')
    if (sameJson(before, fields)) return current
    await tx
      .update(zones)
      .set({ name: fields.name, version: current.version + 1, updatedAt: deps.now() })
      .where(eq(zones.id, input.id))
    await tx.delete(zoneCountries).where(eq(zoneCountries.zoneId, input.id))
    await writeCountries(tx, input.id, fields.countryCodes)
    if (!sameJson(before.taxRates, fields.taxRates)) {
      await tx.delete(taxRates).where(eq(taxRates.zoneId, input.id))
      await writeTaxRates(tx, deps, { id: input.id, rates: fields.taxRates })
    }
    await recordAudit(tx, deps, { actor, change: { target: input.id, before, after: fields } })
    return readZone(tx, input.id)
  })

/**
 * Deletes a zone with its tax rates and shipping methods; its countries then belong to the rest of the world. Orders
 * keep what they were placed with. Throws `zone.not_found`, `zone.is_rest`.
 */
export const deleteZone = (deps: Deps, { input, actor }: By<DeleteZoneInput>): Promise<null> =>
  deps.db.write(async (tx) => {
    const current = await readZone(tx, input.id)
    if (current.isRest) throw fail('zone.is_rest')
    const before = { ...fieldsOf(current), shippingMethods: await readShippingMethods(tx, { zoneId: input.id }) }
    await tx.delete(zones).where(eq(zones.id, input.id))
    await recordAudit(tx, deps, { actor, change: { target: input.id, before, after: null } })
    return null
  })

type Fields = CreateZoneInput

const fieldsOf = ({ name, countryCodes, taxRates }: Fields): Fields => ({
  name,
  countryCodes: [...new Set(countryCodes)].toSorted(),
  taxRates: taxRates.map(({ name, basisPoints, taxClass }) => ({ name, basisPoints, taxClass })),
})

const tooMany = () =>
  new CodedError('input.invalid', { issues: [{ path: 'name', message: `A shop has ${MAX_ZONES} zones at most.` }] })

const writeCountries = async (tx: Tx, zoneId: IdOf<'zone'>, countryCodes: readonly string[]): Promise<void> => {
  const [taken] = await tx
    .select({ countryCode: zoneCountries.countryCode, zoneName: zones.name })
    .from(zoneCountries)
    .innerJoin(zones, eq(zones.id, zoneCountries.zoneId))
    .where(inArray(zoneCountries.countryCode, [...countryCodes]))
    .orderBy(zoneCountries.countryCode)
    .limit(1)
  if (taken) throw fail('zone.country_taken', taken)
  await insertRows(
    tx,
    zoneCountries,
    countryCodes.map((countryCode) => ({ countryCode, zoneId }))
  )
}

const writeTaxRates = (tx: Tx, deps: Deps, { id, rates }: { id: IdOf<'zone'>; rates: Fields['taxRates'] }) =>
  insertRows(
    tx,
    taxRates,
    rates.map((rate, position) => ({ id: newId(deps, 'taxRate'), zoneId: id, position, ...rate }))
  )
