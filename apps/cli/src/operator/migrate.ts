import type { Terminal } from '../terminal/terminal.ts'
import { print } from '../terminal/terminal.ts'
import { asOperator } from './as-operator.ts'
import { databaseFile } from './database-file.ts'

/** Migrates the database of this machine, as every start of the server does, and prints its migrations. */
export const migrate = async (terminal: Terminal): Promise<void> => {
  const database = databaseFile(terminal.env)
  const { migrations } = await asOperator(terminal, database, (client) => client.operator.migrations.query())
  print(terminal, `${database} is up to date. It has been through:`, ...migrations.map((name) => `  ${name}`))
}
