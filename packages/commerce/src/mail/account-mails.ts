import type { MailContent } from './mail-layout.ts'
import type { Notice } from '../events/write-event.ts'

/** The recipient of a mail, and the base URL of the shop. */
interface Recipient {
  readonly to: string
  readonly name: string
  readonly publicUrl: string
}

const NOT_YOU = 'If this was not you, you need not do anything.'

// The secret is in the fragment after the #. Browsers do not send it, so it never appears in a log or a Referer.
const linkTo = (publicUrl: string, path: string, token: string): string => `${publicUrl}/${path}#${token}`

/** Composes the mail that asks to confirm a new account's address. */
export const verifyEmailMail = ({ to, name, publicUrl }: Recipient, token: string): MailContent => ({
  to,
  subject: 'Confirm your address',
  greeting: `Hello ${name},`,
  paragraphs: ['welcome. Confirm this address and your account is ready. The link is good for 24 hours, once.'],
  action: { label: 'Confirm my address', url: linkTo(publicUrl, 'verify-email', token) },
  closing: NOT_YOU,
})

/** Composes the mail for a person who registers again although they have an account. */
export const alreadyRegisteredMail = ({ to, name, publicUrl }: Recipient): MailContent => ({
  to,
  subject: 'You have an account already',
  greeting: `Hello ${name},`,
  paragraphs: [
    'somebody, perhaps you, tried to sign up with this address, which has an account already. Nothing was changed.',
  ],
  action: { label: 'Sign in', url: `${publicUrl}/sign-in` },
  closing: `Forgotten your password? Ask for a new one at ${publicUrl}/forgot-password. ${NOT_YOU}`,
})

/** Composes the mail with a password reset link. */
export const resetPasswordMail = ({ to, name, publicUrl }: Recipient, token: string): MailContent => ({
  to,
  subject: 'Choose a new password',
  greeting: `Hello ${name},`,
  paragraphs: [
    'here is the link to choose a new password. It is good for one hour, once, and replaces any earlier one.',
  ],
  action: { label: 'Choose a new password', url: linkTo(publicUrl, 'reset-password', token) },
  closing: `${NOT_YOU} Your password stays as it is.`,
})

/** Composes the mail that asks to confirm the new address of an account. */
export const changeEmailMail = ({ to, name, publicUrl }: Recipient, token: string): MailContent => ({
  to,
  subject: 'Confirm your new address',
  greeting: `Hello ${name},`,
  paragraphs: ['confirm that this is the new address of your account. The link is good for one hour, once.'],
  action: { label: 'Confirm my new address', url: linkTo(publicUrl, 'confirm-email', token) },
  closing: NOT_YOU,
})

/** Composes the mail that invites a person to the staff. */
export const invitationMail = (
  { to, publicUrl }: Omit<Recipient, 'name'>,
  at: { token: string; role: string }
): MailContent => ({
  to,
  subject: 'You are invited to run the shop',
  greeting: 'Hello,',
  paragraphs: [`you are invited to join the staff as ${at.role}. The link is good for seven days, once.`],
  action: { label: 'Accept the invitation', url: linkTo(publicUrl, 'accept-invitation', at.token) },
  closing: 'If you do not expect this, ignore it.',
})

const notices: Record<Notice, string> = {
  password_changed: 'the password of your account was changed, and all other sessions were ended.',
  email_changed: 'the address of your account was changed. This mail goes to the former address.',
  mfa_enabled: 'the second factor was turned on for your account.',
  mfa_disabled: 'the second factor was turned off for your account.',
}

/** Composes the mail about a change that was made to an account. */
export const noticeMail = ({ to, name, publicUrl }: Recipient, notice: Notice): MailContent => ({
  to,
  subject: 'Your account was changed',
  greeting: `Hello ${name},`,
  paragraphs: [notices[notice]],
  closing: `If this was not you, choose a new password at once: ${publicUrl}/forgot-password`,
})
