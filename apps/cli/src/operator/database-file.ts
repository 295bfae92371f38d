import { resolve } from 'node:path'
import { misused } from '../failure.ts'

const DEFAULT_DATABASE = 'file:./data/tradepost.db'

/** Returns the path of the database file as the server finds it: DATABASE_URL, relative to the current folder. */
export const databaseFile = (env: NodeJS.ProcessEnv): string => {
  const url = env['DATABASE_URL'] ?? DEFAULT_DATABASE
  if (/^file:.+/.test(url)) return resolve(url.slice('file:'.length))
  if (/^(?:libsql|https?|wss?):\/\/.+/.test(url))
    throw misused(
      'DATABASE_URL names a database server, and this command needs a database file on its own machine: the server brings a remote database up to date whenever it starts.'
    )
  throw misused('DATABASE_URL must be file:PATH, for instance file:./data/tradepost.db.')
}
