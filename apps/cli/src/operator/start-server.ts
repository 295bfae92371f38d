import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Failure } from '../failure.ts'
import type { RunningServer } from './running-server.ts'
import { readServerFile } from './running-server.ts'

const STARTS_WITHIN_MS = 15_000
const ENDS_WITHIN_MS = 15_000
const LOOK_EVERY_MS = 50
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** A server that was started for one command. */
export interface StartedServer extends RunningServer {
  /** Stops the server and waits until it has released the database. */
  readonly stop: () => Promise<void>
}

/** Starts the server on a free port that only this machine can reach, and waits until it has announced itself. */
export const startServer = async (databasePath: string, env: NodeJS.ProcessEnv): Promise<StartedServer> => {
  const child = spawnServer(entryOf(env), env)
  const lastWords = collect(child)
  const ended = new Promise<void>((done) => child.once('close', () => done()))
  const restore = endWithUs(child)
  const stop = async () => {
    child.kill('SIGTERM')
    const clock = new AbortController()
    const late = pause(ENDS_WITHIN_MS, undefined, { signal: clock.signal }).then(
      () => child.kill('SIGKILL'),
      () => false
    )
    await ended
    clock.abort()
    await late
    restore()
  }
  try {
    return { ...(await announced(child, databasePath)), stop }
  } catch (error) {
    await stop()
    const words = lastWords()
    throw words === ''
      ? error
      : new Failure('cli.server_failed', `The server did not start: ${words}`, { cause: error })
  }
}

const entryOf = (env: NodeJS.ProcessEnv): string => {
  const other = env['TRADEPOST_SERVER']
  const entry = other ? resolve(other) : fileURLToPath(new URL('../../../server/dist/index.js', import.meta.url))
  if (existsSync(entry)) return entry
  const message = other ? 'TRADEPOST_SERVER names no file' : 'The server is not built: run npm run build'
  throw new Failure('cli.server_failed', `${message} (${entry}).`)
}

const spawnServer = (entry: string, env: NodeJS.ProcessEnv): ChildProcess => {
  const secrets = ['TRADEPOST_PASSWORD', 'TRADEPOST_CODE', 'TRADEPOST_TOKEN', 'TRADEPOST_API_KEY']
  const inherited = Object.fromEntries(Object.entries(env).filter(([name]) => !secrets.includes(name)))
  const own = { PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error', SEED_DEMO: '' }
  // Its log contains only failures at this level and goes to our stderr, so that our stdout has only the result.
  return spawn(process.execPath, [entry], { env: { ...inherited, ...own }, stdio: ['ignore', 2, 'pipe'] })
}

/** Keeps the end of the child's stderr: its one sentence about a setting, a lock or a migration. */
const collect = (child: ChildProcess): (() => string) => {
  let text = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-4000)
  })
  return () => text.trim().replace(/^tradepost: /, '')
}

/** Stops the child when a signal ends this process first. Returns the function that removes the handlers. */
const endWithUs = (child: ChildProcess): (() => void) => {
  const end = (signal: NodeJS.Signals) => {
    child.kill('SIGTERM')
    process.exit(128 + constants.signals[signal])
  }
  for (const signal of SIGNALS) process.once(signal, end)
  return () => {
    for (const signal of SIGNALS) process.off(signal, end)
  }
}

const announced = async (child: ChildProcess, databasePath: string): Promise<RunningServer> => {
  const deadline = Date.now() + STARTS_WITHIN_MS
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) break
    const server = await readServerFile(databasePath)
    if (server?.pid === child.pid && server) return server
    await pause(LOOK_EVERY_MS)
  }
  throw new Failure('cli.server_failed', `The server did not start within ${STARTS_WITHIN_MS / 1000} s.`)
}
