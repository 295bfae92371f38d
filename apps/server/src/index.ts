import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { readShop, seedDemo } from '@tradepost/commerce'
import { filePathOf, openDatabase } from '@tradepost/db'
import { makeLog } from './log.ts'
import { makeApp } from './app.ts'
import { makeClientAddress } from './client-address.ts'
import type { Settings } from './env.ts'
import { readSettings } from './env.ts'
import { takeInstance } from './instance.ts'
import { startJobs } from './jobs.ts'
import { logSwitches } from './log-switches.ts'
import type { Services } from './services.ts'
import { makeServices } from './services.ts'
import { drain } from './shutdown.ts'
import { loadWebFiles } from './web-files.ts'

// The composition root: env → log → db → adapters → app → listen → shut down.

const webFolder = fileURLToPath(new URL('../../web/dist', import.meta.url))

const start = async (settings: Settings): Promise<void> => {
  // The database holds people's data: what this process writes is for its own user alone.
  process.umask(0o077)
  const log = makeLog(settings.logLevel)
  logSwitches(log, settings)
  const path = filePathOf(settings.databaseUrl)
  const instance = path === null ? null : await takeInstance(path)
  const db = await openDatabase({
    url: settings.databaseUrl,
    authToken: settings.databaseAuthToken,
    encryptionKey: settings.databaseEncryptionKey,
  })
  const services = await makeServices(settings, { db, log, operatorSecret: instance?.operatorSecret ?? null })
  const jobs = await startJobs(services)
  if (settings.seedDemo) await seed(services)
  const server = await listen(settings, services)
  const url = urlOf(server, settings.host)
  services.place.listeningUrl = url
  instance?.announce(url)
  log.info({ url, database: settings.databaseUrl.split(':')[0] }, 'listening')

  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    services.stopping.abort()
    await drain(server)
    await jobs.stop()
    await db.close()
    instance?.release()
    process.exit(0)
  }
  process.on('SIGTERM', (signal) => void stop(signal))
  process.on('SIGINT', (signal) => void stop(signal))
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'))
}

const seed = async ({ deps, log }: Services): Promise<void> => {
  const { seedCatalogue, seedCollections } = await import('@tradepost/db/seed')
  if (await seedDemo(deps, seedCatalogue(), seedCollections)) log.info('seeded the demo shop')
}

const listen = (settings: Settings, services: Services): Promise<Server> => {
  const own = new Set(settings.publicUrl ? [settings.publicUrl, ...settings.trustedOrigins] : settings.trustedOrigins)
  const app = makeApp(services, {
    mediaDir: settings.mediaDir,
    web: loadWebFiles(webFolder),
    isOwnOrigin: (origin) => own.has(origin) || (settings.publicUrl === null && isLoopback(origin)),
    isReady: () => isReady(services),
    clientAddress: makeClientAddress(settings.trustedProxies),
  })
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        fetch: app.fetch,
        port: settings.port,
        hostname: settings.host,
        serverOptions: {
          requestTimeout: 30_000,
          headersTimeout: 5000,
          connectionsCheckingInterval: 1000,
          maxHeaderSize: 16_384,
          keepAliveTimeout: 20_000,
        },
      },
      () => resolve(server as Server)
    )
    server.once('error', reject)
  })
}

const isReady = async ({ deps, log }: Services): Promise<boolean> => {
  try {
    await readShop(deps.db.read)
    return true
  } catch (error) {
    log.error({ err: error }, 'the database cannot be read')
    return false
  }
}

/** Without a PUBLIC_URL the shop is used on its own machine alone, under whatever name and port that has. */
const isLoopback = (origin: string): boolean => /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(origin)

const urlOf = (server: Server, host: string): string => {
  const { port } = server.address() as AddressInfo
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

try {
  await start(readSettings(process.env))
} catch (error) {
  process.stderr.write(`tradepost: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
