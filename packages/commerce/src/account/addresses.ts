import type { Address, IdOf, SavedAddress } from '@tradepost/contract'
import { fail, MAX_ADDRESSES } from '@tradepost/contract'
import type { Reads, Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, asc, desc, eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'

const { addresses } = schema

/** An address to save, and whether it becomes the default. */
export interface AddressToKeep {
  readonly address: Address
  readonly isDefault: boolean
}

/** Lists the saved addresses of a user, the default first. */
export const listAddresses = async (read: Reads, userId: IdOf<'user'>): Promise<SavedAddress[]> => {
  const rows = await read
    .select()
    .from(addresses)
    .where(eq(addresses.userId, userId))
    .orderBy(desc(addresses.isDefault), asc(addresses.id))
  return rows.map(({ id, address, isDefault }) => ({ id, address, isDefault }))
}

/** Saves another address. The first one becomes the default. Throws `address.too_many`. */
export const addAddress = (
  deps: Deps,
  userId: IdOf<'user'>,
  { address, isDefault }: AddressToKeep
): Promise<SavedAddress[]> =>
  deps.db.write(async (tx) => {
    const kept = await tx.$count(addresses, eq(addresses.userId, userId))
    if (kept >= MAX_ADDRESSES) throw fail('address.too_many', { max: MAX_ADDRESSES })
    const isFirst = kept === 0
    if (isDefault) await clearDefault(tx, userId)
    const row = { id: newId(deps, 'address'), userId, address, isDefault: isDefault || isFirst, createdAt: deps.now() }
    await tx.insert(addresses).values(row)
    return listAddresses(tx, userId)
  })

/** Changes an address of the user. Throws `address.not_found`. */
export const updateAddress = (
  deps: Deps,
  userId: IdOf<'user'>,
  { id, address, isDefault }: AddressToKeep & { id: IdOf<'address'> }
): Promise<SavedAddress[]> =>
  deps.db.write(async (tx) => {
    if (isDefault) await clearDefault(tx, userId)
    const own = and(eq(addresses.id, id), eq(addresses.userId, userId))
    const changes = isDefault ? { address, isDefault } : { address }
    const changed = await tx.update(addresses).set(changes).where(own).returning({ id: addresses.id })
    if (changed.length === 0) throw fail('address.not_found')
    return listAddresses(tx, userId)
  })

/**
 * Removes an address of the user; if it was the default, the next one becomes the default. Throws `address.not_found`.
 */
export const removeAddress = (deps: Deps, userId: IdOf<'user'>, id: IdOf<'address'>): Promise<SavedAddress[]> =>
  deps.db.write(async (tx) => {
    const own = and(eq(addresses.id, id), eq(addresses.userId, userId))
    const [gone] = await tx.delete(addresses).where(own).returning({ isDefault: addresses.isDefault })
    if (!gone) throw fail('address.not_found')
    const [next] = await listAddresses(tx, userId)
    if (gone.isDefault && next) await tx.update(addresses).set({ isDefault: true }).where(eq(addresses.id, next.id))
    return listAddresses(tx, userId)
  })

const clearDefault = async (tx: Tx, userId: IdOf<'user'>): Promise<void> => {
  await tx
    .update(addresses)
    .set({ isDefault: false })
    .where(and(eq(addresses.userId, userId), eq(addresses.isDefault, true)))
}
