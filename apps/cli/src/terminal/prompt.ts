import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { Failure } from '../failure.ts'
import type { Terminal } from './terminal.ts'

/** Reads one line from the keyboard without showing what is typed. The caller must know that there is a keyboard. */
export const readHidden = async (terminal: Terminal, prompt: string): Promise<string> => {
  try {
    return await readLine(terminal, prompt, 'hidden')
  } finally {
    // Enter was not shown either.
    terminal.stderr.write('\n')
  }
}

/** Reads one line from the keyboard and shows it as the terminal does. */
export const readShown = (terminal: Terminal, prompt: string): Promise<string> => readLine(terminal, prompt, 'shown')

/** Asks a question and returns true only if the answer is `y` or `yes`. */
export const isConfirmed = async (terminal: Terminal, question: string): Promise<boolean> =>
  /^\s*y(?:es)?\s*$/i.test(await readShown(terminal, `${question} [y/N]: `))

const readLine = async ({ stdin, stderr }: Terminal, prompt: string, echo: 'hidden' | 'shown'): Promise<string> => {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  // With `terminal`, the keyboard is read raw and its echo is discarded. Without it, the terminal itself echoes and
  // edits.
  const lines = createInterface({ input: stdin, output: nowhere, terminal: echo === 'hidden', historySize: 0 })
  try {
    return await new Promise((resolve, reject) => {
      lines.once('line', resolve)
      lines.once('close', () => reject(new Failure('cli.failed', 'Nothing was typed: nothing was done.')))
      stderr.write(prompt)
    })
  } finally {
    lines.close()
  }
}
