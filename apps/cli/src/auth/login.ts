import { Failure } from '../failure.ts'
import { ask, isInTheClear } from '../shop.ts'
import { printable } from '../terminal/printable.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { note, print } from '../terminal/terminal.ts'
import { tokenEnded } from '../wire-failure.ts'
import { askApiKey } from './api-key.ts'
import { keepCredentials } from './credentials.ts'
import { noteKept } from './note-kept.ts'
import type { UrlOption } from './session.ts'
import { findUrl } from './session.ts'

export interface LoginOptions extends UrlOption {
  /** Reads the key from standard input, regardless of the environment. */
  readonly fromStdin: boolean
}

/** Reads an API key, checks it with the shop, and stores it for later commands. */
export const login = async (terminal: Terminal, options: LoginOptions): Promise<void> => {
  const url = await findUrl(terminal, options)
  if (isInTheClear(url)) note(terminal, `The way to ${url} is not encrypted: others on it can read the key.`)
  const token = await askApiKey(terminal, `API key for ${url}: `, options.fromStdin)
  const { apiKey, permissions } = await ask({ url, token }, (client) => client.auth.session.query())
  if (apiKey === null)
    throw new Failure('auth.required', tokenEnded(url, token), { hints: ['tradepost keys create makes another.'] })
  await keepCredentials(terminal.env, { url, token, kind: 'key', name: apiKey.name })
  print(terminal, `Logged in at ${url} with the API key “${printable(apiKey.name)}”: ${listOf(permissions)}.`)
  noteKept(terminal, 'The key', 'tradepost logout forgets it.')
}

const listOf = (permissions: readonly string[]): string =>
  permissions.length === 0 ? 'it may do nothing, because its maker may no longer' : permissions.join(', ')
