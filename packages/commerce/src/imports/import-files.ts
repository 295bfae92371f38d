import type { IdOf } from '@tradepost/contract'

/** Stores the uploaded files of imports while they are needed, by the ID of their run. */
export interface ImportFiles {
  /**
   * Writes bytes at an offset of a file; offset 0 begins a new file. Resolves when the bytes would survive a power
   * failure.
   */
  readonly write: (id: IdOf<'import'>, offset: number, bytes: Uint8Array) => Promise<void>
  /** Returns the size of a file in bytes; null if there is none. */
  readonly size: (id: IdOf<'import'>) => Promise<number | null>
  /** Reads the first `length` bytes of a file. */
  readonly read: (id: IdOf<'import'>, length: number) => AsyncIterable<Uint8Array>
  /** Removes a file. Does nothing if the file does not exist. */
  readonly remove: (id: IdOf<'import'>) => Promise<void>
}
