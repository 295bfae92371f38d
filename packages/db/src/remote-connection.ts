import type { Client, InArgs, Transaction } from '@libsql/client'
import { createClient } from '@libsql/client'
import type { Executor, Statement, StatementResult, WriteConnection } from './connection.ts'
import { bindable, DatabaseLocked } from './connection.ts'
import { isBusy } from './local-connection.ts'

/** The address and the token of a libSQL server. */
export interface RemoteOptions {
  readonly url: string
  readonly authToken?: string | undefined
}

/** A connection to a libSQL server through the stock client, with the same interface as a local file's. */
export class RemoteConnection implements Executor, WriteConnection {
  readonly #options: RemoteOptions
  #client: Client
  #transaction: Transaction | null = null

  constructor(options: RemoteOptions) {
    this.#options = options
    this.#client = this.#connect()
  }

  execute = (statement: Statement): Promise<StatementResult> => run(this.#client, statement)

  begin = async (): Promise<Executor> => {
    try {
      const transaction = await this.#client.transaction('write')
      this.#transaction = transaction
      return { execute: (statement) => run(transaction, statement) }
    } catch (error) {
      throw isBusy(error) ? new DatabaseLocked('Another process holds the write lock.', { cause: error }) : error
    }
  }

  commit = async (): Promise<void> => {
    await this.#transaction?.commit()
    this.#transaction = null
  }

  rollback = async (): Promise<void> => {
    await this.#transaction?.rollback()
    this.#transaction = null
  }

  reopen = async (): Promise<void> => {
    this.close()
    this.#client = this.#connect()
  }

  // The server manages its own files.
  fold = async (): Promise<void> => {}

  close = (): void => {
    this.#transaction = null
    this.#client.close()
  }

  #connect(): Client {
    const { url, authToken } = this.#options
    return createClient({ url, concurrency: 1, ...(authToken ? { authToken } : {}) })
  }
}

const run = async (on: Pick<Client | Transaction, 'execute'>, statement: Statement): Promise<StatementResult> => {
  const args: InArgs = bindable(statement.args)
  const { rows, rowsAffected } = await on.execute({ sql: statement.sql, args })
  return { rows: rows.map((row) => Array.from(row)), rowsAffected }
}
