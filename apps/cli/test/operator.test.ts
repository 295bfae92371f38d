import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createTradepostClient } from '@tradepost/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { password, serverEntry, Workshop } from './workshop.ts'

const env = { TRADEPOST_PASSWORD: password }

let shop: Workshop

beforeEach(async () => {
  shop = await Workshop.open()
})

afterEach(() => shop.close())

const createOwner = (email: string) => ['owner', 'create', '--email', email, '--name', 'Olive Owner']

const roleOf = async (url: string, email: string) => {
  const client = createTradepostClient({ url })
  return (await client.auth.signIn.mutate({ email, password, transport: 'token' })).user.role
}

test('cli: owner create works with no server running, and with one running', async () => {
  const offline = await shop.cli(createOwner('offline@example.com'), { env })
  expect(offline).toMatchObject({ code: 0, stdout: expect.stringContaining('is now an owner') })
  expect(existsSync(`${shop.database}-server.json`)).toBe(false)

  const url = await shop.startServer()
  const online = await shop.cli(createOwner('online@example.com'), { env })
  expect(online).toMatchObject({ code: 0, stderr: '' })
  expect(await roleOf(url, 'offline@example.com')).toBe('owner')
  expect(await roleOf(url, 'online@example.com')).toBe('owner')

  const again = await shop.cli(createOwner('online@example.com'), { env })
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('online@example.com has an account already') })
})

test('cli: the server that owner create starts is told no password', async () => {
  const seen = join(shop.folder, 'seen.json')
  const wrapper = join(shop.folder, 'server.mjs')
  await writeFile(
    wrapper,
    `import { writeFileSync } from 'node:fs'
    writeFileSync(${JSON.stringify(seen)}, JSON.stringify([process.argv, process.env]))
    await import(${JSON.stringify(pathToFileURL(serverEntry).href)})`
  )
  const { code } = await shop.cli(createOwner('olive@example.com'), { env: { ...env, TRADEPOST_SERVER: wrapper } })
  expect(code).toBe(0)
  expect(await readFile(seen, 'utf8')).not.toContain(password)
})

test('cli: what a server that crashed has left does not stand in the way', async () => {
  await shop.cli(['migrate'])
  const dead = { url: 'http://127.0.0.1:1', operatorSecret: 'stale', pid: 2 ** 30 }
  await writeFile(`${shop.database}-server.json`, JSON.stringify(dead))
  expect(await shop.cli(['migrate'])).toMatchObject({ code: 0 })
  // The PID now belongs to another program, which does not answer as a server.
  await writeFile(`${shop.database}-server.json`, JSON.stringify({ ...dead, pid: process.pid }))
  expect(await shop.cli(createOwner('olive@example.com'), { env })).toMatchObject({ code: 0 })
})

test('cli: migrate makes a database and lists its migrations', async () => {
  const { code, stdout } = await shop.cli(['migrate'])
  expect(code).toBe(0)
  expect(stdout).toMatch(/is up to date.*\n {2}0001-/)
  expect(existsSync(shop.database)).toBe(true)
})

test('cli: seed fills an empty shop and leaves any other as it is', async () => {
  expect(await shop.cli(['seed'])).toMatchObject({ code: 0, stdout: expect.stringContaining('has the demo catalogue') })
  expect(await shop.cli(['seed'])).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing was changed') })
  const client = createTradepostClient({ url: await shop.startServer() })
  const { total } = await client.products.list.query({})
  expect(total?.value).toBeGreaterThan(100)
})

test('cli: a server that cannot start says why in one sentence, and the exit code is 4', async () => {
  const refused = await shop.cli(['migrate'], { env: { PUBLIC_URL: 'nonsense' } })
  expect(refused).toMatchObject({ code: 4, stderr: expect.stringContaining('PUBLIC_URL must be an address') })
  const unbuilt = await shop.cli(['migrate'], { env: { TRADEPOST_SERVER: '/nowhere/index.js' } })
  expect(unbuilt).toMatchObject({ code: 4, stderr: expect.stringContaining('/nowhere/index.js') })
})

test('cli: a remote database is no work for the commands of the server’s own machine', async () => {
  const { code, stderr } = await shop.cli(['migrate'], { env: { DATABASE_URL: 'libsql://shop.example.com' } })
  expect(code).toBe(2)
  expect(stderr).toContain('needs a database file on its own machine')
})

test('cli: mail list shows what could not be delivered, and mail retry sends it', async () => {
  const url = await shop.startServer({ SMTP_URL: 'smtp://127.0.0.1:1', DEV_MAILBOX: 'false' })
  const client = createTradepostClient({ url })
  await client.auth.register.mutate({ email: 'ada@example.com', name: 'Ada', password })
  const listed = async () => (await shop.cli(['mail', 'list'])).stdout
  await expect
    .poll(listed, { timeout: 20_000 })
    .toMatch(/1 could not be delivered:\n {2}mail\.registration .*ECONNREFUSED/)
  const { stdout } = await shop.cli(['mail', 'list', '--json'])
  expect(JSON.parse(stdout)).toMatchObject({ total: 1, items: [{ topic: 'mail.registration', givenUpAt: null }] })
  expect(await shop.cli(['mail', 'retry'])).toMatchObject({ code: 0, stdout: '1 will be tried again now.\n' })
})
