import { Failure } from '../failure.ts'
import { ask } from '../shop.ts'
import { printable } from '../terminal/printable.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { note, print } from '../terminal/terminal.ts'
import { credentialsFile, keepCredentials } from './credentials.ts'
import { askPassword } from './password.ts'
import type { UrlOption } from './session.ts'
import { findUrl } from './session.ts'

export interface SignInOptions extends UrlOption {
  readonly email: string
}

/** Signs in to a shop and keeps the token for the commands that follow. */
export const signIn = async (terminal: Terminal, options: SignInOptions): Promise<void> => {
  const { email } = options
  const url = await findUrl(terminal, options)
  if (isInTheClear(url)) note(terminal, `The way to ${url} is not encrypted: others on it can read the password.`)
  const password = await askPassword(terminal, `Password of ${email} at ${url}: `)
  const { user, token } = await ask({ url }, (client) =>
    client.auth.signIn.mutate({ email, password, transport: 'token' })
  )
  if (token === null) throw new Failure('cli.failed', `The server at ${url} gave no token: is it another version?`)
  await keepCredentials(terminal.env, { url, token, email: user.email })
  print(terminal, `Signed in at ${url} as ${printable(user.name)} <${user.email}>, ${user.role}.`)
  note(terminal, `The token is kept in ${credentialsFile(terminal.env)}; tradepost sign-out ends it.`)
  if (terminal.env['TRADEPOST_TOKEN'])
    note(terminal, 'TRADEPOST_TOKEN is set and goes before it: unset it to use this one.')
}

const isInTheClear = (url: string): boolean =>
  url.startsWith('http:') && !/^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname)
