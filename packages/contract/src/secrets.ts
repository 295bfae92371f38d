import * as z from 'zod'
import { Bounded } from './text.ts'

/** What every API key begins with, so that a leaked one is recognised. */
export const API_KEY_MARK = 'tpk_'

const CUT_OFF = 'Open the link in the mail again; it may have been cut off.'

/** Accepts the secret part of a link that was mailed: 40 characters of base 32. */
export const MailToken = Bounded(40, CUT_OFF).regex(/^[0-9a-z]{40}$/, CUT_OFF)

const SECOND_FACTOR = 'Enter the six digits, or a recovery code.'

/** Accepts six digits of an authenticator, or a recovery code, with or without spaces and hyphens. */
export const SecondFactor = Bounded(40, SECOND_FACTOR)
  .transform((code) => code.replaceAll(/[\s-]/g, '').toLowerCase())
  .pipe(z.string().regex(/^(?:\d{6}|[0-9a-hjkmnp-tv-z]{16})$/, SECOND_FACTOR))
