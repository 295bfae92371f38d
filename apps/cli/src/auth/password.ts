import { misused } from '../failure.ts'
import { readHidden } from '../terminal/prompt.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** Reads the password from TRADEPOST_PASSWORD, or from the keyboard without showing it. */
export const askPassword = async (terminal: Terminal, prompt: string): Promise<string> =>
  terminal.env['TRADEPOST_PASSWORD'] || (await typePassword(terminal, prompt))

/** Reads a new password in the same way. At the keyboard it is typed twice, since it is not shown. */
export const askNewPassword = async (terminal: Terminal, prompt: string): Promise<string> => {
  const given = terminal.env['TRADEPOST_PASSWORD']
  if (given) return given
  const password = await typePassword(terminal, prompt)
  if ((await typePassword(terminal, 'The same again: ')) !== password)
    throw misused('The two passwords differ: run the command again.')
  return password
}

const typePassword = async (terminal: Terminal, prompt: string): Promise<string> => {
  if (!terminal.stdin.isTTY)
    throw misused('There is no terminal to type a password on: set TRADEPOST_PASSWORD. It is never an argument.')
  return readHidden(terminal, prompt)
}
