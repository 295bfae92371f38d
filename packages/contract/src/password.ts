import { Bounded } from './text.ts'

/** Accepts a new password: 10 to 128 characters, no composition rules (NIST SP 800-63B §5.1.1.2). */
export const NewPassword = Bounded(256, 'Use at most 128 characters.')
  .normalize('NFC')
  .min(10, 'Use at least 10 characters.')
  .max(128, 'Use at most 128 characters.')

/** Accepts a password to check. Like a new password, it is normalized before its length is checked. */
export const Password = Bounded(256, 'Use at most 128 characters.')
  .min(1, 'Enter your password.')
  .normalize('NFC')
  .max(128, 'Use at most 128 characters.')
