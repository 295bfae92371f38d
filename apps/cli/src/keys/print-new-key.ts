import type { RouterOutputs } from '@tradepost/client'
import { toDateTime } from '../terminal/date-time.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { note, print, printJson } from '../terminal/terminal.ts'
import { printable } from '../terminal/printable.ts'

type NewApiKey = RouterOutputs['admin']['apiKeys']['create']

/**
 * Prints only the new key on stdout, so that it can be piped into a password store. Describes it on stderr and warns
 * that it will not be shown again.
 */
export const printNewKey = (terminal: Terminal, made: NewApiKey, json: boolean): void => {
  const { id, name, permissions, expiresAt } = made.apiKey
  if (json) printJson(terminal, made)
  else print(terminal, made.key)
  const ending = expiresAt === null ? 'does not end by itself' : `ends ${toDateTime(expiresAt)} UTC`
  note(terminal, `“${printable(name)}” (${id}) may: ${permissions.join(', ')}; it ${ending}.`)
  note(terminal, 'The key is shown this one time: keep it where secrets are kept, then use it with tradepost login.')
}
