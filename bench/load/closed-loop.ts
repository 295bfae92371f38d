import { setTimeout as wait } from 'node:timers/promises'
import type { Outcome } from './connection.ts'
import type { ClosedGroup, ClosedJob, ClosedResult } from './jobs.ts'
import { spreadOf } from './percentiles.ts'
import type { Pool } from './pool.ts'
import { makePool } from './pool.ts'
import { makeCallWriter } from './write-calls.ts'

// Counting starts when all clients have a call in progress, as they also have when it ends.
const LEAD_MS = 500
// A refused client waits as long as the response says, but at most this long, to call again in the measured time.
const LONGEST_PAUSE_MS = 1000

/** Runs all groups in parallel. Responses after the end are not counted. */
export const runClosedLoop = async ({ seconds, groups }: ClosedJob): Promise<ClosedResult[]> => {
  const countsFrom = performance.now() + LEAD_MS
  const endsAt = countsFrom + seconds * 1000
  return Promise.all(groups.map((group) => runGroup(group, { countsFrom, endsAt })))
}

interface Window {
  readonly countsFrom: number
  readonly endsAt: number
}

const runGroup = async (group: ClosedGroup, { countsFrom, endsAt }: Window): Promise<ClosedResult> => {
  const pool = makePool({ ...group, connections: Math.max(group.clients, group.sources.length), keepsBody: false })
  const write = makeCallWriter(group)
  const times: number[] = []
  const failed: Record<string, number> = {}
  let accepted = 0
  let refused = 0
  let used = 0
  const work = async (client: number) => {
    while (performance.now() < endsAt) {
      const sentAt = performance.now()
      const outcome = await callFrom(pool, client, write(used++))
      const now = performance.now()
      if (typeof outcome === 'object' && outcome.status === 200) {
        accepted++
        if (now >= countsFrom && now <= endsAt) times.push(now - sentAt)
        continue
      }
      const name = typeof outcome === 'object' ? String(outcome.status) : outcome
      if (name === '503') refused++
      else failed[name] = (failed[name] ?? 0) + 1
      await wait(pauseMs(outcome))
    }
  }
  await Promise.all(Array.from({ length: group.clients }, (_, client) => work(client)))
  pool.close()
  const perSecond = times.length / ((endsAt - countsFrom) / 1000)
  return { perSecond, times: spreadOf(times), accepted, refused, failed, used }
}

const pauseMs = (outcome: Outcome): number => {
  const seconds = typeof outcome === 'object' ? outcome.retryAfterS : null
  return Math.min(LONGEST_PAUSE_MS, (seconds ?? 0.05) * 1000)
}

const callFrom = (pool: Pool, client: number, request: string): Promise<Outcome> =>
  new Promise((resolve) => {
    pool.call(client, request, resolve)
  })
