import { existsSync, readFileSync } from 'node:fs'
import { createTradepostClient } from '@tradepost/client'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountsEnv, clientFrom, mailedToken, openAccount } from './accounts.ts'
import { ownerPassword, signInAsOwner } from './buyers.ts'
import type { RunningServer } from './run-server.ts'
import { makeShopFolder, runServer } from './run-server.ts'

const { folder, remove } = makeShopFolder()
let server: RunningServer
beforeAll(async () => {
  server = await runServer(folder, { ...accountsEnv, LOG_LEVEL: 'trace' })
})
afterAll(remove)

const codeOf = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) }).generate()

test('at rest: after a full tour neither the database nor the log holds a token, a key, a code or a password', async () => {
  const secrets: Record<string, string> = {}
  const keep = (name: string, secret: string | null | undefined) => {
    if (!secret) throw new Error(`the tour came by no ${name}`)
    secrets[name] = secret
    return secret
  }
  const account = { email: 'tour@shop.test', name: 'Tour', password: keep('first password', 'canary first password') }
  const browser = clientFrom(server.url, '203.0.113.1')
  await openAccount(server, account, browser)
  keep('verification token', await mailedToken(server, { to: account.email, path: 'verify-email' }))
  const { email } = account
  const bearer = await browser.auth.signIn.mutate({ email, password: account.password, transport: 'token' })
  const tool = createTradepostClient({ url: server.url, token: keep('session token', bearer.token) })

  await tool.auth.requestPasswordReset.mutate({ email })
  const token = keep('reset token', await mailedToken(server, { to: email, path: 'reset-password' }))
  const second = keep('second password', 'canary second password')
  await browser.auth.resetPassword.mutate({ token, password: second })
  const again = await browser.auth.signIn.mutate({ email, password: second, transport: 'token' })
  const tool2 = createTradepostClient({ url: server.url, token: keep('second session token', again.token) })

  await tool2.account.email.requestChange.mutate({ newEmail: 'tour2@shop.test', password: second })
  keep('address token', await mailedToken(server, { to: 'tour2@shop.test', path: 'confirm-email' }))
  const { secret } = await tool2.account.mfa.begin.mutate({ password: second })
  const { recoveryCodes } = await tool2.account.mfa.confirm.mutate({ code: codeOf(secret) })
  for (const [n, code] of recoveryCodes.entries()) {
    keep(`recovery code ${n}`, code)
    keep(`recovery code ${n}, plain`, code.replaceAll('-', ''))
  }
  const owner = await signInAsOwner(server)
  const { key } = await owner.admin.apiKeys.create.mutate({
    password: ownerPassword,
    name: 'tool',
    permissions: ['orders:read'],
  })
  keep('API key', key)
  await createTradepostClient({ url: server.url, token: key }).admin.orders.list.query({})
  await owner.admin.staff.invite.mutate({ email: 'invited@shop.test', role: 'support' })
  keep('invitation token', await mailedToken(server, { to: 'invited@shop.test', path: 'accept-invitation' }))

  const files = ['', '-wal', '-shm'].map((end) => `${server.databasePath}${end}`)
  const bytes = () => Buffer.concat(files.filter((file) => existsSync(file)).map((file) => readFileSync(file)))
  const running = bytes()
  await server.stop()
  const stopped = bytes()
  expect(running.includes(email)).toBe(true)
  for (const [name, secretText] of Object.entries(secrets)) {
    expect(running.includes(secretText), `${name} in the running database`).toBe(false)
    expect(stopped.includes(secretText), `${name} in the stopped database`).toBe(false)
    expect(server.output().includes(secretText), `${name} in the log`).toBe(false)
  }
  expect(Object.keys(secrets).length).toBeGreaterThan(25)
  expect(server.output()).not.toContain(email)
}, 60_000)
