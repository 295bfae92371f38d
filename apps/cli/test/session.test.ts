import { once } from 'node:events'
import { existsSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname } from 'node:path'
import { createTradepostClient } from '@tradepost/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { owner, password, Workshop } from './workshop.ts'

const env = { TRADEPOST_PASSWORD: password }

let shop: Workshop
let url: string

beforeAll(async () => {
  shop = await Workshop.open()
  url = await shop.startServer()
  await shop.cli(['owner', 'create', '--email', owner.email, '--name', owner.name], { env })
})

afterAll(() => shop.close())

/** Returns the server's port. The address of a server on a port is an `AddressInfo`, not the path of a pipe. */
const portOf = (server: Server): number => (server.address() as AddressInfo).port

const tokenKept = async (): Promise<string> => String(JSON.parse(await readFile(shop.credentials, 'utf8')).token)

test('cli: sign-in keeps a file for its user alone, and shows no secret', async () => {
  const { code, stdout, stderr } = await shop.cli(['sign-in', '--email', owner.email, '--url', url], { env })
  expect(code).toBe(0)
  expect(stdout).toContain('Olive Owner <olive@example.com>, owner')
  expect(statSync(shop.credentials).mode & 0o777).toBe(0o600)
  expect(statSync(dirname(shop.credentials)).mode & 0o777).toBe(0o700)
  const token = await tokenKept()
  expect(token.length).toBeGreaterThan(20)
  for (const secret of [token, password]) expect(stdout + stderr).not.toContain(secret)
  expect(await readFile(shop.credentials, 'utf8')).not.toContain(password)
  expect(await shop.cli(['whoami'])).toMatchObject({ code: 0, stdout: expect.stringContaining(owner.email) })
})

test('cli: whoami tells user, role, permissions and end of the session', async () => {
  const { code, stdout } = await shop.cli(['whoami'])
  expect(code).toBe(0)
  for (const row of [/^User +Olive Owner <olive@example\.com>$/m, /^Role +owner$/m, /^Permissions +products:read, /m])
    expect(stdout).toMatch(row)
  expect(stdout).toMatch(/^Expires \(UTC\) +\d{4}-\d\d-\d\d \d\d:\d\d$/m)
  const json = JSON.parse((await shop.cli(['whoami', '--json'])).stdout)
  expect(json).toMatchObject({ url, user: { email: owner.email }, apiKey: null, expiresAt: expect.any(String) })
})

test('cli: no password is taken as an argument, and none is asked for without a terminal', async () => {
  expect(await shop.cli(['sign-in', '--email', owner.email, '--password', password])).toMatchObject({ code: 2 })
  const silent = await shop.cli(['sign-in', '--email', owner.email, '--url', url])
  expect(silent).toMatchObject({ code: 2, stderr: expect.stringContaining('TRADEPOST_PASSWORD') })
})

test('cli: a wrong password exits 3 and keeps what was kept', async () => {
  const before = await readFile(shop.credentials, 'utf8')
  const wrong = { TRADEPOST_PASSWORD: 'not-the-password' }
  const { code, stderr } = await shop.cli(['sign-in', '--email', owner.email], { env: wrong })
  expect(code).toBe(3)
  expect(stderr).toContain('do not match an account')
  expect(await readFile(shop.credentials, 'utf8')).toBe(before)
})

test('cli: a token is shown to no other address than the one it is for', async () => {
  const seen: (string | undefined)[] = []
  const stranger = createServer((request, response) => {
    seen.push(request.headers.authorization)
    response.end('{}')
  }).listen(0, '127.0.0.1')
  await once(stranger, 'listening')
  const strange = `http://127.0.0.1:${portOf(stranger)}`
  expect(await shop.cli(['whoami', '--url', strange])).toMatchObject({ code: 3 })
  expect(await shop.cli(['orders', 'list'], { env: { TRADEPOST_URL: strange } })).toMatchObject({ code: 3 })
  expect(seen).toEqual([])
  const own = await shop.cli(['whoami'], { env: { TRADEPOST_URL: strange, TRADEPOST_TOKEN: 'a-token-of-its-own' } })
  expect(own).toMatchObject({ code: 4, stderr: expect.stringContaining('is not a Tradepost server') })
  expect(seen).toEqual(['Bearer a-token-of-its-own'])
  stranger.closeAllConnections()
  stranger.close()
})

test('cli: sign-out ends the session at the shop and forgets the token', async () => {
  const token = await tokenKept()
  expect(await shop.cli(['sign-out'])).toMatchObject({ code: 0 })
  expect(existsSync(shop.credentials)).toBe(false)
  const session = await createTradepostClient({ url, token }).auth.session.query()
  expect(session.user).toBeNull()
  const { code, stderr } = await shop.cli(['whoami', '--json'])
  expect(code).toBe(3)
  expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'auth.required', details: null } })
})

test('cli: a server that cannot be reached exits 4 and says how to start one', async () => {
  const nobody = { TRADEPOST_URL: 'http://127.0.0.1:1', TRADEPOST_TOKEN: 'any-token' }
  const { code, stderr } = await shop.cli(['orders', 'list'], { env: nobody })
  expect(code).toBe(4)
  expect(stderr).toContain(
    'No Tradepost server answers at http://127.0.0.1:1: start it with npm run dev, or pass --url.'
  )
})

test('cli: wrong usage exits 2, help exits 0 and has examples and exit codes', async () => {
  expect(await shop.cli(['orders', 'list', '--limit', '0'])).toMatchObject({ code: 2 })
  expect(await shop.cli(['bogus'])).toMatchObject({ code: 2 })
  for (const command of [
    ['login'],
    ['sign-in'],
    ['products', 'import'],
    ['orders', 'list'],
    ['keys', 'create'],
    ['audit', 'list'],
    ['owner', 'create'],
  ]) {
    const { code, stdout } = await shop.cli([...command, '--help'])
    expect(code).toBe(0)
    expect(stdout).toContain(`Examples:\n  tradepost ${command.join(' ')}`)
    expect(stdout).toContain('Exit codes:')
  }
})
