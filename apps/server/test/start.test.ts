import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mailedToken } from './accounts.ts'
import { newGuest } from './buyers.ts'
import { makeShopFolder, runServer, spawnServer } from './run-server.ts'

let shop: ReturnType<typeof makeShopFolder>
beforeEach(() => {
  shop = makeShopFolder()
})
afterEach(() => shop.remove())

const failedStart = async (env: Record<string, string>) => {
  const child = spawnServer(shop.folder, { PORT: '0', ...env })
  let told = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    told += chunk.toString()
  })
  const [code] = await once(child, 'close')
  return { code, told }
}

test('start: wrong settings are told all together, by name and never by value', async () => {
  const { code, told } = await failedStart({ PORT: 'canary-port', DATABASE_URL: 'canary://x', LOG_LEVEL: 'canary' })
  expect(code).toBe(1)
  for (const name of ['PORT', 'DATABASE_URL', 'LOG_LEVEL']) expect(told).toContain(name)
  expect(told).not.toContain('canary')
})

test('start: a bucket that is told in part, or wrongly, is refused with all that is missing', async () => {
  const { code, told } = await failedStart({
    S3_BUCKET: 'canary',
    S3_ENDPOINT: 'canary',
    S3_SECRET_ACCESS_KEY: 'canary',
  })
  expect(code).toBe(1)
  for (const name of ['S3_ENDPOINT', 'S3_REGION', 'S3_ACCESS_KEY_ID', 'S3_PUBLIC_URL'])
    expect(told).toContain(`${name} must be `)
  for (const name of ['canary', 'S3_BUCKET', 'S3_SECRET_ACCESS_KEY']) expect(told).not.toContain(name)
})

test.each(['x', 'x'.repeat(64), 'twelve-geese-fly-south', '0123456789abcdef'])(
  'start: an encryption key that can be guessed is refused by name and never by value (%s)',
  async (key) => {
    const { code, told } = await failedStart({ DATABASE_ENCRYPTION_KEY: key })
    expect(code).toBe(1)
    expect(told).toContain('DATABASE_ENCRYPTION_KEY must be a random key of 32 characters or more')
    expect(key.length > 1 && told.includes(key)).toBe(false)
    expect(existsSync(join(shop.folder, 'shop.db'))).toBe(false)
  }
)

test('start: a random key of 64 hexadecimal digits opens the database again, and no other one does', async () => {
  const key = randomBytes(32).toString('hex')
  await (await runServer(shop.folder, { DATABASE_ENCRYPTION_KEY: key })).stop()
  await (await runServer(shop.folder, { DATABASE_ENCRYPTION_KEY: key })).stop()
  const { code, told } = await failedStart({ DATABASE_ENCRYPTION_KEY: randomBytes(32).toString('hex') })
  expect(code).toBe(1)
  expect(told).toContain('DATABASE_ENCRYPTION_KEY does not fit')
})

test('start: a log without its database is refused, and no empty shop is made', async () => {
  writeFileSync(join(shop.folder, 'shop.db-wal'), 'what was written last')
  const { code, told } = await failedStart({})
  expect(code).toBe(1)
  expect(told).toContain('its log shop.db-wal is there')
  expect(existsSync(join(shop.folder, 'shop.db'))).toBe(false)
})

test('start: a file that is no database of ours is refused in one line', async () => {
  writeFileSync(join(shop.folder, 'shop.db'), Buffer.alloc(4096, 1))
  const { code, told } = await failedStart({})
  expect(code).toBe(1)
  expect(told.trim().split('\n')).toHaveLength(1)
  expect(told).toContain('damaged')
})

test('start: a second process on the same file is refused while the first one runs', async () => {
  const first = await runServer(shop.folder)
  const { code, told } = await failedStart({})
  expect(code).toBe(1)
  expect(told).toContain('Another Tradepost process owns this database')
  expect((await fetch(`${first.url}/health/ready`)).status).toBe(200)
  await first.stop()
})

test('mail: without an SMTP server it waits, over a restart, and leaves once it can', async () => {
  const first = await runServer(shop.folder, { DEV_MAILBOX: 'false' })
  const account = { email: 'waits@shop.test', name: 'Waits', password: 'a password that waits' }
  await newGuest(first.url).auth.register.mutate(account)
  expect(first.output()).toContain('mail waits in the outbox until SMTP_URL is set')
  await first.stop()
  const second = await runServer(shop.folder, { DEV_MAILBOX: 'true' })
  const token = await mailedToken(second, { to: account.email, path: 'verify-email' })
  expect(await newGuest(second.url).auth.verifyEmail.mutate({ token })).toEqual({ email: account.email })
  await second.stop()
})
