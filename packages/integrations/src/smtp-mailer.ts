import type { Mailer } from '@tradepost/commerce'
import { MailUnavailable } from '@tradepost/commerce'
import { createTransport } from 'nodemailer'
import { answeredBy, gracePeriod } from './grace-period.ts'

const TIMEOUT_MS = 10_000
const WHOLE_MAIL_MS = 60_000

/** The mail server, the sender, and a signal that is aborted when the process is about to stop. */
export interface SmtpSettings {
  readonly url: string
  readonly from: string
  readonly stopping?: AbortSignal
}

/**
 * Returns whether a mail server must encrypt: true for any server on another machine, unless `?requireTLS=false` in its
 * URL says that the network is private.
 */
export const mustEncrypt = (url: string): boolean => {
  const { hostname, searchParams } = new URL(url)
  const isOwn = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')
  return !isOwn && searchParams.get('requireTLS') !== 'false'
}

/** Creates a mailer that sends through an SMTP server; `url` is like `smtp://user:password@host:587`. */
export const makeSmtpMailer = ({ url, from, stopping = new AbortController().signal }: SmtpSettings): Mailer => {
  const transport = createTransport({
    url,
    requireTLS: mustEncrypt(url),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // Mails contain only our own text: nothing in them may make nodemailer read a file or a URL.
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

/**
 * Returns whether only this mail was refused (recipient, content). Other errors (server, sign-in, sender) would hit the
 * next mail too.
 */
const isOfThisMail = (error: unknown): boolean => {
  if (!(error instanceof Error) || !('command' in error) || !('responseCode' in error)) return false
  if (error.responseCode === SERVICE_NOT_AVAILABLE) return false
  return error.command === 'RCPT TO' || error.command === 'DATA'
}

const toUnavailable = (error: unknown): Error =>
  error instanceof MailUnavailable
    ? error
    : new MailUnavailable(error instanceof Error ? error.message : 'The mail server failed.', { cause: error })
