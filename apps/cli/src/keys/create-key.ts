import type { Permission } from '@tradepost/contract'
import type { UrlOption } from '../auth/session.ts'
import { findSession } from '../auth/session.ts'
import { ask } from '../shop.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { proven } from './proven.ts'
import { printNewKey } from './print-new-key.ts'

export interface CreateKeyOptions extends UrlOption {
  readonly name: string
  readonly permission: Permission[]
  readonly expiresInDays?: number
  /** False for `--no-expiry`. */
  readonly expiry: boolean
  readonly json?: boolean
}

/** Creates an API key and prints it, which happens only once. A person must enter the password first. */
export const createKey = async (terminal: Terminal, options: CreateKeyOptions): Promise<void> => {
  const { name, permission: permissions, expiresInDays, expiry, json = false } = options
  const shop = await findSession(terminal, options)
  const ending = expiry ? {} : { expiresInDays: null }
  const input = { name, permissions, ...ending, ...(expiresInDays === undefined ? {} : { expiresInDays }) }
  const made = await proven(terminal, (proof) =>
    ask(shop, (client) => client.admin.apiKeys.create.mutate({ ...input, ...proof }))
  )
  printNewKey(terminal, made, json)
}
