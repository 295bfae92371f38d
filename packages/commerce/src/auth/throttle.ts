import { fail } from '@tradepost/contract'
import type { Allowance } from '../allowances.ts'
import { returnAllowances, takeAllowances } from '../allowances.ts'
import { clientNetworks } from '../client-networks.ts'
import type { Deps } from '../deps.ts'

const MINUTE_MS = 60 * 1000
const QUARTER_MS = 15 * MINUTE_MS

// Each account allows ten password guesses per quarter of an hour, in four shares. Using up one share leaves the others
// alone. The account is identified by its email address, so that addresses without an account are counted alike.
const shares = {
  /** Unknown browsers and tools. */
  stranger: { atOnce: 3, everyMs: QUARTER_MS },
  /** All browsers that have signed in before, together. */
  device: { atOnce: 3, everyMs: QUARTER_MS },
  /** Browsers that have completed a password reset by mail. */
  reset: { atOnce: 2, everyMs: QUARTER_MS },
  /** Signed-in users who must enter their password again. */
  session: { atOnce: 2, everyMs: QUARTER_MS },
} as const

const share = (email: string, name: keyof typeof shares): Allowance => ({
  subject: `guess:${name}:${email}`,
  ...shares[name],
})

/**
 * The part of a share for a single browser: an attacker with a stolen device cookie cannot use up what another browser
 * needs.
 */
const ownPart = (email: string, { deviceHash, part }: { deviceHash: string; part: number }): Allowance => ({
  subject: `guess:own:${deviceHash}:${email}`,
  atOnce: part,
  everyMs: QUARTER_MS,
})

/** A browser that the account knows. `byReset` is true if it completed the account's last password reset. */
export interface KnownDevice {
  readonly deviceHash: string
  readonly byReset: boolean
}

/** Returns the shares that a sign-in may count against. The first one with room left is used. */
export const signInShares = (email: string, device: KnownDevice | undefined): Allowance[][] => {
  const strangers = [share(email, 'stranger')]
  if (!device) return [strangers]
  const { deviceHash, byReset } = device
  const known = [share(email, 'device'), ownPart(email, { deviceHash, part: 2 })]
  const reset = [share(email, 'reset'), ownPart(`reset:${email}`, { deviceHash, part: 1 })]
  return byReset ? [reset, known, strangers] : [known, strangers]
}

/** Returns the shares that a signed-in user's password check may count against. */
export const sessionShares = (email: string): Allowance[][] => [[share(email, 'session')], [share(email, 'stranger')]]

/**
 * Limits the second-factor codes of a signed-in user. This is separate from the password shares, which a correct
 * password returns.
 */
export const factorRule = (userId: string): Allowance => ({
  subject: `factor:${userId}`,
  atOnce: 5,
  everyMs: QUARTER_MS,
})

/** Limits to how many addresses one account can have mail sent by requesting an email change. */
export const emailChangeRule = (userId: string): Allowance => ({
  subject: `email-change:${userId}`,
  atOnce: 5,
  everyMs: 2 * 60 * MINUTE_MS,
})

// How often one network may do each act, for any account. A site's IPv6 /48 gets four times as much as one network.
const networkLimits = {
  'sign-in': { atOnce: 30, everyMs: MINUTE_MS },
  register: { atOnce: 30, everyMs: MINUTE_MS },
  reset: { atOnce: 30, everyMs: MINUTE_MS },
  'email-change': { atOnce: 20, everyMs: 6 * MINUTE_MS },
  track: { atOnce: 30, everyMs: MINUTE_MS },
} as const

const WIDER = 4

/** Returns the allowances of the networks that an address belongs to, for one kind of act. */
export const networkRules = (act: keyof typeof networkLimits, address: string): Allowance[] =>
  clientNetworks(address).map((network, index) => {
    const { atOnce, everyMs } = networkLimits[act]
    const times = index === 0 ? 1 : WIDER
    return { subject: `network:${act}:${network}`, atOnce: atOnce * times, everyMs: everyMs / times }
  })

/**
 * Counts a try before it is made, against the first of the alternatives that has room, together with `always`. Throws
 * `auth.rate_limited` if none has room, and then counts nothing. Returns what was counted, so that it can be returned.
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

/** Returns a counted try that was not a guess. */
export const returnTry = async (deps: Deps, rules: readonly Allowance[]): Promise<void> => {
  await deps.db.write((tx) => returnAllowances(tx, rules))
}

/** Runs the counted work, and returns the try if the work throws, for instance `busy`. */
export const orReturnTry = async <T>(deps: Deps, rules: readonly Allowance[], work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    await returnTry(deps, rules)
    throw error
  }
}
