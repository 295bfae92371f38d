import type { Mail, Mailer } from '@tradepost/commerce'

/** A kept mail and the time it was sent. */
export interface KeptMail extends Mail {
  readonly at: string
}

/** A mailer for development that keeps the latest mails in memory. Nothing leaves the machine. */
export interface Mailbox extends Mailer {
  /** Returns the kept mails, newest first. */
  readonly list: () => readonly KeptMail[]
}

const KEPT = 1000

/** Creates an empty mailbox that keeps the latest 1,000 mails. */
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
