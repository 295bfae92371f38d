import type { RouterOutputs } from '@tradepost/client'
import { Failure } from '../failure.ts'
import { ask, isInTheClear } from '../shop.ts'
import { printable } from '../terminal/printable.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { note, print } from '../terminal/terminal.ts'
import { withCode } from './code.ts'
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

/** Signs in to a shop with a password, and with a second factor if the account has one, and stores the token. */
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

const prove = (terminal: Terminal, { url, ...proof }: Proof): Promise<RouterOutputs['auth']['signIn']> =>
  withCode(terminal, (code) =>
    ask({ url }, (client) => client.auth.signIn.mutate({ ...proof, ...(code ? { code } : {}), transport: 'token' }))
  )
