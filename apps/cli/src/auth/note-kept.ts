import type { Terminal } from '../terminal/terminal.ts'
import { note } from '../terminal/terminal.ts'
import { credentialsFile } from './credentials.ts'

/** Prints where a secret is stored, how it ends, and whether TRADEPOST_TOKEN overrides it. */
export const noteKept = (terminal: Terminal, secret: string, ending: string): void => {
  const { env } = terminal
  note(terminal, `${secret} is kept in ${credentialsFile(env)}; ${ending}`)
  if (env['TRADEPOST_TOKEN']) note(terminal, 'TRADEPOST_TOKEN is set and goes before it: unset it to use this one.')
}
