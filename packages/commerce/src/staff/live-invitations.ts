import { asId, permissionsOf } from '@tradepost/contract'
import type { Database, Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { isKeyAlive } from './api-keys.ts'

const { invitations, users } = schema

type Row = typeof invitations.$inferSelect

/**
 * Returns whether the inviter may still assign the role: a person who is not disabled and still has its permissions,
 * and the API key they used, if any, is still valid. Invitations by the operator stay valid.
 */
export const isInvitationAlive = async (
  reader: Tx | Database['read'],
  { now }: Pick<Deps, 'now'>,
  { role, invitedBy, invitedByKey }: Pick<Row, 'role' | 'invitedBy' | 'invitedByKey'>
): Promise<boolean> => {
  if (invitedBy === null) return true
  const [inviter] = await reader
    .select()
    .from(users)
    .where(eq(users.id, asId('user', invitedBy)))
  if (!inviter || inviter.disabledAt !== null) return false
  const held = permissionsOf(inviter.role)
  const mayGive = held.includes('staff:write') && permissionsOf(role).every((permission) => held.includes(permission))
  return mayGive && (await isKeyAlive(reader, now(), invitedByKey))
}
