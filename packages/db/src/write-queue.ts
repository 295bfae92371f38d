import { fail } from '@tradepost/contract'
import type { Executor, Statement, WriteConnection } from './connection.ts'
import { DatabaseLocked, StorageFull } from './connection.ts'

export interface WriteQueueLimits {
  /** Maximum number of waiting jobs; further jobs are rejected with `busy`. */
  readonly maxWaiting: number
  /** Maximum number of jobs that share one commit. */
  readonly maxGroup: number
  /** A job that holds the connection for longer is rolled back. */
  readonly maxJobMs: number
  /** How long to wait for a lock that another process holds. */
  readonly maxLockWaitMs: number
  /** Measures in milliseconds how long the queue has worked since it last yielded. A constant clock makes a replay exact. */
  readonly clock: () => number
  /** Called each time a write fails because the storage is full. */
  readonly onStorageFull?: () => void
}

export const defaultWriteQueueLimits: WriteQueueLimits = {
  maxWaiting: 1000,
  maxGroup: 64,
  maxJobMs: 2000,
  maxLockWaitMs: 1000,
  clock: () => performance.now(),
}

interface Job {
  /** Does the work and returns the function that resolves the caller's promise, to be called after the commit. */
  readonly work: (executor: Executor) => Promise<() => void>
  readonly maxMs: number
  readonly reject: (error: unknown) => void
}

type Outcome = { readonly ok: true; readonly answer: () => void } | { readonly ok: false; readonly error: unknown }

const LOCK_RETRY_MS = 20
// A turn of the event loop serves every request that has arrived. Yielding after each job would let a few readers slow
// down all writers. Ten milliseconds are short enough for health checks and for other clients.
const YIELD_AFTER_MS = 10
// Node accepts one new connection per turn, so the queue yields for many turns, until a turn has nothing to do.
const MAX_YIELD_MS = 10
const EMPTY_TURN_MS = 0.05
// Code that awaits a job continues at once. Running it for a whole group would block everything else.
const SETTLED_PER_TURN = 16
const RETRY_AFTER_MS = 500
const STORAGE_RETRY_AFTER_MS = 5000

/**
 * The only way to write: first in, first out, one job at a time on one connection. Waiting jobs share one transaction,
 * and so one sync to disk, each in its own savepoint. Every job is answered after the COMMIT that includes it.
 */
export class WriteQueue {
  readonly #connection: WriteConnection
  readonly #limits: WriteQueueLimits
  readonly #waiting: Job[] = []
  #running = false
  #underWay = 0
  #closed = false

  constructor(connection: WriteConnection, limits: WriteQueueLimits = defaultWriteQueueLimits) {
    this.#connection = connection
    this.#limits = limits
  }

  /** Runs `work` in a transaction and resolves after its commit. An error rolls back only this job. */
  run<T>(work: (executor: Executor) => Promise<T>, maxMs = this.#limits.maxJobMs): Promise<T> {
    if (this.#closed || this.#waiting.length >= this.#limits.maxWaiting) {
      return Promise.reject(fail('busy', { retryAfterMs: RETRY_AFTER_MS }))
    }
    return new Promise<T>((resolve, reject) => {
      const job = async (executor: Executor) => {
        const value = await work(executor)
        return () => resolve(value)
      }
      this.#waiting.push({ work: job, maxMs, reject })
      if (!this.#running) void this.#drain()
    })
  }

  /** The number of unanswered jobs: those waiting and those in the current group. */
  get depth(): number {
    return this.#waiting.length + this.#underWay
  }

  /** Rejects new jobs, finishes the waiting ones, and closes the connection. */
  async close(): Promise<void> {
    this.#closed = true
    while (this.#running) await nextTurn()
    await this.#connection.fold().catch(() => {})
    this.#connection.close()
  }

  async #drain(): Promise<void> {
    this.#running = true
    // Each round yields first, so that requests that have already arrived can join the group.
    while (this.#waiting.length > 0) {
      await this.#yield()
      const group = this.#waiting.splice(0, this.#limits.maxGroup)
      this.#underWay = group.length
      await this.#commitGroup(group)
      this.#underWay = 0
    }
    this.#running = false
  }

  async #commitGroup(jobs: readonly Job[]): Promise<void> {
    try {
      const executor = await this.#begin()
      const outcomes = await this.#runJobs(jobs, executor)
      await (outcomes.some((outcome) => outcome.ok) ? this.#connection.commit() : this.#connection.rollback())
      for (const [index, job] of jobs.entries()) {
        if (index > 0 && index % SETTLED_PER_TURN === 0) await nextTurn()
        settle(job, outcomes[index])
      }
    } catch (error) {
      await this.#recover()
      const told = error instanceof StorageFull ? fail('storage.full', { retryAfterMs: STORAGE_RETRY_AFTER_MS }) : error
      if (error instanceof StorageFull) this.#limits.onStorageFull?.()
      for (const job of jobs) job.reject(told)
    }
  }

  async #runJobs(jobs: readonly Job[], executor: Executor): Promise<Outcome[]> {
    const outcomes: Outcome[] = []
    // A single job needs no savepoint: the transaction is rolled back.
    const [only, ...others] = jobs
    if (only && others.length === 0) return [throwIfFull(await attempt(only, executor))]
    const { clock } = this.#limits
    let yieldedAt = clock()
    for (const job of jobs) {
      if (clock() - yieldedAt > YIELD_AFTER_MS) {
        await this.#yield()
        yieldedAt = clock()
      }
      await executor.execute({ sql: 'SAVEPOINT job', args: [] })
      const outcome = throwIfFull(await attempt(job, executor))
      if (!outcome.ok) await executor.execute({ sql: 'ROLLBACK TO job', args: [] })
      await executor.execute({ sql: 'RELEASE job', args: [] })
      outcomes.push(outcome)
    }
    return outcomes
  }

  /** Lets other pending work run, until a turn of the event loop has nothing to do or the time is over. */
  async #yield(): Promise<void> {
    const { clock } = this.#limits
    const endsAt = clock() + MAX_YIELD_MS
    for (let now = clock(), isEmpty = false; now < endsAt && !isEmpty;) {
      await nextTurn()
      const turnedAt = clock()
      isEmpty = turnedAt - now < EMPTY_TURN_MS
      now = turnedAt
    }
  }

  async #begin(): Promise<Executor> {
    const giveUpAt = performance.now() + this.#limits.maxLockWaitMs
    for (;;) {
      try {
        return await this.#connection.begin()
      } catch (error) {
        if (!(error instanceof DatabaseLocked)) throw error
        // A failed BEGIN leaves the connection unable to commit (libsql-client-ts#352), so reopen it.
        await this.#connection.reopen()
        if (performance.now() > giveUpAt) throw fail('busy', { retryAfterMs: RETRY_AFTER_MS })
        await new Promise((resolve) => setTimeout(resolve, LOCK_RETRY_MS))
      }
    }
  }

  async #recover(): Promise<void> {
    // A failure here occurs again at the next begin, which reports it.
    await this.#connection.rollback().catch(() => this.#connection.reopen().catch(() => {}))
  }
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

const settle = (job: Job, outcome: Outcome | undefined): void => {
  if (!outcome) job.reject(new Error('The write queue lost the outcome of a job.'))
  else if (outcome.ok) outcome.answer()
  else job.reject(outcome.error)
}

/** Throws if the storage is full: that fails the whole transaction, so the whole group fails. */
const throwIfFull = (outcome: Outcome): Outcome => {
  if (!outcome.ok && outcome.error instanceof StorageFull) throw outcome.error
  return outcome
}

const attempt = async ({ work, maxMs }: Job, executor: Executor): Promise<Outcome> => {
  const scope: Scope = { open: true, fault: null }
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`A write held the connection for more than ${maxMs} ms.`)), maxMs)
  })
  try {
    return { ok: true, answer: await Promise.race([work(scoped(executor, scope)), late]) }
  } catch (error) {
    // The disk failure is the cause, even if the work threw a different error.
    return { ok: false, error: scope.fault ?? error }
  } finally {
    clearTimeout(timer)
    scope.open = false
  }
}

interface Scope {
  open: boolean
  fault: StorageFull | null
}

/** Returns an executor that rejects statements after its job's end, and an UPDATE or DELETE without WHERE. */
const scoped = (executor: Executor, scope: Scope): Executor => ({
  execute: (statement) => {
    if (!scope.open) return Promise.reject(new Error('This transaction is over: await every statement in it.'))
    if (touchesAllRows(statement)) return Promise.reject(new Error('An UPDATE or DELETE needs a WHERE.'))
    return executor.execute(statement).catch((error: unknown) => {
      if (error instanceof StorageFull) scope.fault = error
      throw error
    })
  },
})

const touchesAllRows = ({ sql }: Statement): boolean => /^\s*(?:update|delete)\b/i.test(sql) && !/\bwhere\b/i.test(sql)
