export type { Database, DatabaseOptions, Reads, Tx } from './database.ts'
export { filePathOf, openDatabase } from './database.ts'
export { takeOwnerLock } from './owner-lock.ts'
export * as schema from './schema/index.ts'
