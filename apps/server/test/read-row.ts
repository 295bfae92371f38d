import Sqlite from 'libsql'

/** Reads the first row of a query directly from a shop's database. Returns an empty object if there is none. */
export const readRow = (databasePath: string, sql: string, ...args: unknown[]): Record<string, unknown> => {
  const file = new Sqlite(databasePath)
  try {
    const row: unknown = file.prepare(sql).all(args)[0]
    return Object.fromEntries(Object.entries(Object(row)))
  } finally {
    file.close()
  }
}

/** Changes rows directly in the database, as only time would. Waits for the server's own writes. */
export const changeRows = (databasePath: string, sql: string): void => {
  const file = new Sqlite(databasePath, { timeout: 5000 })
  try {
    file.exec(sql)
  } finally {
    file.close()
  }
}
