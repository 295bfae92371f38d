import { fail } from '@tradepost/contract'
import { clientNetworks } from '../client-networks.ts'
import type { Pace, QuotaKind } from './quota-table.ts'
import { quotaTable } from './quota-table.ts'

/** The caller: its network address, and its guest hash or account ID; `buyer` is null for an unknown caller. */
export interface Client {
  readonly address: string
  readonly buyer: string | null
}

/** Counts what clients do, in memory. A restart clears all counts. */
export interface Quotas {
  /** Counts one act. Throws `rate_limited` if a quota of the client is used up, and then counts nothing. */
  readonly take: (kind: QuotaKind, client: Client) => void
  /** Multiplies every client limit: 1 for a shop on the internet. */
  readonly factor: number
  /** Returns how many subjects are remembered now. */
  readonly size: () => number
}

const WIDER = 4
const MOST_SUBJECTS = 100_000

interface Counted extends Pace {
  readonly subject: string
}

/**
 * Creates the quotas of one process. `factor` multiplies every limit, for shops whose customers all come through one
 * address, and for load tests. Each subject is a leaky bucket stored as one number: the time when it is unused again
 * (GCRA, ITU-T I.371).
 */
export const makeQuotas = ({ now, factor }: { now: () => number; factor: number }): Quotas => {
  const unusedAt = new Map<string, number>()

  const take = (kind: QuotaKind, client: Client): void => {
    const at = now()
    const counted = countedBy(kind, client, factor)
    const waits = counted.map(({ subject, atOnce, everyMs }) => {
      // A clock that was set back must not block anybody for longer than the rule allows.
      const until = Math.min(unusedAt.get(subject) ?? at, at + atOnce * everyMs)
      return until - (atOnce - 1) * everyMs - at
    })
    const retryAfterMs = Math.ceil(Math.max(0, ...waits))
    if (retryAfterMs > 0) throw fail('rate_limited', { retryAfterMs })
    for (const { subject, everyMs } of counted) {
      const next = Math.max(unusedAt.get(subject) ?? at, at) + everyMs
      // Deleted and inserted again, so that the map is ordered by last use.
      unusedAt.delete(subject)
      unusedAt.set(subject, next)
    }
    if (unusedAt.size > MOST_SUBJECTS) forgetUnused(unusedAt, at)
  }

  return { take, factor, size: () => unusedAt.size }
}

const countedBy = (kind: QuotaKind, { address, buyer }: Client, factor: number): Counted[] => {
  const rule = quotaTable[kind]
  const networks = clientNetworks(address).flatMap((network, index) =>
    rule.network.map((pace, n) => countOf(pace, `${kind} ${n} ${network}`, index === 0 ? factor : factor * WIDER))
  )
  const own = buyer === null ? [] : rule.buyer.map((pace, n) => countOf(pace, `${kind} ${n} ${buyer}`, factor))
  return [...networks, ...own]
}

const countOf = ({ atOnce, everyMs }: Pace, subject: string, factor: number): Counted => ({
  subject,
  atOnce: Math.ceil(atOnce * factor),
  everyMs: everyMs / factor,
})

/** Forgets the subjects that are unused again and, if that is not enough, the least recently used ones. */
const forgetUnused = (unusedAt: Map<string, number>, now: number): void => {
  for (const [subject, at] of unusedAt) if (at <= now) unusedAt.delete(subject)
  for (const subject of unusedAt.keys()) {
    if (unusedAt.size <= MOST_SUBJECTS / 2) return
    unusedAt.delete(subject)
  }
}
