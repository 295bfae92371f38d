import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'

/** The mails the shop sends, by topic, with what each needs to be written; secrets are made when it is sent. */
export interface MailTopics {
  'mail.registration': { registrationId: string }
  'mail.password_reset': { email: string }
  'mail.email_change': { userId: string; newEmail: string }
  'mail.invitation': { invitationId: string }
  'mail.notice': { email: string; name: string; notice: Notice }
}

/** What a user is told of after it has happened, in case it was not them. */
export type Notice = 'password_changed' | 'email_changed' | 'mfa_enabled' | 'mfa_disabled'

/** Writes a mail to be sent into the outbox, in the transaction of what it tells. */
export const writeMail = async <T extends keyof MailTopics>(
  tx: Tx,
  deps: Deps,
  { topic, subjectId, payload }: { topic: T; subjectId: string; payload: MailTopics[T] }
): Promise<void> => {
  await tx
    .insert(schema.outbox)
    .values({ id: newId(deps, 'event'), topic, subjectId, payload: { ...payload }, createdAt: deps.now() })
}
