import type { Command } from 'commander'
import { CommanderError } from 'commander'
import type { ExitCode } from './failure.ts'
import { exitCodeOf, exitCodes, Failure } from './failure.ts'
import { makeProgram } from './program.ts'
import { fromParser, fromSurprise, report } from './report.ts'
import type { Terminal } from './terminal/terminal.ts'

/** Runs one command line and returns the exit code. */
export const run = async (args: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const program = makeProgram(terminal)
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCodes.ok
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.ok
    // A command group without a command has printed its help.
    if (error instanceof CommanderError && error.code === 'commander.help') return exitCodes.usage
    const failure = toFailure(error, pathOf(program, args))
    report(terminal, failure, args.includes('--json'))
    return exitCodeOf(failure)
  }
}

const toFailure = (error: unknown, commandPath: string): Failure => {
  if (error instanceof Failure) return error
  return error instanceof CommanderError ? fromParser(error, commandPath) : fromSurprise(error)
}

/** Returns the full name of the command that the arguments name, as far as they match one. */
const pathOf = (program: Command, args: readonly string[]): string => {
  const names = [program.name()]
  let command = program
  for (const arg of args) {
    const next = command.commands.find((each) => each.name() === arg || each.aliases().includes(arg))
    if (!next) break
    names.push(next.name())
    command = next
  }
  return names.join(' ')
}
