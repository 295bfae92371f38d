import type { Mail, Mailer } from '@tradepost/commerce'

/** A mail that was kept, and when. */
export interface KeptMail extends Mail {
  readonly at: string
}

/** A mailer that keeps the last mails in memory, for development: nothing leaves the machine. */
export interface Mailbox extends Mailer {
  /** Lists the kept mails, newest first. */
  readonly list: () => readonly KeptMail[]
}

const KEPT = 1000

/** Makes an empty mailbox. */
export const makeMailbox = (): Mailbox => {
  const mails: KeptMail[] = []
  return {
    send: async (mail) => {
      if (mails.some(({ id }) => id === mail.id)) return
      mails.unshift({ ...mail, at: new Date().toISOString() })
      mails.length = Math.min(mails.length, KEPT)
    },
    list: () => mails,
  }
}
