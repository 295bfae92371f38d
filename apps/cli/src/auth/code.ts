import { errorTable } from '@tradepost/contract'
import { Failure } from '../failure.ts'
import { readShown } from '../terminal/prompt.ts'
import type { Terminal } from '../terminal/terminal.ts'

/**
 * Runs an attempt that may require a second factor: with TRADEPOST_CODE, or with a code that is typed when the shop
 * requires one.
 */
export const withCode = async <T>(
  terminal: Terminal,
  attempt: (code: string | undefined) => Promise<T>
): Promise<T> => {
  try {
    return await attempt(terminal.env['TRADEPOST_CODE'] || undefined)
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'auth.mfa_required') throw error
    return attempt(await askCode(terminal))
  }
}

/** Reads the code from the keyboard. It is shown, since it works only once. */
const askCode = async (terminal: Terminal): Promise<string> => {
  if (terminal.stdin.isTTY) return readShown(terminal, 'Code of your authenticator, or a recovery code: ')
  throw new Failure('auth.mfa_required', errorTable['auth.mfa_required'].message, {
    hints: ['There is no terminal to type it on: set TRADEPOST_CODE to the six digits, or to a recovery code.'],
  })
}
