import type { Algorithm } from '@node-rs/argon2'
import { hash, verify } from '@node-rs/argon2'
import type { PasswordHasher } from '@tradepost/commerce'

// OWASP Password Storage Cheat Sheet (2026): argon2id, 19 MiB, 2 passes, 1 lane.
// The package declares a const enum, which erasable syntax cannot read; 2 is argon2id in it.
const argon2id: Algorithm = 2
const parameters = { algorithm: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const MAX_AT_ONCE = 4

/** Makes a hasher by argon2id on native threads, a few at once so that a rush of sign-ins leaves room for the rest. */
export const makeArgon2Passwords = async (): Promise<PasswordHasher> => {
  const gate = makeGate(MAX_AT_ONCE)
  const nobody = await hash('the password of an account that does not exist', parameters)
  return {
    hash: (password) => gate(() => hash(password, parameters)),
    verify: async (stored, password) => (await gate(() => verify(stored ?? nobody, password))) && stored !== null,
  }
}

const makeGate = (max: number) => {
  const waiting: (() => void)[] = []
  let running = 0
  return async <T>(work: () => Promise<T>): Promise<T> => {
    // Whoever ends hands their place on, so that nobody slips in between.
    if (running >= max) await new Promise<void>((resolve) => waiting.push(resolve))
    else running++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
