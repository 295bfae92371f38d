import type { Terminal } from '../terminal/terminal.ts'
import { note, print } from '../terminal/terminal.ts'
import { asOperator } from './as-operator.ts'
import { databaseFile } from './database-file.ts'

/** Fills an empty shop on this machine with the demo catalog; leaves any other shop unchanged. */
export const seed = async (terminal: Terminal): Promise<void> => {
  const database = databaseFile(terminal.env)
  const { seeded } = await asOperator(terminal, database, (client) => client.operator.seed.mutate())
  if (!seeded) return print(terminal, `Nothing was changed: the shop in ${database} already has products or accounts.`)
  print(terminal, `The shop in ${database} has the demo catalogue, two demo accounts and a few orders now.`)
  note(
    terminal,
    'The demo accounts have published passwords, which work only on a server with SEED_DEMO=true: never open it to others.'
  )
}
