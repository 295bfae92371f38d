import { withCode } from '../auth/code.ts'
import { askPassword } from '../auth/password.ts'
import { Failure } from '../failure.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** The password and second factor that a person must enter again to get a key. */
interface Proof {
  readonly password?: string
  readonly code?: string
}

/** Requests a key. A person enters the password and, if enabled, the second factor, each when the shop requires it. */
export const proven = async <T>(terminal: Terminal, attempt: (proof: Proof) => Promise<T>): Promise<T> => {
  try {
    return await attempt({})
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'auth.password_required') throw error
    const password = await askPassword(terminal, 'Your password: ')
    return withCode(terminal, (code) => attempt({ password, ...(code === undefined ? {} : { code }) }))
  }
}
