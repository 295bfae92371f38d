import type { IdOf, Invitation, Role } from '@tradepost/contract'
import { asId, fail } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import type { Actor } from '../audit/record-audit.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { turnOf } from '../auth/password-turn.ts'
import { isCommonPassword } from '../auth/common-passwords.ts'
import { insertUser } from '../auth/create-user.ts'
import type { Deps } from '../deps.ts'
import { newId, toInstant } from '../deps.ts'
import { writeMail } from '../events/write-event.ts'
import { takeAllowances } from '../allowances.ts'
import { mailQuota } from '../mail/mail-quota.ts'
import { checkMailToken, lifetimes, useMailToken, voidMailTokens } from '../mail/mail-tokens.ts'
import { keyOf } from './api-keys.ts'
import { isInvitationAlive } from './live-invitations.ts'
import { assertMayGive } from './staff-members.ts'

const { invitations, users } = schema

/**
 * Invites a person to the staff by mail. A second invitation replaces the first. Throws `auth.email_taken`, and
 * `rate_limited` if the address has had too many invitations.
 */
export const inviteStaff = (
  deps: Deps,
  { actor, email, role }: { actor: Actor; email: string; role: Role }
): Promise<Invitation> =>
  deps.db.write(async (tx) => {
    assertMayGive(actor, role)
    const [taken] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email))
    if (taken) throw fail('auth.email_taken')
    const retryAfterMs = await takeAllowances(tx, deps.now(), [mailQuota({ recipient: email, kind: 'invitation' })])
    if (retryAfterMs > 0) throw fail('rate_limited', { retryAfterMs })
    await tx.delete(invitations).where(eq(invitations.email, email))
    const id = newId(deps, 'invitation')
    const expiresAt = deps.now() + lifetimes.accept_invitation
    const inviter = { invitedBy: actor.userId, invitedByKey: keyOf(actor) }
    await tx.insert(invitations).values({ id, email, role, ...inviter, expiresAt, createdAt: deps.now() })
    await writeMail(tx, deps, { topic: 'mail.invitation', subjectId: id, payload: { invitationId: id } })
    await recordAudit(tx, deps, { actor, change: { target: id, before: null, after: { email, role } } })
    return { id, email, role, expiresAt: toInstant(expiresAt) }
  })

/** Revokes an invitation and its link. Throws `staff.invitation_not_found`. */
export const revokeInvitation = (deps: Deps, { actor, id }: { actor: Actor; id: IdOf<'invitation'> }): Promise<void> =>
  deps.db.write(async (tx) => {
    const [gone] = await tx.delete(invitations).where(eq(invitations.id, id)).returning()
    if (!gone) throw fail('staff.invitation_not_found')
    await voidMailTokens(tx, 'accept_invitation', id)
    const before = { email: gone.email, role: gone.role }
    await recordAudit(tx, deps, { actor, change: { target: id, before, after: null } })
  })

/** The input of a person who opened an invitation link, with the address and ID of the request. */
export interface AcceptedInvitation {
  readonly token: string
  readonly name: string
  readonly password: string
  readonly address: string
  readonly requestId: string
}

/**
 * Creates the account of a person who opened an invitation link. Throws `auth.weak_password`, and `auth.token_invalid`,
 * also if the inviter may no longer assign that role.
 */
export const acceptInvitation = async (
  deps: Deps,
  { token, name, password, address, requestId }: AcceptedInvitation
): Promise<string> => {
  const mailed = await checkMailToken(deps, 'accept_invitation', token)
  if (isCommonPassword(password, mailed.email)) throw fail('auth.weak_password')
  const passwordHash = await deps.passwords.hash(password, turnOf(address, true))
  return deps.db.write(async (tx) => {
    const { subjectId } = await useMailToken(tx, deps, { purpose: 'accept_invitation', token })
    const id = asId('invitation', subjectId)
    const [invitation] = await tx.delete(invitations).where(eq(invitations.id, id)).returning()
    if (!invitation || !(await isInvitationAlive(tx, deps, invitation))) throw fail('auth.token_invalid')
    const { email, role } = invitation
    const user = await insertUser(tx, deps, { email, name, passwordHash, role })
    const { permissions } = user
    const actor = {
      kind: 'user' as const,
      id: user.id,
      userId: user.id,
      name,
      permissions,
      procedure: 'auth.acceptInvitation',
      requestId,
    }
    await recordAudit(tx, deps, { actor, change: { target: user.id, before: { invitation: id }, after: { role } } })
    return email
  })
}
