import { monitorEventLoopDelay } from 'node:perf_hooks'
import { expect, test } from 'vitest'
import { makeArgon2Passwords } from './argon2-passwords.ts'

const turn = { client: '192.0.2.1', isKnown: true }

test('passwords: a hundred checks at once leave the event loop free, never stalled above 50 ms', async () => {
  const passwords = await makeArgon2Passwords()
  const stored = await passwords.hash('a password of somebody', turn)
  const worst: number[] = []
  // A busy machine can delay any process once. A delay caused by hashing shows in each of three runs.
  for (let run = 0; run < 3; run++) {
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    const checks = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        passwords.verify(stored, 'a password of somebody', { client: `192.0.2.${n}`, isKnown: true })
      )
    )
    delay.disable()
    expect(checks.every(Boolean)).toBe(true)
    worst.push(delay.max / 1e6)
    if (delay.max / 1e6 < 50) return
  }
  expect.fail(`the event loop stood still for ${worst.map((ms) => ms.toFixed(0)).join(', ')} ms`)
})

test('passwords: argon2id with 19 MiB, two passes and one lane, salted; nobody’s password is never right', async () => {
  const passwords = await makeArgon2Passwords()
  const [first, second] = [
    await passwords.hash('the same password', turn),
    await passwords.hash('the same password', turn),
  ]
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(first).not.toBe(second)
  expect(await passwords.verify(first, 'the same password', turn)).toBe(true)
  expect(await passwords.verify(first, 'another password', turn)).toBe(false)
  expect(await passwords.verify(null, 'the password of an account that does not exist', turn)).toBe(false)
})
