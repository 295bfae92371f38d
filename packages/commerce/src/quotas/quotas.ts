import { fail } from '@tradepost/contract'
import { clientNetworks } from '../client-networks.ts'
import type { Pace, QuotaKind } from './quota-table.ts'
import { quotaTable } from './quota-table.ts'

/** Who calls: from which address, and as which guest (its hash) or account; null for nobody known. */
export interface Client {
  readonly address: string
  readonly buyer: string | null
}

/** Counts what clients do, in memory: a restart forgives what was used. */
export interface Quotas {
  /** Counts one act; throws `rate_limited` where a quota of the client is used up, and then counts nothing. */
  readonly take: (kind: QuotaKind, client: Client) => void
  /** By how much every limit on clients is multiplied: 1 in a shop on the internet. */
  readonly factor: number
  /** Counts the subjects that are remembered now. */
  readonly size: () => number
}

const WIDER = 4
const MOST_SUBJECTS = 100_000

interface Counted extends Pace {
  readonly subject: string
}

/**
 * Makes the quotas of one process. `factor` multiplies every limit, for shops whose customers all come through one address,
 * and for load tests. Each subject is a leaky bucket of one number: when it is unused again (GCRA, ITU-T I.371).
 */
export const makeQuotas = ({ now, factor }: { now: () => number; factor: number }): Quotas => {
  const unusedAt = new Map<string, number>()

  const take = (kind: QuotaKind, client: Client): void => {
    const at = now()
    const counted = countedBy(kind, client, factor)
    const waits = counted.map(({ subject, atOnce, everyMs }) => {
      // A clock that was set back must not lock anybody out for longer than the rule says.
      const until = Math.min(unusedAt.get(subject) ?? at, at + atOnce * everyMs)
      return until - (atOnce - 1) * everyMs - at
    })
    const retryAfterMs = Math.ceil(Math.max(0, ...waits))
    if (retryAfterMs > 0) throw fail('rate_limited', { retryAfterMs })
    for (const { subject, everyMs } of counted) {
      const next = Math.max(unusedAt.get(subject) ?? at, at) + everyMs
      // Set anew, so that the map's order is that of the last use.
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

/** Forgets what says nothing any more; where that is not enough, those that were used longest ago. */
const forgetUnused = (unusedAt: Map<string, number>, now: number): void => {
  for (const [subject, at] of unusedAt) if (at <= now) unusedAt.delete(subject)
  for (const subject of unusedAt.keys()) {
    if (unusedAt.size <= MOST_SUBJECTS / 2) return
    unusedAt.delete(subject)
  }
}
