import type { IdOf, Role, StaffMember } from '@tradepost/contract'
import { fail, permissionsOf } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { asc, eq, ne } from 'drizzle-orm'
import { countOtherOwners } from '../account/personal-data.ts'
import type { Actor } from '../audit/record-audit.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { toInstant } from '../deps.ts'
import { isInvitationAlive } from './live-invitations.ts'

const { invitations, sessions, users } = schema

/**
 * Lists the staff and the open invitations. An invitation is no longer open if the inviter may no longer assign the
 * role.
 */
export const listStaff = async (deps: Deps) => {
  const { read } = deps.db
  const members = await read.select().from(users).where(ne(users.role, 'customer')).orderBy(asc(users.id))
  const invited = await read.select().from(invitations).orderBy(asc(invitations.id))
  const alive = await Promise.all(invited.map((row) => isInvitationAlive(read, deps, row)))
  return {
    members: members.map(rowToMember),
    invitations: invited
      .filter(({ expiresAt }, index) => expiresAt > deps.now() && alive[index])
      .map(({ id, email, role, expiresAt }) => ({ id, email, role, expiresAt: toInstant(expiresAt) })),
  }
}

/** Converts a row to the staff member that clients see. */
const rowToMember = (row: typeof users.$inferSelect): StaffMember => ({
  id: row.id,
  email: row.email,
  name: row.name,
  role: row.role,
  mfaEnabled: row.totpEnabledAt !== null,
  disabledAt: row.disabledAt === null ? null : toInstant(row.disabledAt),
  createdAt: toInstant(row.createdAt),
})

export interface StaffChange {
  readonly actor: Actor
  readonly userId: IdOf<'user'>
}

/**
 * Changes the role of a staff member, to `customer` to remove them from the staff. Ends their sessions. Throws
 * `staff.not_found`, `staff.last_owner`, `staff.not_yourself` and `staff.beyond_own_permissions`.
 */
export const setStaffRole = (deps: Deps, { actor, userId }: StaffChange, role: Role): Promise<StaffMember> =>
  changeMember(deps, { actor, userId }, async (tx, before) => {
    assertMayGive(actor, role)
    if (before.role === 'owner' && role !== 'owner') await assertNotLastOwner(tx, userId)
    await tx.update(users).set({ role }).where(eq(users.id, userId))
    return { before: { role: before.role }, after: { role } }
  })

/** Disables or enables a staff member, and ends their sessions. Throws what `setStaffRole` throws. */
export const setStaffDisabled = (deps: Deps, change: StaffChange, disabled: boolean): Promise<StaffMember> =>
  changeMember(deps, change, async (tx, before) => {
    if (disabled && before.role === 'owner') await assertNotLastOwner(tx, change.userId)
    await tx
      .update(users)
      .set({ disabledAt: disabled ? deps.now() : null })
      .where(eq(users.id, change.userId))
    return { before: { disabled: before.disabledAt !== null }, after: { disabled } }
  })

type Row = typeof users.$inferSelect
type Change = (tx: Tx, before: Row) => Promise<{ before: object; after: object }>

const changeMember = (deps: Deps, { actor, userId }: StaffChange, change: Change): Promise<StaffMember> =>
  deps.db.write(async (tx) => {
    const [before] = await tx.select().from(users).where(eq(users.id, userId))
    if (!before || before.role === 'customer') throw fail('staff.not_found')
    if (actor.userId === userId) throw fail('staff.not_yourself')
    assertMayGive(actor, before.role)
    const audited = await change(tx, before)
    await tx.delete(sessions).where(eq(sessions.userId, userId))
    await recordAudit(tx, deps, { actor, change: { target: userId, ...audited } })
    const [after] = await tx.select().from(users).where(eq(users.id, userId))
    return rowToMember(after ?? before)
  })

const assertNotLastOwner = async (tx: Tx, userId: IdOf<'user'>): Promise<void> => {
  if ((await countOtherOwners(tx, userId)) === 0) throw fail('staff.last_owner')
}

/**
 * Throws `staff.beyond_own_permissions` if a role has more permissions than the actor, so that nobody can assign or
 * remove it.
 */
export const assertMayGive = (actor: Actor, role: Role): void => {
  const isWithin = permissionsOf(role).every((permission) => actor.permissions.includes(permission))
  if (!isWithin) throw fail('staff.beyond_own_permissions')
}
