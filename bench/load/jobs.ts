import type { Spread } from './percentiles.ts'
import type { Schedule } from './schedule.ts'

/** What clients do: read the first page of the list, or place the order of one guest after another. */
export type Work = { readonly kind: 'lists' } | { readonly kind: 'orders'; readonly guests: readonly string[] }

interface Clients {
  readonly port: number
  readonly work: Work
  readonly sources: readonly string[]
  readonly timeoutMs: number
  /** Whether every call names a client of its own in `X-Forwarded-For`, as a proxy does. */
  readonly isForwarded: boolean
}

/** Calls at a fixed rate, whatever the answers do. */
export interface OpenJob extends Clients {
  readonly kind: 'open'
  readonly schedule: Schedule
  readonly connections: number
}

/** Some clients, each of which calls again as soon as it is answered. */
export interface ClosedGroup extends Clients {
  readonly clients: number
}

/** Groups of clients that call side by side for so many seconds. */
export interface ClosedJob {
  readonly kind: 'closed'
  readonly seconds: number
  readonly groups: readonly ClosedGroup[]
}

/** What became of the calls of an open job. Times begin when a call was due, and so hold what the generator was late. */
export interface OpenResult {
  readonly offered: number
  /** Answered with 2xx, whenever. */
  readonly accepted: Spread
  /** Answered with 2xx within a second. */
  readonly inTime: number
  /** Answered with 503. */
  readonly refused: Spread
  /** The same by the time since the request was written. */
  readonly refusedSinceSent: Spread
  readonly refusedWithRetryAfter: number
  readonly otherStatuses: Counts
  readonly timeouts: number
  readonly resets: number
  /** How late calls were made. */
  readonly lag: Spread
  readonly connectionsOpened: number
}

/** What a group of a closed job has done in its time. */
export interface ClosedResult {
  readonly perSecond: number
  readonly times: Spread
  /** Answered with 200, also before and after the time that is counted. */
  readonly accepted: number
  /** Answered with 503. */
  readonly refused: number
  /** Every other answer, timeouts and resets. */
  readonly failed: Counts
  /** How many of the guests have been used up. */
  readonly used: number
}

/** What one hostile client does on all of its connections. */
export const attacks = ['carts', 'orders', 'uploads', 'signIns', 'streams'] as const

export type Attack = (typeof attacks)[number]

/** One client that does as much as it can for so many seconds. */
export interface HostileJob {
  readonly kind: 'hostile'
  readonly attack: Attack
  readonly port: number
  readonly source: string
  readonly connections: number
  readonly seconds: number
  readonly variants: readonly string[]
}

/** How many calls ended in which way: by status, `timeout` or `reset`. */
export type Counts = Readonly<Record<string, number>>

export type Job = OpenJob | ClosedJob | HostileJob

/** What the generator tells: that an open schedule has ended, and what came of a job. */
export type Message =
  | { readonly kind: 'ready' }
  | { readonly kind: 'scheduled' }
  | { readonly kind: 'open'; readonly result: OpenResult }
  | { readonly kind: 'closed'; readonly results: readonly ClosedResult[] }
  | { readonly kind: 'hostile'; readonly counts: Counts }
  | { readonly kind: 'failed'; readonly reason: string }
