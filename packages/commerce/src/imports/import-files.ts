import type { IdOf } from '@tradepost/contract'

/** Keeps the files of imports while they are needed, each under the id of its run. */
export interface ImportFiles {
  /** Writes bytes at a place in a file, which begins with the first; answers once they would outlast a loss of power. */
  readonly write: (id: IdOf<'import'>, offset: number, bytes: Uint8Array) => Promise<void>
  /** Gives the size of a file in bytes, null where there is none. */
  readonly size: (id: IdOf<'import'>) => Promise<number | null>
  /** Reads the first `length` bytes of a file from its beginning. */
  readonly read: (id: IdOf<'import'>, length: number) => AsyncIterable<Uint8Array>
  /** Removes a file; one that is not there is no failure. */
  readonly remove: (id: IdOf<'import'>) => Promise<void>
}
