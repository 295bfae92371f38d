import type { Mailer } from '@tradepost/commerce'
import { MailUnavailable } from '@tradepost/commerce'
import { createTransport } from 'nodemailer'
import { answeredBy, gracePeriod } from './grace-period.ts'

const TIMEOUT_MS = 10_000
const WHOLE_MAIL_MS = 60_000

/** Where mail is handed to, and when the process is about to stop. */
export interface SmtpSettings {
  readonly url: string
  readonly from: string
  readonly stopping?: AbortSignal
}

/**
 * Tells whether a mail server must encrypt: any beyond this machine, unless `?requireTLS=false` in its address says that the
 * way to it is private.
 */
export const mustEncrypt = (url: string): boolean => {
  const { hostname, searchParams } = new URL(url)
  const isOwn = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')
  return !isOwn && searchParams.get('requireTLS') !== 'false'
}

/** Makes a mailer that hands mail to an SMTP server; `url` such as `smtp://user:password@host:587`. */
export const makeSmtpMailer = ({ url, from, stopping = new AbortController().signal }: SmtpSettings): Mailer => {
  const transport = createTransport({
    url,
    requireTLS: mustEncrypt(url),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // A mail is made of our own text alone: nothing in it may name a file or an address to be read.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const signal = gracePeriod(stopping)
  const late = (): Error => new MailUnavailable('The mail server has not answered in time.')
  return {
    send: async ({ id, to, subject, text, html }) => {
      const mail = { from, to, subject, text, html, messageId: `<${id}@tradepost>` }
      try {
        await answeredBy(() => transport.sendMail(mail), { limitMs: WHOLE_MAIL_MS, signal }, late)
      } catch (error) {
        throw isOfThisMail(error) ? error : toUnavailable(error)
      }
    },
  }
}

const SERVICE_NOT_AVAILABLE = 421

/** Tells a refusal of the recipient or the content from all else, which the next mail would meet too: no server, sign-in, sender. */
const isOfThisMail = (error: unknown): boolean => {
  if (!(error instanceof Error) || !('command' in error) || !('responseCode' in error)) return false
  if (error.responseCode === SERVICE_NOT_AVAILABLE) return false
  return error.command === 'RCPT TO' || error.command === 'DATA'
}

const toUnavailable = (error: unknown): Error =>
  error instanceof MailUnavailable
    ? error
    : new MailUnavailable(error instanceof Error ? error.message : 'The mail server failed.', { cause: error })
