import type { PasswordHasher } from '../deps.ts'
import { demoAccounts } from './seed-demo.ts'

const published: ReadonlySet<string> = new Set(Object.values(demoAccounts).map(({ password }) => password))

/**
 * Creates a hasher that rejects the demo shop's published passwords, for every shop that is not meant as a demo: its
 * database may once have been one. A rejection takes as long as any wrong password.
 */
export const refusePublishedPasswords = (passwords: PasswordHasher): PasswordHasher => ({
  ...passwords,
  verify: async (stored, password, turn) =>
    (await passwords.verify(stored, password, turn)) && !published.has(password),
})
