import type { UndeliveredEvent } from '@tradepost/contract'
import { printable } from '../terminal/printable.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { print, printJson } from '../terminal/terminal.ts'
import { asOperator } from './as-operator.ts'
import { databaseFile } from './database-file.ts'

/** Prints the mails and other events of the shop on this machine that could not be delivered so far. */
export const listMail = async (terminal: Terminal, options: { readonly json?: boolean }): Promise<void> => {
  const file = databaseFile(terminal.env)
  const found = await asOperator(terminal, file, (client) => client.operator.undelivered.query())
  if (options.json) return printJson(terminal, found)
  if (found.total === 0) return print(terminal, 'Everything was delivered, or waits for its first attempt.')
  print(terminal, `${found.total} could not be delivered:`, ...found.items.map(told))
}

const told = ({ topic, subjectId, attempts, lastError, givenUpAt, nextAttemptAt }: UndeliveredEvent): string => {
  const next = givenUpAt === null ? `next attempt ${nextAttemptAt ?? ''}` : `given up ${givenUpAt}`
  return `  ${topic} ${printable(subjectId)}: ${attempts} attempts, ${next}: ${printable(lastError ?? '')}`
}

/** Retries all of them now. */
export const retryMail = async (terminal: Terminal): Promise<void> => {
  const file = databaseFile(terminal.env)
  const { retried } = await asOperator(terminal, file, (client) => client.operator.retryUndelivered.mutate())
  print(terminal, `${retried} will be tried again now.`)
}
