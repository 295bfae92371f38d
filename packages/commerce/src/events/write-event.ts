import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'

/** The mails that the shop sends, by topic, with the data that each needs. Secrets are created when a mail is sent. */
export interface MailTopics {
  'mail.registration': { registrationId: string }
  'mail.password_reset': { email: string }
  'mail.email_change': { userId: string; newEmail: string }
  'mail.invitation': { invitationId: string }
  'mail.notice': { email: string; name: string; notice: Notice }
}

/** A change that a user is notified of afterward, in case somebody else made it. */
export type Notice = 'password_changed' | 'email_changed' | 'mfa_enabled' | 'mfa_disabled'

/** Writes a mail to the outbox, in the transaction of the change that it reports. */
export const writeMail = async <T extends keyof MailTopics>(
  tx: Tx,
  deps: Deps,
  { topic, subjectId, payload }: { topic: T; subjectId: string; payload: MailTopics[T] }
): Promise<void> => {
  await tx
    .insert(schema.outbox)
    .values({ id: newId(deps, 'event'), topic, subjectId, payload: { ...payload }, createdAt: deps.now() })
}
