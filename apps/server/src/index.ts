import type { IncomingMessage } from 'node:http'
import { fileURLToPath } from 'node:url'
import { clientNetworks, continueIds, readShop, seedDemo } from '@tradepost/commerce'
import { filePathOf, openDatabase } from '@tradepost/db'
import { boundConnections } from './admission/connections.ts'
import { Gate } from './admission/gate.ts'
import { makeApp } from './app.ts'
import { makeLog } from './log.ts'
import { countRefusals } from './request-log.ts'
import { takeConsole } from './client-gone.ts'
import { makeClientAddress } from './client-address.ts'
import type { Settings } from './env.ts'
import { readSettings } from './env.ts'
import type { HttpServer } from './http-server.ts'
import { listen, listenerOf } from './http-server.ts'
import { takeInstance } from './instance.ts'
import { startJobs } from './jobs.ts'
import { logSwitches } from './log-switches.ts'
import type { Services } from './services.ts'
import { makeServices } from './services.ts'
import { stopOnSignal } from './shutdown.ts'
import { loadWebFiles } from './web-files.ts'

// The composition root: env → log → db → adapters → app → listen → shut down.

const webFolder = fileURLToPath(new URL('../../web/dist', import.meta.url))

const start = async (settings: Settings): Promise<void> => {
  // The database contains people's data: only the user of this process may read the files it writes.
  process.umask(0o077)
  const log = makeLog(settings.logLevel)
  takeConsole(log)
  logSwitches(log, settings)
  const path = filePathOf(settings.databaseUrl)
  const instance = path === null ? null : await takeInstance(path, log)
  const db = await openDatabase({
    url: settings.databaseUrl,
    authToken: settings.databaseAuthToken,
    encryptionKey: settings.databaseEncryptionKey,
  })
  const services = await makeServices(settings, { db, log, operatorSecret: instance?.operatorSecret ?? null })
  await continueIds(services.deps)
  const jobs = await startJobs(services)
  if (settings.seedDemo) await seed(services)
  const server = await open(settings, services)
  const { url } = server
  services.place.listeningUrl = url
  try {
    instance?.announce(url)
  } catch (error) {
    log.error({ err: error }, 'the operator of this machine cannot reach the shop: its address cannot be written')
  }
  log.info({ url, database: settings.databaseUrl.split(':')[0] }, 'listening')

  stopOnSignal(log, async () => {
    const drained = server.drain(() => log.info('the port is closed'))
    services.stopping.abort()
    // The jobs end in parallel with the requests, so that a mail server or provider that does not answer is waited for
    // only once.
    await withinTime(STOP_MS, Promise.all([drained, jobs.stop()]))
    services.stopPayments()
    await db.close()
    instance?.release()
  })
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'))
}

const STOP_MS = 9000

/** Waits for work, up to a time limit. Unfinished work ends with the process and is continued by the next one. */
const withinTime = async (ms: number, work: Promise<unknown>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise((resolve) => (timer = setTimeout(resolve, ms)))
  await Promise.race([work, late])
  clearTimeout(timer)
}

const seed = async ({ deps, log }: Services): Promise<void> => {
  const { seedCatalogue, seedCollections } = await import('@tradepost/db/seed')
  if (await seedDemo(deps, seedCatalogue(), seedCollections)) log.info('seeded the demo shop')
}

const open = (settings: Settings, services: Services): Promise<HttpServer> => {
  const own = new Set(settings.publicUrl ? [settings.publicUrl, ...settings.trustedOrigins] : settings.trustedOrigins)
  const clientAddress = makeClientAddress(settings.trustedProxies)
  const clientOf = ({ socket, headers }: IncomingMessage) =>
    clientNetworks(clientAddress(socket.remoteAddress ?? '', headers['x-forwarded-for']?.toString()))[0]
  const app = makeApp(services, {
    mediaDir: settings.mediaDir,
    web: loadWebFiles(webFolder),
    isOwnOrigin: (origin) => own.has(origin) || (settings.publicUrl === null && isLoopback(origin)),
    isReady: () => isReady(services),
    clientAddress,
    clientOf,
  })
  const gate = new Gate(
    {
      clientOf,
      isStaff: (request) => services.recentStaff.isStaff(request),
      openWrites: services.deps.db.openWrites,
      onRefused: countRefusals(services.log),
    },
    listenerOf(app.fetch, settings.host)
  )
  return listen(gate.handle, settings, (server) => {
    server.on('connection', gate.noteConnection)
    boundConnections(server, settings.trustedProxies)
  })
}

const isReady = async ({ deps, log }: Services): Promise<boolean> => {
  try {
    await readShop(deps.db.read)
    if (await deps.db.isWritable()) return true
    log.error('the database cannot be written: the disk may be full')
    return false
  } catch (error) {
    log.error({ err: error }, 'the database cannot be read')
    return false
  }
}

/** Without a PUBLIC_URL the shop is used only on its own machine, under any local name and port. */
const isLoopback = (origin: string): boolean => /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(origin)

try {
  await start(readSettings(process.env))
} catch (error) {
  process.stderr.write(`tradepost: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
