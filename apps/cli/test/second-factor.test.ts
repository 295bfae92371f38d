import { existsSync } from 'node:fs'
import { createTradepostClient, memorySession } from '@tradepost/client'
import { Secret, TOTP } from 'otpauth'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { owner, password, Workshop } from './workshop.ts'

const STEP_MS = 30_000

let shop: Workshop
let url: string

beforeEach(async () => {
  shop = await Workshop.open()
  url = await shop.startServer()
  const env = { TRADEPOST_PASSWORD: password }
  await shop.cli(['owner', 'create', '--email', owner.email, '--name', owner.name], { env })
})

afterEach(() => shop.close())

const turnOn = async () => {
  const client = createTradepostClient({ url, fetch: memorySession() })
  await client.auth.signIn.mutate({ email: owner.email, password })
  const { secret } = await client.account.mfa.begin.mutate({ password })
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  const { recoveryCodes } = await client.account.mfa.confirm.mutate({ code: totp.generate() })
  // Each code is accepted once, and the next one already one step early.
  return { nextCode: totp.generate({ timestamp: Date.now() + STEP_MS }), recoveryCodes }
}

const signIn = (code?: string) =>
  shop.cli(['sign-in', '--email', owner.email, '--url', url], {
    env: { TRADEPOST_PASSWORD: password, ...(code ? { TRADEPOST_CODE: code } : {}) },
  })

test('cli: sign-in with a second factor works with the code of an authenticator, and with a recovery code', async () => {
  const { nextCode, recoveryCodes } = await turnOn()
  const without = await signIn()
  expect(without).toMatchObject({ code: 3, stderr: expect.stringContaining('set TRADEPOST_CODE') })
  expect(await signIn('000000')).toMatchObject({ code: 3, stderr: expect.stringContaining('This code is wrong') })
  expect(existsSync(shop.credentials)).toBe(false)

  const { code, stdout, stderr } = await signIn(nextCode)
  expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('Olive Owner') })
  expect(stdout + stderr).not.toContain(nextCode)
  expect((await shop.cli(['whoami'])).stdout).toMatch(/^Second factor +on$/m)
  expect(await signIn(recoveryCodes[0])).toMatchObject({ code: 0 })
})
