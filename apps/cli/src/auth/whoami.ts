import type { SessionOutput } from '@tradepost/contract'
import { errorTable } from '@tradepost/contract'
import { Failure } from '../failure.ts'
import { ask } from '../shop.ts'
import { toDateTime } from '../terminal/date-time.ts'
import { layTable } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { columnsOf, note, painter, print, printJson } from '../terminal/terminal.ts'
import { signInHints, tokenEnded } from '../wire-failure.ts'
import type { UrlOption } from './session.ts'
import { findSession } from './session.ts'

export interface WhoamiOptions extends UrlOption {
  readonly json?: boolean
}

/** Prints which account or API key the commands use, at which shop, until when, and with which permissions. */
export const whoami = async (terminal: Terminal, options: WhoamiOptions): Promise<void> => {
  const { url, token } = await findSession(terminal, options)
  const session = await ask({ url, token }, (client) => client.auth.session.query())
  if (session.user === null && session.apiKey === null)
    throw new Failure('auth.required', tokenEnded(url, token), { hints: signInHints })
  if (options.json) return printJson(terminal, { url, ...session })
  const { stdout } = terminal
  const table = layTable(
    [
      { title: 'What', cell: ([what]) => what },
      { title: 'Value', cell: ([, value]) => value, fit: 'wrap' },
    ],
    rowsOf(url, session),
    { width: columnsOf(stdout), paint: painter(terminal, stdout) }
  )
  print(terminal, ...table)
  if (session.mfaSetupRequired) note(terminal, errorTable['auth.mfa_setup_required'].message)
}

type Row = readonly [what: string, value: string]

const rowsOf = (url: string, { user, apiKey, permissions, expiresAt }: SessionOutput): Row[] => [
  ...(user
    ? ([
        ['User', `${user.name} <${user.email}>`],
        ['Role', user.role],
        ['Second factor', user.mfaEnabled ? 'on' : 'off'],
      ] as const)
    : []),
  ...(apiKey ? ([['API key', `${apiKey.name} (${apiKey.id})`]] as const) : []),
  ['Shop', url],
  ['Permissions', permissions.length === 0 ? 'none' : permissions.join(', ')],
  ['Expires (UTC)', expiresAt === null ? 'never' : toDateTime(expiresAt)],
]
