import type { Algorithm } from '@node-rs/argon2'
import { hash, verify } from '@node-rs/argon2'
import type { PasswordHasher } from '@tradepost/commerce'
import { makeFairGate } from './fair-gate.ts'

// OWASP Password Storage Cheat Sheet (2026): argon2id, 19 MiB, 2 passes, 1 lane.
// The package declares a const enum, which erasable syntax cannot read; 2 is argon2id in it.
const argon2id: Algorithm = 2
const parameters = { algorithm: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

// The native threads are four; more at once would only wait there, in nobody's order.
const limits = { atOnce: 4, waiting: 256, waitingPerClient: 32 }

/** Makes a hasher by argon2id on native threads, a few at once so that a rush of sign-ins leaves room for the rest. */
export const makeArgon2Passwords = async (): Promise<PasswordHasher> => {
  const gate = makeFairGate(limits)
  const nobody = await hash('the password of an account that does not exist', parameters)
  return {
    hash: (password, turn) => gate(turn, () => hash(password, parameters)),
    verify: async (stored, password, turn) =>
      (await gate(turn, () => verify(stored ?? nobody, password))) && stored !== null,
  }
}
