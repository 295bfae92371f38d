import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { TradepostClient } from '@tradepost/client'
import { createTradepostClient, memorySession } from '@tradepost/client'
import { vi } from 'vitest'

const root = new URL('../../../', import.meta.url)
const cliEntry = fileURLToPath(new URL('apps/cli/dist/index.js', root))

/** The entry file of the built server. */
export const serverEntry = fileURLToPath(new URL('apps/server/dist/index.js', root))

/** Returns the path of a file that a real shop has exported. */
export const shopifyFile = (name: string): string => fileURLToPath(new URL(`packages/commerce/test/data/${name}`, root))

export const password = 'twelve-geese-fly-south'
export const owner = { email: 'olive@example.com', name: 'Olive Owner' }

export interface Person {
  readonly email: string
  readonly name: string
}

/** Creates a customer account through the mailed link. Returns a client that is signed in to it and has its cart. */
export const signUp = async (url: string, { email, name }: Person): Promise<TradepostClient> => {
  const client = createTradepostClient({ url, fetch: memorySession() })
  await client.auth.register.mutate({ email, name, password })
  await client.auth.verifyEmail.mutate({ token: await mailedToken(url, email) })
  await client.auth.signIn.mutate({ email, password })
  return client
}

interface KeptMail {
  readonly to: string
  readonly text: string
}

/** Waits for the mail: the outbox sends it a moment after the response. */
const mailedToken = (url: string, email: string): Promise<string> =>
  vi.waitFor(
    async () => {
      const answer = await fetch(`${url}/dev/mail.json`)
      const mails: KeptMail[] = await answer.json()
      const token = mails.flatMap(({ to, text }) => (to === email ? /verify-email#(\w+)/.exec(text)?.[1] : [])).at(0)
      if (!token) throw new Error(`No mail has come for ${email}.`)
      return token
    },
    { timeout: 15_000, interval: 50 }
  )

/** The result of one run of the command line. */
export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv
  readonly input?: string
  /** Called once, while the command runs. */
  readonly meanwhile?: (child: ChildProcess) => Promise<void>
}

/** A temporary folder with a home and a database, in which the real command line and the real server run. */
export class Workshop {
  readonly folder: string
  readonly #servers: ChildProcess[] = []

  private constructor(folder: string) {
    this.folder = folder
  }

  static async open(): Promise<Workshop> {
    return new Workshop(await mkdtemp(join(tmpdir(), 'tradepost-cli-')))
  }

  get database(): string {
    return join(this.folder, 'data', 'tradepost.db')
  }

  get credentials(): string {
    return join(this.folder, 'config', 'tradepost', 'credentials.json')
  }

  /** Runs the built command line until it exits. */
  async cli(args: readonly string[], { env = {}, input = '', meanwhile }: RunOptions = {}): Promise<Outcome> {
    const child = spawn(process.execPath, [cliEntry, ...args], { cwd: this.folder, env: { ...this.#env(), ...env } })
    child.stdin.end(input)
    const [stdout, stderr] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
      meanwhile?.(child),
    ])
    return { code: child.exitCode, stdout, stderr }
  }

  /** Returns the token that sign-in has stored. */
  async token(): Promise<string> {
    return JSON.parse(await readFile(this.credentials, 'utf8')).token
  }

  /** Kills every server at once, like a power failure. */
  killServers(): void {
    for (const server of this.#servers) server.kill('SIGKILL')
  }

  /** Starts the built server on a free port. Returns its address as soon as it listens. */
  async startServer(more: NodeJS.ProcessEnv = {}): Promise<string> {
    const env = {
      ...this.#env(),
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'info',
      DEV_MAILBOX: '1',
      TEST_PAYMENTS: '1',
      ...more,
    }
    const child = spawn(process.execPath, [serverEntry], {
      cwd: this.folder,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.#servers.push(child)
    for await (const line of createInterface({ input: child.stdout })) {
      const url = /"url":"([^"]+)".*"msg":"listening"/.exec(line)?.[1]
      if (!url) continue
      child.stdout.resume()
      return url
    }
    throw new Error('The server ended before it listened.')
  }

  /** Creates the owner and signs in as the owner. */
  async signInAsOwner(url: string): Promise<void> {
    const env = { TRADEPOST_PASSWORD: password }
    await this.cli(['owner', 'create', '--email', owner.email, '--name', owner.name], { env })
    const { code, stderr } = await this.cli(['sign-in', '--email', owner.email, '--url', url], { env })
    if (code !== 0) throw new Error(stderr)
  }

  /** Creates an API key through the command line, as the signed-in user. Returns its ID and the key. */
  async makeKey(name: string, ...permissions: string[]): Promise<{ readonly id: string; readonly key: string }> {
    const may = permissions.flatMap((permission) => ['--permission', permission])
    const { stdout, stderr } = await this.cli(['keys', 'create', '--name', name, ...may, '--json'], {
      env: { TRADEPOST_PASSWORD: password },
    })
    if (stdout === '') throw new Error(stderr)
    const { apiKey, key } = JSON.parse(stdout)
    return { id: apiKey.id, key }
  }

  /** Stops every server and removes the folder. */
  async close(): Promise<void> {
    for (const server of this.#servers.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)) {
      server.kill('SIGTERM')
      await once(server, 'close')
    }
    await rm(this.folder, { recursive: true, force: true })
  }

  #env(): NodeJS.ProcessEnv {
    return {
      PATH: process.env['PATH'],
      TZ: process.env['TZ'],
      HOME: this.folder,
      XDG_CONFIG_HOME: join(this.folder, 'config'),
      DATABASE_URL: `file:${this.database}`,
      MEDIA_DIR: join(this.folder, 'media'),
      TRADEPOST_SERVER: serverEntry,
    }
  }
}
