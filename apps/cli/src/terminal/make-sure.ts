import { Failure, misused } from '../failure.ts'
import { isConfirmed } from './prompt.ts'
import type { Terminal } from './terminal.ts'

interface Question {
  readonly question: string
  /** The purpose of `--yes` in the error when there is no terminal to ask on: “to end the key”. */
  readonly purpose: string
}

/** Asks for confirmation before an act that is hard to undo, unless `--yes` was given. Throws if the answer is no. */
export const makeSure = async (
  terminal: Terminal,
  { question, purpose }: Question,
  { yes = false }: { readonly yes?: boolean }
): Promise<void> => {
  if (yes) return
  if (!terminal.stdin.isTTY) throw misused(`There is no terminal to ask on: add --yes ${purpose}.`)
  if (!(await isConfirmed(terminal, question))) throw new Failure('cli.failed', 'Nothing was done.')
}
