import { get } from 'node:http'
import type { Outcome } from './connection.ts'
import { openConnection } from './connection.ts'
import type { Counts } from './jobs.ts'
import type { Spread } from './percentiles.ts'
import { spreadOf } from './percentiles.ts'

const HEALTH_EVERY_MS = 200
const PROBE_EVERY_MS = 50
const PROBE_TIMEOUT_MS = 15_000
const RECOVERED_MS = 100

/**
 * The response times of the health endpoint. `failed` counts the probes that did not end with 200 within 15 seconds.
 */
export interface Health extends Spread {
  readonly failed: Counts
}

/** Requests `/health/live` five times a second, independent of the responses, each time on a new connection. */
export const watchHealth = (port: number): { stop: () => Promise<Health> } => {
  const probes: Promise<number | string>[] = []
  const timer = setInterval(() => probes.push(probeHealth(port)), HEALTH_EVERY_MS)
  return {
    stop: async () => {
      clearInterval(timer)
      const failed: Record<string, number> = {}
      const times: number[] = []
      for (const ended of await Promise.all(probes))
        if (typeof ended === 'number') times.push(ended)
        else failed[ended] = (failed[ended] ?? 0) + 1
      return { ...spreadOf(times), failed }
    },
  }
}

/** Returns the milliseconds that the probe took, or how it failed. */
const probeHealth = (port: number): Promise<number | string> => {
  const startedAt = performance.now()
  return new Promise((resolve) => {
    const options = { port, host: '127.0.0.1', path: '/health/live', localAddress: '127.0.0.9', agent: false }
    const request = get({ ...options, timeout: PROBE_TIMEOUT_MS }, (answer) => {
      answer.resume()
      answer.once('end', () =>
        resolve(answer.statusCode === 200 ? performance.now() - startedAt : String(answer.statusCode))
      )
      answer.once('error', (error) => resolve(nameOf(error)))
    })
    request.once('timeout', () => request.destroy(new Error('timeout')))
    request.once('error', (error) => resolve(nameOf(error)))
  })
}

const nameOf = (error: Error): string => ('code' in error ? String(error.code) : error.message)

export interface RecoveryOptions {
  /** Returns the request of the nth probe. */
  readonly write: (n: number) => string
  readonly longestSeconds: number
}

/** Returns the milliseconds until the start of the first probe answered within 100 ms; null after `longestSeconds`. */
export const measureRecovery = (port: number, { write, longestSeconds }: RecoveryOptions): Promise<number | null> => {
  const startedAt = performance.now()
  return new Promise((resolve) => {
    let made = 0
    const end = (ms: number | null) => {
      clearInterval(timer)
      resolve(ms)
    }
    const probe = () => {
      const sentAt = performance.now()
      if (sentAt - startedAt > longestSeconds * 1000) return end(null)
      callOnce(port, write(made++), (outcome) => {
        const isAnswered = typeof outcome === 'object' && outcome.status === 200
        if (isAnswered && performance.now() - sentAt <= RECOVERED_MS) end(sentAt - startedAt)
      })
    }
    const timer = setInterval(probe, PROBE_EVERY_MS)
    probe()
  })
}

let probes = 0

/** Makes a call as a new visitor: from a new address and on a new connection. */
const callOnce = (port: number, request: string, done: (outcome: Outcome) => void): void => {
  const source = `127.8.${Math.floor(probes / 250) % 250}.${(probes++ % 250) + 1}`
  const connection = openConnection({ port, source, timeoutMs: PROBE_TIMEOUT_MS, keepsBody: false }, () => {})
  connection.call(request, (outcome) => {
    done(outcome)
    connection.close()
  })
}
