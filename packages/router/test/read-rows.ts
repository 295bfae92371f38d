import Sqlite from 'libsql'

/** Reads rows from a database file, without the shop's own code. */
export const readRows = (path: string, sql: string, args: readonly unknown[] = []): Record<string, unknown>[] => {
  const reader = openReader(path)
  try {
    return readFrom(reader, sql, args)
  } finally {
    reader.close()
  }
}

/** Opens a database file read-only, without the shop's own code. */
export const openReader = (path: string): Sqlite.Database => {
  const reader = new Sqlite(path)
  reader.exec('PRAGMA query_only = on')
  return reader
}

/** Reads rows over an open connection. */
export const readFrom = (reader: Sqlite.Database, sql: string, args: readonly unknown[]): Record<string, unknown>[] =>
  reader.prepare(sql).all([...args]) as Record<string, unknown>[]
