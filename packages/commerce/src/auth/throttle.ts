import { fail } from '@tradepost/contract'
import type { Allowance } from '../allowances.ts'
import { returnAllowances, takeAllowances } from '../allowances.ts'
import { clientNetworks } from '../client-networks.ts'
import type { Deps } from '../deps.ts'

const MINUTE_MS = 60 * 1000
const QUARTER_MS = 15 * MINUTE_MS

// Ten guesses of a password an account and quarter of an hour, in four shares: whoever uses up one leaves the others alone.
// The account is named by its address, so that one without an account is counted alike.
const shares = {
  /** Browsers and tools that nobody knows. */
  stranger: { atOnce: 3, everyMs: QUARTER_MS },
  /** All browsers together that have signed in before. */
  device: { atOnce: 3, everyMs: QUARTER_MS },
  /** Browsers that have completed a reset by mail. */
  reset: { atOnce: 2, everyMs: QUARTER_MS },
  /** Whoever has signed in and is asked for the password again. */
  session: { atOnce: 2, everyMs: QUARTER_MS },
} as const

const share = (email: string, name: keyof typeof shares): Allowance => ({
  subject: `guess:${name}:${email}`,
  ...shares[name],
})

/** One browser's part of a share: who holds a stolen device cookie cannot use up what another browser needs. */
const ownPart = (email: string, { deviceHash, part }: { deviceHash: string; part: number }): Allowance => ({
  subject: `guess:own:${deviceHash}:${email}`,
  atOnce: part,
  everyMs: QUARTER_MS,
})

/** A browser that the account knows. `byReset` says that it completed the account's last reset. */
export interface KnownDevice {
  readonly deviceHash: string
  readonly byReset: boolean
}

/** Gives the shares that a sign-in may be counted in, the first one with room left being the one. */
export const signInShares = (email: string, device: KnownDevice | undefined): Allowance[][] => {
  const strangers = [share(email, 'stranger')]
  if (!device) return [strangers]
  const { deviceHash, byReset } = device
  const known = [share(email, 'device'), ownPart(email, { deviceHash, part: 2 })]
  const reset = [share(email, 'reset'), ownPart(`reset:${email}`, { deviceHash, part: 1 })]
  return byReset ? [reset, known, strangers] : [known, strangers]
}

/** Gives the shares that a signed-in user's password may be counted in. */
export const sessionShares = (email: string): Allowance[][] => [[share(email, 'session')], [share(email, 'stranger')]]

/** Slows down codes of a signed-in user; it stands beside the password's shares, which a right password gives back. */
export const factorRule = (userId: string): Allowance => ({
  subject: `factor:${userId}`,
  atOnce: 5,
  everyMs: QUARTER_MS,
})

/** Bounds the addresses to which one account can have a mail sent by asking to move there. */
export const emailChangeRule = (userId: string): Allowance => ({
  subject: `email-change:${userId}`,
  atOnce: 5,
  everyMs: 2 * 60 * MINUTE_MS,
})

// How often one network does each, whatever the account. A site's /48 gets as much as four of its networks.
const networkLimits = {
  'sign-in': { atOnce: 30, everyMs: MINUTE_MS },
  register: { atOnce: 30, everyMs: MINUTE_MS },
  reset: { atOnce: 30, everyMs: MINUTE_MS },
  'email-change': { atOnce: 20, everyMs: 6 * MINUTE_MS },
  track: { atOnce: 30, everyMs: MINUTE_MS },
} as const

const WIDER = 4

/** Gives the allowances of the networks that an address belongs to, for one kind of act. */
export const networkRules = (act: keyof typeof networkLimits, address: string): Allowance[] =>
  clientNetworks(address).map((network, index) => {
    const { atOnce, everyMs } = networkLimits[act]
    const times = index === 0 ? 1 : WIDER
    return { subject: `network:${act}:${network}`, atOnce: atOnce * times, everyMs: everyMs / times }
  })

/**
 * Counts a try before it is made, call by call, in the first of the alternatives that has room, together with `always`.
 * Throws `auth.rate_limited` where none has; then nothing is counted. Answers what was counted, to be given back.
 */
export const takeTry = (
  deps: Deps,
  alternatives: readonly (readonly Allowance[])[],
  always: readonly Allowance[] = []
): Promise<Allowance[]> =>
  deps.db.write(async (tx) => {
    const waits: number[] = []
    for (const one of alternatives) {
      const rules = [...one, ...always]
      const waitMs = await takeAllowances(tx, deps.now(), rules)
      if (waitMs === 0) return rules
      waits.push(waitMs)
    }
    throw fail('auth.rate_limited', { retryAfterMs: Math.min(...waits) })
  })

/** Gives a try back that was no guess. */
export const returnTry = async (deps: Deps, rules: readonly Allowance[]): Promise<void> => {
  await deps.db.write((tx) => returnAllowances(tx, rules))
}

/** Does what was counted, and gives the try back where it could not be done at all, for instance by `busy`. */
export const orReturnTry = async <T>(deps: Deps, rules: readonly Allowance[], work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    await returnTry(deps, rules)
    throw error
  }
}
