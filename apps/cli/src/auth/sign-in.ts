import type { RouterOutputs } from '@tradepost/client'
import { errorTable } from '@tradepost/contract'
import { Failure } from '../failure.ts'
import { ask, isInTheClear } from '../shop.ts'
import { printable } from '../terminal/printable.ts'
import { readShown } from '../terminal/prompt.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { note, print } from '../terminal/terminal.ts'
import { keepCredentials } from './credentials.ts'
import { noteKept } from './note-kept.ts'
import { askPassword } from './password.ts'
import type { UrlOption } from './session.ts'
import { findUrl } from './session.ts'

export interface SignInOptions extends UrlOption {
  readonly email: string
}

interface Proof {
  readonly url: string
  readonly email: string
  readonly password: string
}

/** Signs in to a shop by password, and second factor where the account has one, and keeps the token. */
export const signIn = async (terminal: Terminal, options: SignInOptions): Promise<void> => {
  const { email } = options
  const url = await findUrl(terminal, options)
  if (isInTheClear(url)) note(terminal, `The way to ${url} is not encrypted: others on it can read the password.`)
  const password = await askPassword(terminal, `Password of ${email} at ${url}: `)
  const { user, token } = await prove(terminal, { url, email, password })
  if (token === null) throw new Failure('cli.failed', `The server at ${url} gave no token: is it another version?`)
  await keepCredentials(terminal.env, { url, token, kind: 'session', email: user.email })
  print(terminal, `Signed in at ${url} as ${printable(user.name)} <${user.email}>, ${user.role}.`)
  noteKept(terminal, 'The token', 'tradepost sign-out ends it.')
}

const prove = async (terminal: Terminal, { url, ...proof }: Proof): Promise<RouterOutputs['auth']['signIn']> => {
  const attempt = (code: string | undefined) =>
    ask({ url }, (client) => client.auth.signIn.mutate({ ...proof, ...(code ? { code } : {}), transport: 'token' }))
  try {
    return await attempt(terminal.env['TRADEPOST_CODE'])
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'auth.mfa_required') throw error
    return attempt(await askCode(terminal))
  }
}

/** Gets the code at the keyboard; it is good once, so that it may be seen. */
const askCode = async (terminal: Terminal): Promise<string> => {
  if (terminal.stdin.isTTY) return readShown(terminal, 'Code of your authenticator, or a recovery code: ')
  throw new Failure('auth.mfa_required', errorTable['auth.mfa_required'].message, {
    hints: ['There is no terminal to type it on: set TRADEPOST_CODE to the six digits, or to a recovery code.'],
  })
}
