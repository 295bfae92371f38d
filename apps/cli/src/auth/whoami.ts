import { Failure } from '../failure.ts'
import { ask } from '../shop.ts'
import { printable } from '../terminal/printable.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { print, printJson } from '../terminal/terminal.ts'
import { toDateTime } from '../terminal/date-time.ts'
import type { UrlOption } from './session.ts'
import { findSession } from './session.ts'

export interface WhoamiOptions extends UrlOption {
  readonly json?: boolean
}

/** Tells which account and role the commands use, and where. */
export const whoami = async (terminal: Terminal, options: WhoamiOptions): Promise<void> => {
  const shop = await findSession(terminal, options)
  const { user, expiresAt } = await ask(shop, (client) => client.auth.session.query())
  if (user === null)
    throw new Failure('auth.required', `The session at ${shop.url} has ended: sign in again.`, {
      hints: ['tradepost sign-in --email you@example.com'],
    })
  if (options.json) return printJson(terminal, { url: shop.url, user, expiresAt })
  const until = expiresAt === null ? '' : `, until ${toDateTime(expiresAt)} UTC`
  print(terminal, `${printable(user.name)} <${user.email}>, ${user.role}, at ${shop.url}${until}`)
}
