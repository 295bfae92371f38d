import { statSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { errorTable, permissions } from '@tradepost/contract'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { password, shopifyFile, Workshop } from './workshop.ts'

let shop: Workshop
let url: string
let ownersCredentials: string

beforeAll(async () => {
  shop = await Workshop.open()
  url = await shop.startServer()
  await shop.signInAsOwner(url)
  ownersCredentials = await readFile(shop.credentials, 'utf8')
})

afterAll(() => shop.close())

// Credentials that a test logged in with must not reach the next test.
beforeEach(() => writeFile(shop.credentials, ownersCredentials))

const login = (key: string) => shop.cli(['login', '--url', url], { input: `${key}\n` })

// Creating a key requires the password again.
const env = { TRADEPOST_PASSWORD: password }

const createCi = ['keys', 'create', '--name', 'CI', '--permission', 'orders:read']

test('cli: login keeps a file for its user alone, and the key is neither an argument nor in any output', async () => {
  const { key } = await shop.makeKey('Order export', 'orders:read')
  for (const { args, options } of [
    { args: ['login'], options: { input: `${key}\n` } },
    { args: ['login', '-'], options: { input: key, env: { TRADEPOST_API_KEY: 'tpk_another' } } },
    { args: ['login'], options: { env: { TRADEPOST_API_KEY: key } } },
  ]) {
    await rm(shop.credentials)
    const { code, stdout, stderr } = await shop.cli([...args, '--url', url], options)
    expect(code).toBe(0)
    expect(stdout).toContain('“Order export”: orders:read.')
    expect(stdout + stderr).not.toContain(key)
    expect(statSync(shop.credentials).mode & 0o777).toBe(0o600)
    const kept: unknown = JSON.parse(await readFile(shop.credentials, 'utf8'))
    expect(kept).toEqual({ url, token: key, kind: 'key', name: 'Order export' })
  }
  for (const args of [[key], ['--key', key], [`--key=${key}`]]) {
    const { code, stdout, stderr } = await shop.cli(['login', ...args, '--url', url])
    expect(code).toBe(2)
    expect(stdout + stderr).not.toContain(key)
  }
})

test('cli: login refuses a wrong key with exit 3, what is no key with exit 2, and keeps what was kept', async () => {
  const before = await readFile(shop.credentials, 'utf8')
  const wrong = await login(`tpk_${'0'.repeat(40)}`)
  expect(wrong).toMatchObject({ code: 3, stderr: expect.stringContaining('does not take this API key') })
  for (const input of ['', password]) {
    const { code, stderr } = await login(input)
    expect(code).toBe(2)
    expect(stderr).not.toContain(password)
  }
  expect(await readFile(shop.credentials, 'utf8')).toBe(before)
})

test('cli: a key with orders:read lists orders, and is refused products import with exit 3', async () => {
  const { id, key } = await shop.makeKey('Order export', 'orders:read')
  await login(key)
  expect(await shop.cli(['orders', 'list'])).toMatchObject({ code: 0, stdout: 'No orders.\n' })
  const refused = await shop.cli(['products', 'import', shopifyFile('apparel.csv')])
  expect(refused).toMatchObject({ code: 3, stderr: expect.stringContaining(errorTable['auth.forbidden'].message) })
  const { stdout } = await shop.cli(['whoami'])
  expect(stdout).toContain(`Order export (${id})`)
  expect(stdout).toMatch(/^Permissions +orders:read$/m)
  const json = JSON.parse((await shop.cli(['whoami', '--json'])).stdout)
  expect(json).toMatchObject({ url, user: null, apiKey: { id, name: 'Order export' }, permissions: ['orders:read'] })
})

test('cli: a revoked key is refused with exit 3 on the next call', async () => {
  const { id, key } = await shop.makeKey('Short-lived', 'orders:read')
  const env = { TRADEPOST_URL: url, TRADEPOST_TOKEN: key }
  expect(await shop.cli(['orders', 'list'], { env })).toMatchObject({ code: 0 })
  const unsure = await shop.cli(['keys', 'revoke', id])
  expect(unsure).toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') })
  expect(await shop.cli(['orders', 'list'], { env })).toMatchObject({ code: 0 })

  const revoked = await shop.cli(['keys', 'revoke', id, '--yes'])
  expect(revoked).toMatchObject({ code: 0, stdout: expect.stringContaining('Revoked the API key “Short-lived”') })
  for (const command of [['orders', 'list'], ['whoami']]) {
    const { code, stderr } = await shop.cli(command, { env })
    expect(code).toBe(3)
    expect(stderr).toContain('was revoked or has run out')
  }
  expect(await shop.cli(['keys', 'revoke', id, '--yes'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There is no such key.'),
  })
})

test('cli: keys create prints the key once, alone, and the list shows only its prefix', async () => {
  const { code, stdout, stderr } = await shop.cli([...createCi, '--no-expiry'], { env })
  expect(code).toBe(0)
  const key = stdout.trim()
  expect(stdout).toMatch(/^tpk_[0-9a-z]{40}\n$/)
  expect(stderr).toContain('shown this one time')
  expect(stderr).not.toContain(key)
  const list = await shop.cli(['keys', 'list'])
  expect(list.code).toBe(0)
  expect(list.stdout).toMatch(/^Id +Name +Prefix +Permissions +Created +Expires +Last used +State\n/)
  const prefix = key.slice(0, 10)
  expect(list.stdout).toMatch(
    new RegExp(`^key_\\w{26} +CI +${prefix} +orders:read +\\d{4}-\\d\\d-\\d\\d +never +never +active$`, 'm')
  )
  const json = await shop.cli(['keys', 'list', '--json'])
  expect(JSON.parse(json.stdout).items[0]).toMatchObject({ name: 'CI', prefix, expiresAt: null, revokedAt: null })
  for (const shown of [list.stdout, json.stdout]) expect(shown).not.toContain(key)
})

test('cli: keys create takes days or no end, and tells which permissions there are where one is wrong', async () => {
  const daysOf = async (...options: string[]) => {
    const { stdout } = await shop.cli([...createCi, ...options, '--json'], { env })
    const { createdAt, expiresAt } = JSON.parse(stdout).apiKey
    return (Date.parse(expiresAt) - Date.parse(createdAt)) / 86_400_000
  }
  expect(await daysOf()).toBeCloseTo(90, 2)
  expect(await daysOf('--expires-in-days', '7')).toBeCloseTo(7, 2)
  expect(await shop.cli([...createCi, '--expires-in-days', '7', '--no-expiry'], { env })).toMatchObject({
    code: 2,
    stdout: '',
  })
  expect(await shop.cli([...createCi, '--expires-in-days', '0'], { env })).toMatchObject({ code: 2, stdout: '' })
  const wrong = await shop.cli([...createCi, '--permission', 'orders:eat'], { env })
  expect(wrong.code).toBe(2)
  for (const permission of permissions) expect(wrong.stderr).toContain(permission)
})

test('cli: keys rotate ends the old key and prints the new one', async () => {
  const { id, key } = await shop.makeKey('Rotated', 'orders:read')
  expect(await shop.cli(['keys', 'rotate', id])).toMatchObject({ code: 2, stdout: '' })
  const { code, stdout } = await shop.cli(['keys', 'rotate', id, '--yes', '--json'], { env })
  expect(code).toBe(0)
  const made = JSON.parse(stdout)
  expect(made.apiKey).toMatchObject({ name: 'Rotated', permissions: ['orders:read'] })
  expect(await login(key)).toMatchObject({ code: 3 })
  expect(await login(made.key)).toMatchObject({ code: 0 })
})

test('cli: logout forgets a key here and says that it stays good', async () => {
  const { key } = await shop.makeKey('Kept elsewhere', 'orders:read')
  await login(key)
  const { code, stdout, stderr } = await shop.cli(['logout'])
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: `Forgot the API key “Kept elsewhere” of ${url} on this machine.\n`,
  })
  expect(stderr).toContain('stays good')
  expect(await shop.cli(['whoami'])).toMatchObject({ code: 3 })
  expect(await login(key)).toMatchObject({ code: 0 })
})

test('cli: audit list shows who created a key', async () => {
  const { id } = await shop.makeKey('Watched', 'orders:read')
  const { code, stdout } = await shop.cli(['audit', 'list', '--about', id])
  expect(code).toBe(0)
  const [head, row, ...rest] = stdout.trimEnd().split('\n')
  expect(head).toMatch(/^At \(UTC\) +By +Procedure +On +Change$/)
  expect(row).toMatch(new RegExp(` +user Olive Owner +admin\\.apiKeys\\.create +${id} +– → .*Watched`))
  expect(rest).toEqual([])
})

test('cli: audit list --json gives programs a page, by procedure, and --all follows its cursor', async () => {
  const list = async (...options: string[]) => {
    const { stdout } = await shop.cli(['audit', 'list', '--procedure', 'admin.apiKeys.create', ...options, '--json'])
    return JSON.parse(stdout)
  }
  await shop.makeKey('First', 'orders:read')
  await shop.makeKey('Second', 'orders:read')
  const page = await list('--limit', '1')
  expect(page).toMatchObject({ items: [{ after: { name: 'Second' } }], nextCursor: expect.any(String) })
  expect(await list('--limit', '1', '--cursor', page.nextCursor)).toMatchObject({
    items: [{ after: { name: 'First' } }],
  })
  const all = await list('--all')
  expect(all.nextCursor).toBeNull()
  expect(all.items.slice(0, 2)).toMatchObject([{ after: { name: 'Second' } }, { after: { name: 'First' } }])
})

test('cli: keys create and rotate ask a person for the password, and a key that makes another for nothing', async () => {
  const { id, key } = await shop.makeKey('Maker', 'api_keys:write', 'orders:read')
  for (const command of [createCi, ['keys', 'rotate', id, '--yes']]) {
    expect(await shop.cli(command)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('PASSWORD') })
    const wrong = { env: { TRADEPOST_PASSWORD: 'another-password' } }
    const refused = await shop.cli(command, wrong)
    expect(refused).toMatchObject({ stdout: '', stderr: expect.stringContaining('not your current password') })
  }
  await login(key)
  const made = await shop.cli(createCi)
  expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^tpk_/) })
  await writeFile(shop.credentials, ownersCredentials)
  await shop.cli(['keys', 'revoke', id, '--yes'])
  expect(await login(made.stdout.trim())).toMatchObject({ code: 3 })
})
