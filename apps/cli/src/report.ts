import { errorTable } from '@tradepost/contract'
import type { CommanderError } from 'commander'
import { Failure, misused } from './failure.ts'
import { layFaults } from './products/import-faults.ts'
import { printable } from './terminal/printable.ts'
import type { Terminal } from './terminal/terminal.ts'
import { painter } from './terminal/terminal.ts'

/** Prints on stderr why a command failed: a sentence with hints for a person, or one JSON object for a program. */
export const report = (terminal: Terminal, failure: Failure, json: boolean): void => {
  const { code, message, details } = failure
  const text = json ? JSON.stringify({ error: { code, message, details } }) : forPeople(terminal, failure).join('\n')
  terminal.stderr.write(`${text}\n`)
}

const forPeople = (terminal: Terminal, { code, message, details, hints }: Failure): string[] => {
  const paint = painter(terminal, terminal.stderr)
  const sentence = `${paint('red', 'tradepost:')} ${printable(message)}`
  const faults = code === 'import.invalid' ? errorTable[code].details.safeParse(details).data : undefined
  return [sentence, ...hints.map((hint) => `  ${hint}`), ...(faults ? ['', ...layFaults(terminal, faults)] : [])]
}

/** Returns the failure of a command line that could not be parsed. */
export const fromParser = ({ message }: CommanderError, commandPath: string): Failure => {
  const sentence = message
    .replace(/^error: /, '')
    // Do not repeat a key that was given as an argument by mistake.
    .replaceAll(/tpk_\w+/g, 'tpk_…')
    .replaceAll('\n', ' ')
    .replace(/\.?$/, '.')
  return misused(sentence.charAt(0).toUpperCase() + sentence.slice(1), {
    hints: [`${commandPath} --help shows how it goes.`],
  })
}

/** Returns the failure for an unexpected error. */
export const fromSurprise = (error: unknown): Failure =>
  new Failure('cli.failed', error instanceof Error ? error.message : String(error), { cause: error })
