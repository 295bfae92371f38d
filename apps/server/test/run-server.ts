import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ownCheckout = fileURLToPath(new URL('../../..', import.meta.url))
const START_MS = 45_000

/** A built server in a separate process with a separate database. */
export interface RunningServer {
  readonly url: string
  readonly port: number
  readonly databasePath: string
  readonly operatorSecret: string
  readonly process: ChildProcess
  /** Returns its output so far, from both streams. */
  readonly output: () => string
  /** Stops it with a signal, waits until it has exited, and returns its exit code. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>
}

/** Creates a folder for a database and its media. The test has to remove it. */
export const makeShopFolder = (): { folder: string; remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'tradepost-server-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Finds a port that is free now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** Starts the built server of a checkout on a folder and waits until it listens. Throws its output if it does not. */
export const runServer = async (
  folder: string,
  env: ServerEnv = {},
  checkout = ownCheckout
): Promise<RunningServer> => {
  const databasePath = join(folder, 'shop.db')
  const child = spawnServer(folder, { PORT: '0', ...env }, { checkout })
  let output = ''
  const keep = (chunk: Buffer) => {
    output += chunk.toString()
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  const gone = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const announced = await waitFor(
    () => readAnnouncement(databasePath, child),
    child,
    () => output
  )
  return {
    url: announced.url,
    port: Number(new URL(announced.url).port),
    databasePath,
    operatorSecret: announced.operatorSecret,
    process: child,
    output: () => output,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal)
      return gone
    },
  }
}

/** Environment variables of a server. A variable that is undefined is unset. */
export type ServerEnv = Readonly<Record<string, string | undefined>>

/** The build to run, and a command to run it under, such as one that limits it. */
export interface SpawnOptions {
  readonly checkout?: string
  readonly under?: readonly string[]
}

/** Spawns the built server without waiting, with test cards and only the needed part of this process's environment. */
export const spawnServer = (
  folder: string,
  env: ServerEnv,
  { checkout = ownCheckout, under = [] }: SpawnOptions = {}
): ChildProcess => {
  const [command, ...args] = [...under, process.execPath, join(checkout, 'apps/server/dist/index.js')]
  return spawn(command ?? '', args, {
    cwd: folder,
    env: {
      PATH: process.env['PATH'] ?? '',
      NODE_ENV: 'production',
      // The tests place thousands of orders from one address.
      CLIENT_QUOTA_FACTOR: '100000',
      TEST_PAYMENTS: 'true',
      DATABASE_URL: `file:${join(folder, 'shop.db')}`,
      MEDIA_DIR: join(folder, 'media'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

interface Announcement {
  readonly url: string
  readonly operatorSecret: string
  readonly pid: number
}

const readAnnouncement = (databasePath: string, child: ChildProcess): Announcement | null => {
  const file = `${databasePath}-server.json`
  if (!existsSync(file)) return null
  try {
    const announced: Announcement = JSON.parse(readFileSync(file, 'utf8'))
    return announced.pid === child.pid ? announced : null
  } catch {
    return null
  }
}

const waitFor = async <T>(look: () => T | null, child: ChildProcess, output: () => string): Promise<T> => {
  const giveUpAt = Date.now() + START_MS
  while (Date.now() < giveUpAt) {
    const found = look()
    if (found) return found
    if (child.exitCode !== null || child.signalCode !== null) break
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  child.kill('SIGKILL')
  throw new Error(`The server did not start:\n${output()}`)
}
