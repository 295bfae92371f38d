import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { Failure, misused } from '../failure.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** Gets the password from TRADEPOST_PASSWORD, or else from the keyboard without showing it. */
export const askPassword = async (terminal: Terminal, prompt: string): Promise<string> =>
  terminal.env['TRADEPOST_PASSWORD'] || (await readHidden(terminal, prompt))

/** Gets a new password in the same way; at the keyboard it is typed twice, since nobody sees it. */
export const askNewPassword = async (terminal: Terminal, prompt: string): Promise<string> => {
  const given = terminal.env['TRADEPOST_PASSWORD']
  if (given) return given
  const password = await readHidden(terminal, prompt)
  if ((await readHidden(terminal, 'The same again: ')) !== password)
    throw misused('The two passwords differ: run the command again.')
  return password
}

const readHidden = async (terminal: Terminal, prompt: string): Promise<string> => {
  const { stdin, stderr } = terminal
  if (!stdin.isTTY)
    throw misused('There is no terminal to type a password on: set TRADEPOST_PASSWORD. It is never an argument.')
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: stdin, output: nowhere, terminal: true, historySize: 0 })
  try {
    return await new Promise((resolve, reject) => {
      lines.once('line', resolve)
      lines.once('close', () => reject(new Failure('cli.failed', 'No password was typed: nothing was done.')))
      stderr.write(prompt)
    })
  } finally {
    lines.close()
    stderr.write('\n')
  }
}
