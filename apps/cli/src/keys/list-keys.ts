import type { ApiKey } from '@tradepost/contract'
import type { UrlOption } from '../auth/session.ts'
import { findSession } from '../auth/session.ts'
import { ask } from '../shop.ts'
import { toDate } from '../terminal/date-time.ts'
import type { Column } from '../terminal/table.ts'
import { layTable } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { columnsOf, painter, print, printJson } from '../terminal/terminal.ts'

export interface ListKeysOptions extends UrlOption {
  readonly json?: boolean
}

/** Prints the shop's API keys, newest first, as a table for people or as JSON for programs. */
export const listKeys = async (terminal: Terminal, options: ListKeysOptions): Promise<void> => {
  const { stdout } = terminal
  const shop = await findSession(terminal, options)
  const list = await ask(shop, (client) => client.admin.apiKeys.list.query())
  if (options.json) return printJson(terminal, list)
  if (list.items.length === 0) return print(terminal, 'No keys.')
  print(terminal, ...layTable(columns, list.items, { width: columnsOf(stdout), paint: painter(terminal, stdout) }))
}

const columns: Column<ApiKey>[] = [
  { title: 'Id', cell: ({ id }) => id },
  { title: 'Name', cell: ({ name }) => name, fit: 'wrap' },
  { title: 'Prefix', cell: ({ prefix }) => prefix },
  { title: 'Permissions', cell: ({ permissions }) => permissions.join(', '), fit: 'wrap' },
  { title: 'Created', cell: ({ createdAt }) => toDate(createdAt) },
  { title: 'Expires', cell: ({ expiresAt }) => (expiresAt === null ? 'never' : toDate(expiresAt)) },
  { title: 'Last used', cell: ({ lastUsedAt }) => (lastUsedAt === null ? 'never' : toDate(lastUsedAt)) },
  { title: 'State', cell: (key) => stateOf(key) },
]

const stateOf = ({ revokedAt, expiresAt }: ApiKey): 'active' | 'expired' | 'revoked' => {
  if (revokedAt !== null) return 'revoked'
  return expiresAt !== null && Date.parse(expiresAt) <= Date.now() ? 'expired' : 'active'
}
