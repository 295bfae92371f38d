import type { Algorithm } from '@node-rs/argon2'
import { hash, verify } from '@node-rs/argon2'
import type { PasswordHasher } from '@tradepost/commerce'
import { makeFairGate } from './fair-gate.ts'

// OWASP Password Storage Cheat Sheet (2026): argon2id, 19 MiB, 2 passes, 1 lane.
// The package declares a const enum, which `erasableSyntaxOnly` cannot use; 2 is its value for argon2id.
const argon2id: Algorithm = 2
const parameters = { algorithm: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

// There are four native threads. Further work would wait there in no particular order.
const limits = { atOnce: 4, waiting: 256, waitingPerClient: 32 }

/** Creates an argon2id hasher. Few native threads run at once, so that a rush of sign-ins leaves room for the rest. */
export const makeArgon2Passwords = async (): Promise<PasswordHasher> => {
  const gate = makeFairGate(limits)
  const nobody = await hash('the password of an account that does not exist', parameters)
  return {
    hash: (password, turn) => gate(turn, () => hash(password, parameters)),
    verify: async (stored, password, turn) =>
      (await gate(turn, () => verify(stored ?? nobody, password))) && stored !== null,
  }
}
