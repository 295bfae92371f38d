import type {
  ArrangeShippingInput,
  CreateShippingMethodInput,
  DeleteShippingMethodInput,
  IdOf,
  ShippingMethod,
  UpdateShippingMethodInput,
} from '@tradepost/contract'
import { CodedError, fail } from '@tradepost/contract'
import type { Reads, Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, asc, eq } from 'drizzle-orm'
import type { Actor } from '../audit/record-audit.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import { sameJson } from '../products/row-differs.ts'

const { shippingMethods, zones } = schema

/** The maximum number of shipping methods of a zone, which is also how many can be sorted at once. */
const MAX_METHODS = 50

interface By<T> {
  readonly input: T
  readonly actor: Actor
}

type Methods = { items: ShippingMethod[] }
type Fields = Omit<CreateShippingMethodInput, 'zoneId'>

/** Lists the shipping methods of all zones, those of each zone in the shop's order. */
export const listShippingMethods = async ({ db: { read } }: Deps): Promise<Methods> => ({
  items: await readShippingMethods(read, {}),
})

/** Creates a shipping method, as the last of its zone. Throws `zone.not_found`. */
export const createShippingMethod = (
  deps: Deps,
  { input, actor }: By<CreateShippingMethodInput>
): Promise<ShippingMethod> =>
  deps.db.write(async (tx) => {
    const { zoneId } = input
    await refuseMissingZone(tx, zoneId)
    const positions = await tx
      .select({ position: shippingMethods.position })
      .from(shippingMethods)
      .where(eq(shippingMethods.zoneId, zoneId))
    if (positions.length >= MAX_METHODS) throw tooMany()
    const id = newId(deps, 'shippingMethod')
    const position = Math.max(-1, ...positions.map((row) => row.position)) + 1
    const now = { createdAt: deps.now(), updatedAt: deps.now() }
    const fields = fieldsOf(input)
    await tx.insert(shippingMethods).values({ id, zoneId, position, ...fields, version: 1, ...now })
    await recordAudit(tx, deps, { actor, change: { target: id, before: null, after: { zoneId, ...fields } } })
    return readMethod(tx, id)
  })

/**
 * Saves all fields of a shipping method. Throws `shipping_method.not_found`, and `shipping_method.conflict` with the
 * current method if somebody else has saved since `version`.
 */
export const updateShippingMethod = (
  deps: Deps,
  { input, actor }: By<UpdateShippingMethodInput>
): Promise<ShippingMethod> =>
  deps.db.write(async (tx) => {
    const current = await readMethod(tx, input.id)
    if (current.version !== input.version) throw fail('shipping_method.conflict', { current })
    const before = fieldsOf(current)
    const fields = fieldsOf(input)
    if (sameJson(before, fields)) return current
    await tx
      .update(shippingMethods)
      .set({ ...fields, version: current.version + 1, updatedAt: deps.now() })
      .where(eq(shippingMethods.id, input.id))
    await recordAudit(tx, deps, { actor, change: { target: input.id, before, after: fields } })
    return readMethod(tx, input.id)
  })

/** Deletes a shipping method; orders that were placed with it keep its name. Throws `shipping_method.not_found`. */
export const deleteShippingMethod = (deps: Deps, { input, actor }: By<DeleteShippingMethodInput>): Promise<null> =>
  deps.db.write(async (tx) => {
    const before = await readMethod(tx, input.id)
    await tx.delete(shippingMethods).where(eq(shippingMethods.id, input.id))
    await recordAudit(tx, deps, { actor, change: { target: input.id, before, after: null } })
    return null
  })

/**
 * Sorts the shipping methods of a zone. Methods that are not named follow in their current order. Throws
 * `zone.not_found`, and `shipping_method.not_found` for a method that is not of this zone.
 */
export const arrangeShipping = (deps: Deps, { input, actor }: By<ArrangeShippingInput>): Promise<Methods> =>
  deps.db.write(async (tx) => {
    const { zoneId } = input
    await refuseMissingZone(tx, zoneId)
    const before = (await readShippingMethods(tx, { zoneId })).map(({ id }) => id)
    const named = [...new Set(input.ids)]
    if (named.some((id) => !before.includes(id))) throw fail('shipping_method.not_found')
    const after = [...named, ...before.filter((id) => !named.includes(id))]
    if (!sameJson(before, after)) {
      for (const [position, id] of after.entries()) {
        await tx.update(shippingMethods).set({ position }).where(eq(shippingMethods.id, id))
      }
      await recordAudit(tx, deps, { actor, change: { target: zoneId, before, after } })
    }
    return { items: await readShippingMethods(tx, { zoneId }) }
  })

/** Reads shipping methods by zone and order: all of them, those of a zone, or one. */
export const readShippingMethods = async (
  read: Reads,
  { id, zoneId }: { id?: IdOf<'shippingMethod'>; zoneId?: IdOf<'zone'> }
): Promise<ShippingMethod[]> => {
  const rows = await read
    .select()
    .from(shippingMethods)
    .where(and(id && eq(shippingMethods.id, id), zoneId && eq(shippingMethods.zoneId, zoneId)))
    .orderBy(asc(shippingMethods.zoneId), asc(shippingMethods.position), asc(shippingMethods.id))
  return rows.map((row) => ({ id: row.id, zoneId: row.zoneId, ...fieldsOf(row), version: row.version }))
}

const readMethod = async (read: Reads, id: IdOf<'shippingMethod'>): Promise<ShippingMethod> => {
  const [method] = await readShippingMethods(read, { id })
  if (!method) throw fail('shipping_method.not_found')
  return method
}

const fieldsOf = ({ name, description, rates, taxClass, isActive }: Fields): Fields => ({
  name,
  description,
  rates: rates.map(({ currency, freeFromAmount, steps }) => ({
    currency,
    freeFromAmount,
    steps: steps.map(({ maxWeightGrams, amount }) => ({ maxWeightGrams, amount })),
  })),
  taxClass,
  isActive,
})

const refuseMissingZone = async (tx: Tx, id: IdOf<'zone'>): Promise<void> => {
  if ((await tx.$count(zones, eq(zones.id, id))) === 0) throw fail('zone.not_found')
}

const tooMany = () =>
  new CodedError('input.invalid', {
    issues: [{ path: 'zoneId', message: `A zone has ${MAX_METHODS} ways of shipping at most.` }],
  })
