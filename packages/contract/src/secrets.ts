import * as z from 'zod'
import { Bounded } from './text.ts'

/** The prefix of every API key, so that a leaked key is recognized. */
export const API_KEY_MARK = 'tpk_'

const CUT_OFF = 'Open the link in the mail again; it may have been cut off.'

/** Accepts the secret part of a mailed link: 40 characters of base 32. */
export const MailToken = Bounded(40, CUT_OFF).regex(/^[0-9a-z]{40}$/, CUT_OFF)

const SECOND_FACTOR = 'Enter the six digits, or a recovery code.'

/**
 * Accepts six digits of an authenticator, or a recovery code, with or without spaces and hyphens. A recovery code has
 * 24 characters. Older codes of 16 characters stay valid until new codes are created.
 */
export const SecondFactor = Bounded(40, SECOND_FACTOR)
  .transform((code) => code.replaceAll(/[\s-]/g, '').toLowerCase())
  .pipe(z.string().regex(/^(?:\d{6}|[0-9a-hjkmnp-tv-z]{24}|[0-9a-hjkmnp-tv-z]{16})$/, SECOND_FACTOR))
