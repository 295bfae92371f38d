import { readFile } from 'node:fs/promises'
import { Failure } from '../failure.ts'
import type { Shop } from '../shop.ts'
import { ask } from '../shop.ts'
import { textIn, valueIn } from '../text-in.ts'

const ANSWERS_WITHIN_MS = 5000

/** The facts that a server writes beside its database for the operator of the machine. */
export interface RunningServer extends Required<Pick<Shop, 'url' | 'operatorSecret'>> {
  readonly pid: number
}

/** Reads the file that a server has written beside its database; null if it is missing or incomplete. */
export const readServerFile = async (databasePath: string): Promise<RunningServer | null> => {
  const file = `${databasePath}-server.json`
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EACCES')
      throw new Failure('auth.forbidden', `Only the user who runs the server may do this: ${file} is theirs.`)
    return ''
  })
  const [url, operatorSecret, pid] = [textIn(text, 'url'), textIn(text, 'operatorSecret'), valueIn(text, 'pid')]
  return url && operatorSecret && Number.isInteger(pid) ? { url, operatorSecret, pid: Number(pid) } : null
}

/** Finds the server that has the database open: its process is alive, answers, and knows the secret that it wrote. */
export const findRunningServer = async (databasePath: string): Promise<RunningServer | null> => {
  const server = await readServerFile(databasePath)
  if (server === null || !isAlive(server.pid)) return null
  try {
    // Check this before any password is sent: after a crash, the port and the process ID may belong to another program.
    await ask(server, (client) =>
      client.operator.migrations.query(undefined, { signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) })
    )
    return server
  } catch {
    return null
  }
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
