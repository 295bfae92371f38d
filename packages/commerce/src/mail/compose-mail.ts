import { asId } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { MailTopics } from '../events/write-event.ts'
import { isInvitationAlive } from '../staff/live-invitations.ts'
import {
  alreadyRegisteredMail,
  changeEmailMail,
  invitationMail,
  noticeMail,
  resetPasswordMail,
  verifyEmailMail,
} from './account-mails.ts'
import { orderComposers } from './compose-order-mail.ts'
import type { MailContent } from './mail-layout.ts'
import { makeMailToken } from './mail-tokens.ts'

const { invitations, registrations, users } = schema

/** Composes the mail or mails of an outbox event. Returns null if there is no recipient any more. */
export type Composer<P> = (deps: Deps, payload: P) => Promise<MailContent | readonly MailContent[] | null>

const composeRegistration: Composer<MailTopics['mail.registration']> = async (deps, { registrationId }) => {
  const id = asId('registration', registrationId)
  const [row] = await deps.db.read.select().from(registrations).where(eq(registrations.id, id))
  if (!row) return null
  const to = { to: row.email, name: row.name, publicUrl: deps.publicUrl }
  const account = await findUser(deps, row.email)
  if (account) {
    await deps.db.write((tx) => tx.delete(registrations).where(eq(registrations.id, id)))
    return alreadyRegisteredMail({ ...to, name: account.name })
  }
  return verifyEmailMail(to, await makeMailToken(deps, { purpose: 'verify_email', subjectId: id, email: row.email }))
}

const composePasswordReset: Composer<MailTopics['mail.password_reset']> = async (deps, { email }) => {
  const account = await findUser(deps, email)
  if (!account || account.disabledAt !== null) return null
  const token = await makeMailToken(deps, { purpose: 'reset_password', subjectId: account.id, email })
  return resetPasswordMail({ to: email, name: account.name, publicUrl: deps.publicUrl }, token)
}

const composeEmailChange: Composer<MailTopics['mail.email_change']> = async (deps, { userId, newEmail }) => {
  const id = asId('user', userId)
  const [account] = await deps.db.read.select().from(users).where(eq(users.id, id))
  // Don't reveal that the new address already has an account: the mail to that address says so instead.
  const other = await findUser(deps, newEmail)
  if (!account || account.disabledAt !== null) return null
  const to = { to: newEmail, name: other?.name ?? account.name, publicUrl: deps.publicUrl }
  if (other) return alreadyRegisteredMail(to)
  return changeEmailMail(to, await makeMailToken(deps, { purpose: 'change_email', subjectId: id, email: newEmail }))
}

const composeInvitation: Composer<MailTopics['mail.invitation']> = async (deps, { invitationId }) => {
  const id = asId('invitation', invitationId)
  const [row] = await deps.db.read.select().from(invitations).where(eq(invitations.id, id))
  if (!row || !(await isInvitationAlive(deps.db.read, deps, row))) return null
  const token = await makeMailToken(deps, { purpose: 'accept_invitation', subjectId: id, email: row.email })
  return invitationMail({ to: row.email, publicUrl: deps.publicUrl }, { token, role: row.role })
}

const composeNotice: Composer<MailTopics['mail.notice']> = async (deps, { email, name, notice }) =>
  noticeMail({ to: email, name, publicUrl: deps.publicUrl }, notice)

const findUser = async ({ db: { read } }: Deps, email: string) => {
  const [row] = await read.select().from(users).where(eq(users.email, email))
  return row
}

/** The composer of each topic that is sent by mail. */
export const composers = {
  'mail.registration': composeRegistration,
  'mail.password_reset': composePasswordReset,
  'mail.email_change': composeEmailChange,
  'mail.invitation': composeInvitation,
  'mail.notice': composeNotice,
  ...orderComposers,
}
