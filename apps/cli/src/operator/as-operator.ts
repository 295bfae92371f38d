import { existsSync } from 'node:fs'
import type { TradepostClient } from '@tradepost/client'
import { ask } from '../shop.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { note } from '../terminal/terminal.ts'
import { findRunningServer } from './running-server.ts'
import { startServer } from './start-server.ts'

/**
 * Acts on the database of this machine through the one process that owns it: the running server, or a server that is
 * started for this act only.
 */
export const asOperator = async <T>(
  terminal: Terminal,
  databasePath: string,
  act: (client: TradepostClient) => Promise<T>
): Promise<T> => {
  const running = await findRunningServer(databasePath)
  if (running) return ask(running, act)
  const isNew = !existsSync(databasePath)
  note(terminal, isNew ? `Making a new database, ${databasePath} …` : `Opening ${databasePath} …`)
  const { stop, ...started } = await startServer(databasePath, terminal.env)
  try {
    return await ask(started, act)
  } finally {
    await stop()
  }
}
