import type { Outcome } from './connection.ts'
import type { OpenJob, OpenResult } from './jobs.ts'
import { spreadOf } from './percentiles.ts'
import type { Pool } from './pool.ts'
import { makePool } from './pool.ts'
import { callsDue, callsOf, dueAtMs } from './schedule.ts'
import { makeCallWriter } from './write-calls.ts'

const IN_TIME_MS = 1000

/**
 * Makes the calls of a schedule when they are due, and waits until all have ended. Calls `onScheduled` when the
 * schedule's time is over.
 */
export const runOpenLoop = async (job: OpenJob, onScheduled: () => void): Promise<OpenResult> => {
  if (callsOf(job.schedule) < 1) throw new Error('The schedule has no calls: give it more a second, or more seconds.')
  const pool = makePool({ ...job, keepsBody: false })
  const tally = makeTally()
  try {
    await makeCalls(job, { pool, tally, onScheduled })
    return { ...tally.result(), connectionsOpened: pool.opened() }
  } finally {
    pool.close()
  }
}

interface Run {
  readonly pool: Pool
  readonly tally: Tally
  readonly onScheduled: () => void
}

const makeCalls = (job: OpenJob, { pool, tally, onScheduled }: Run): Promise<void> => {
  const { schedule } = job
  const total = callsOf(schedule)
  const write = makeCallWriter(job)
  const startedAt = performance.now()
  let made = 0
  let ended = 0
  return new Promise((resolve) => {
    const call = (n: number) => {
      const dueAt = startedAt + dueAtMs(n, schedule)
      const sentAt = performance.now()
      tally.sent(sentAt - dueAt)
      pool.call(n, write(n), (outcome) => {
        const now = performance.now()
        tally.ended(outcome, { ms: now - dueAt, sinceSentMs: now - sentAt })
        if (++ended === total) resolve()
      })
    }
    const tick = () => {
      const due = callsDue(performance.now() - startedAt, schedule)
      while (made < due) call(made++)
      if (made < total) setTimeout(tick, 1)
      else setTimeout(onScheduled, Math.max(0, startedAt + schedule.seconds * 1000 - performance.now()))
    }
    tick()
  })
}

interface Times {
  readonly ms: number
  readonly sinceSentMs: number
}

interface Tally {
  readonly sent: (lagMs: number) => void
  readonly ended: (outcome: Outcome, times: Times) => void
  readonly result: () => Omit<OpenResult, 'connectionsOpened'>
}

const makeTally = (): Tally => {
  const [lags, accepted, refused, refusedSinceSent] = [0, 0, 0, 0].map(() => new Array<number>())
  const counts = { inTime: 0, refusedWithRetryAfter: 0, timeouts: 0, resets: 0 }
  const otherStatuses: Record<string, number> = {}
  const isAccepted = (status: number) => status >= 200 && status < 300
  return {
    sent: (lagMs) => lags?.push(lagMs),
    ended: (outcome, { ms, sinceSentMs }) => {
      if (outcome === 'timeout') counts.timeouts++
      else if (outcome === 'reset') counts.resets++
      else if (isAccepted(outcome.status)) {
        accepted?.push(ms)
        if (ms <= IN_TIME_MS) counts.inTime++
      } else if (outcome.status === 503) {
        refused?.push(ms)
        refusedSinceSent?.push(sinceSentMs)
        if (outcome.retryAfterS !== null) counts.refusedWithRetryAfter++
      } else otherStatuses[outcome.status] = (otherStatuses[outcome.status] ?? 0) + 1
    },
    result: () => ({
      ...counts,
      offered: lags?.length ?? 0,
      accepted: spreadOf(accepted ?? []),
      refused: spreadOf(refused ?? []),
      refusedSinceSent: spreadOf(refusedSinceSent ?? []),
      otherStatuses,
      lag: spreadOf(lags ?? []),
    }),
  }
}
