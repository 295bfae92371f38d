import { withCode } from '../auth/code.ts'
import { askPassword } from '../auth/password.ts'
import { Failure } from '../failure.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** What a person proves again to get a key. */
interface Proof {
  readonly password?: string
  readonly code?: string
}

/** Asks for a key: for a person by password and, where it is on, second factor, each once the shop asks for it. */
export const proven = async <T>(terminal: Terminal, attempt: (proof: Proof) => Promise<T>): Promise<T> => {
  try {
    return await attempt({})
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'auth.password_required') throw error
    const password = await askPassword(terminal, 'Your password: ')
    return withCode(terminal, (code) => attempt({ password, ...(code === undefined ? {} : { code }) }))
  }
}
