import { Failure, misused } from '../failure.ts'
import { isConfirmed } from './prompt.ts'
import type { Terminal } from './terminal.ts'

interface Question {
  readonly question: string
  /** What `--yes` is for, where nobody can be asked: “to end the key”. */
  readonly purpose: string
}

/** Asks before an act that is not easily undone, unless `--yes` was given; throws where the answer is no. */
export const makeSure = async (
  terminal: Terminal,
  { question, purpose }: Question,
  { yes = false }: { readonly yes?: boolean }
): Promise<void> => {
  if (yes) return
  if (!terminal.stdin.isTTY) throw misused(`There is no terminal to ask on: add --yes ${purpose}.`)
  if (!(await isConfirmed(terminal, question))) throw new Failure('cli.failed', 'Nothing was done.')
}
