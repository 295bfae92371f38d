import type { PasswordHasher } from '../deps.ts'
import { demoAccounts } from './seed-demo.ts'

const published: ReadonlySet<string> = new Set(Object.values(demoAccounts).map(({ password }) => password))

/**
 * Makes a hasher that accepts none of the demo shop's published passwords, for every shop that is not meant as a demo: its
 * database may have been one. A refusal costs as much time as any wrong password.
 */
export const refusePublishedPasswords = (passwords: PasswordHasher): PasswordHasher => ({
  ...passwords,
  verify: async (stored, password, turn) =>
    (await passwords.verify(stored, password, turn)) && !published.has(password),
})
