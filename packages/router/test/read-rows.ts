import Sqlite from 'libsql'

/** Reads rows out of a database file past all of our own code. */
export const readRows = (path: string, sql: string, args: readonly unknown[] = []): Record<string, unknown>[] => {
  const reader = openReader(path)
  try {
    return readFrom(reader, sql, args)
  } finally {
    reader.close()
  }
}

/** Opens a database file for reading alone, past all of our own code. */
export const openReader = (path: string): Sqlite.Database => {
  const reader = new Sqlite(path)
  reader.exec('PRAGMA query_only = on')
  return reader
}

/** Reads rows over a connection that is open. */
export const readFrom = (reader: Sqlite.Database, sql: string, args: readonly unknown[]): Record<string, unknown>[] =>
  reader.prepare(sql).all([...args]) as Record<string, unknown>[]
