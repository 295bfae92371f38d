import type { Spread } from './percentiles.ts'
import type { Schedule } from './schedule.ts'

/** The work of clients: reading the first page of products, or placing the orders of the guests one by one. */
export type Work = { readonly kind: 'lists' } | { readonly kind: 'orders'; readonly guests: readonly string[] }

interface Clients {
  readonly port: number
  readonly work: Work
  readonly sources: readonly string[]
  readonly timeoutMs: number
  /** True if every call names its own client in `X-Forwarded-For`, as a proxy does. */
  readonly isForwarded: boolean
}

/** Calls at a fixed rate, independent of the responses. */
export interface OpenJob extends Clients {
  readonly kind: 'open'
  readonly schedule: Schedule
  readonly connections: number
}

/** Clients that each call again as soon as they receive a response. */
export interface ClosedGroup extends Clients {
  readonly clients: number
}

/** Groups of clients that call in parallel for some seconds. */
export interface ClosedJob {
  readonly kind: 'closed'
  readonly seconds: number
  readonly groups: readonly ClosedGroup[]
}

/** The results of an open job. Times start when a call was due, so they include the generator's lag. */
export interface OpenResult {
  readonly offered: number
  /** Responses with 2xx, at any time. */
  readonly accepted: Spread
  /** Responses with 2xx within a second. */
  readonly inTime: number
  /** Responses with 503. */
  readonly refused: Spread
  /** The same, measured from when the request was written. */
  readonly refusedSinceSent: Spread
  readonly refusedWithRetryAfter: number
  readonly otherStatuses: Counts
  readonly timeouts: number
  readonly resets: number
  /** How late calls were made. */
  readonly lag: Spread
  readonly connectionsOpened: number
}

/** The results of a group of a closed job. */
export interface ClosedResult {
  readonly perSecond: number
  readonly times: Spread
  /** Responses with 200, including those before and after the counted time. */
  readonly accepted: number
  /** Responses with 503. */
  readonly refused: number
  /** All other responses, timeouts and resets. */
  readonly failed: Counts
  /** How many guests were used. */
  readonly used: number
}

/** The attacks of a hostile client. It makes one of them on all of its connections. */
export const attacks = ['carts', 'orders', 'uploads', 'signIns', 'streams'] as const

export type Attack = (typeof attacks)[number]

/** A client that does as much as it can for some seconds. */
export interface HostileJob {
  readonly kind: 'hostile'
  readonly attack: Attack
  readonly port: number
  readonly source: string
  readonly connections: number
  readonly seconds: number
  readonly variants: readonly string[]
}

/** How many calls ended in each way: by status, `timeout` or `reset`. */
export type Counts = Readonly<Record<string, number>>

export type Job = OpenJob | ClosedJob | HostileJob

/** The messages of the generator: that it is ready, that an open schedule has ended, and the results of a job. */
export type Message =
  | { readonly kind: 'ready' }
  | { readonly kind: 'scheduled' }
  | { readonly kind: 'open'; readonly result: OpenResult }
  | { readonly kind: 'closed'; readonly results: readonly ClosedResult[] }
  | { readonly kind: 'hostile'; readonly counts: Counts }
  | { readonly kind: 'failed'; readonly reason: string }
