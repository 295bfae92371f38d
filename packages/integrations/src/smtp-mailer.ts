import type { Mailer } from '@tradepost/commerce'
import { createTransport } from 'nodemailer'

const TIMEOUT_MS = 10_000

/** Makes a mailer that hands mail to an SMTP server; `url` such as `smtp://user:password@host:587`, TLS wherever it is offered. */
export const makeSmtpMailer = ({ url, from }: { url: string; from: string }): Mailer => {
  const transport = createTransport({
    url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // A mail is made of our own text alone: nothing in it may name a file or an address to be read.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async ({ id, to, subject, text, html }) => {
      await transport.sendMail({ from, to, subject, text, html, messageId: `<${id}@tradepost>` })
    },
  }
}
