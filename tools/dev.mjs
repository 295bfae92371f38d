// Starts the server, the web app and the type emission together, and prints their addresses once they respond.
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

const isFree = (port) =>
  new Promise((done) => {
    const probe = createServer()
    probe.once('error', () => done(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)))
  })

const firstFree = async (port) => {
  for (let tried = port; tried < port + 100; tried++) if (await isFree(tried)) return tried
  throw new Error(`No free port from ${port} on.`)
}

const answers = async (url) => {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok
  } catch {
    return false
  }
}

const apiPort = await firstFree(Number(process.env.PORT ?? 3000))
const webPort = await firstFree(Number(process.env.WEB_PORT ?? 5173))
const env = {
  ...process.env,
  PORT: String(apiPort),
  API_PORT: String(apiPort),
  WEB_PORT: String(webPort),
  DATABASE_URL: process.env.DATABASE_URL ?? `file:${resolve(root, 'data/tradepost.db')}`,
  MEDIA_DIR: process.env.MEDIA_DIR ?? resolve(root, 'data/media'),
  // Features that are unsafe in a real shop are off unless enabled, as here.
  NODE_ENV: 'development',
  SEED_DEMO: process.env.SEED_DEMO ?? 'true',
  TEST_PAYMENTS: process.env.TEST_PAYMENTS ?? 'true',
  DEV_MAILBOX: process.env.DEV_MAILBOX ?? String(process.env.SMTP_URL === undefined),
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  PUBLIC_URL: process.env.PUBLIC_URL ?? `http://localhost:${webPort}`,
  TRUSTED_ORIGINS: process.env.TRUSTED_ORIGINS ?? `http://localhost:${apiPort}`,
}
const turbo = spawn('turbo', ['run', 'dev', 'dev:types', '--log-prefix=task'], { cwd: root, stdio: 'inherit', env })
turbo.on('exit', (code) => process.exit(code ?? 1))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => turbo.kill(signal))

const web = `http://localhost:${webPort}`
const api = `http://localhost:${apiPort}`
while (!((await answers(`${api}/health/ready`)) && (await answers(web)))) await new Promise((go) => setTimeout(go, 250))

process.stdout.write(`
  Tradepost is running.

    Shop      ${web}
    API       ${api}/trpc   (health: ${api}/health/ready)
    Mailbox   ${web}/dev/mail
    Database  ${env.DATABASE_URL}

    Sign in as a customer   ada@example.com     demo-customer-1815
    Sign in as the owner    owner@example.com   demo-owner-tradepost
    Test card               4242 4242 4242 4242

  Ctrl+C stops it. The demo data stays in data/; delete that folder to begin anew.

`)
