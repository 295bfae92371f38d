import type { IdOf } from '@tradepost/contract'
import type { UrlOption } from '../auth/session.ts'
import { findSession } from '../auth/session.ts'
import { ask } from '../shop.ts'
import { makeSure } from '../terminal/make-sure.ts'
import { printable } from '../terminal/printable.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { print, printJson } from '../terminal/terminal.ts'
import { proven } from './proven.ts'
import { printNewKey } from './print-new-key.ts'

export interface EndKeyOptions extends UrlOption {
  readonly yes?: boolean
  readonly json?: boolean
}

/** Replaces a key by a new one and prints the new one, which happens only once. The old key ends at once. */
export const rotateKey = async (terminal: Terminal, id: IdOf<'apiKey'>, options: EndKeyOptions): Promise<void> => {
  const shop = await findSession(terminal, options)
  await makeSure(
    terminal,
    toEnd(`Rotate ${id} at ${shop.url}? What uses it now, and the keys made with it, stop working at once.`),
    options
  )
  const made = await proven(terminal, (proof) =>
    ask(shop, (client) => client.admin.apiKeys.rotate.mutate({ id, ...proof }))
  )
  printNewKey(terminal, made, options.json ?? false)
}

/** Revokes a key at once. */
export const revokeKey = async (terminal: Terminal, id: IdOf<'apiKey'>, options: EndKeyOptions): Promise<void> => {
  const shop = await findSession(terminal, options)
  await makeSure(
    terminal,
    toEnd(`Revoke ${id} at ${shop.url}? What uses it, and the keys made with it, stop working at once.`),
    options
  )
  const apiKey = await ask(shop, (client) => client.admin.apiKeys.revoke.mutate({ id }))
  if (options.json) printJson(terminal, apiKey)
  else print(terminal, `Revoked the API key “${printable(apiKey.name)}” (${apiKey.prefix}…).`)
}

const toEnd = (question: string) => ({ question, purpose: 'to end the key' })
