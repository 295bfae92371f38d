import { get } from 'node:http'
import type { Outcome } from './connection.ts'
import { openConnection } from './connection.ts'
import type { Spread } from './percentiles.ts'
import { spreadOf } from './percentiles.ts'

const HEALTH_EVERY_MS = 200
const PROBE_EVERY_MS = 50
const PROBE_TIMEOUT_MS = 15_000
const RECOVERED_MS = 100
const GIVE_UP_MS = 60_000

/** How fast a server told that it lives; `failed` are the probes without 200 within 15 seconds. */
export interface Health extends Spread {
  readonly failed: number
}

/** Asks for `/health/live` five times a second, whatever the answers do, each on a connection of its own. */
export const watchHealth = (port: number): { stop: () => Promise<Health> } => {
  const probes: Promise<number | null>[] = []
  const timer = setInterval(() => probes.push(probeHealth(port)), HEALTH_EVERY_MS)
  return {
    stop: async () => {
      clearInterval(timer)
      const times = await Promise.all(probes)
      const answered = times.filter((ms) => ms !== null)
      return { ...spreadOf(answered), failed: times.length - answered.length }
    },
  }
}

const probeHealth = (port: number): Promise<number | null> => {
  const startedAt = performance.now()
  return new Promise((resolve) => {
    const options = { port, host: '127.0.0.1', path: '/health/live', localAddress: '127.0.0.9', agent: false }
    const request = get({ ...options, timeout: PROBE_TIMEOUT_MS }, (answer) => {
      answer.resume()
      answer.once('end', () => resolve(answer.statusCode === 200 ? performance.now() - startedAt : null))
      answer.once('error', () => resolve(null))
    })
    request.once('timeout', () => request.destroy())
    request.once('error', () => resolve(null))
  })
}

/** Milliseconds until the first probe was made that is answered within 100 ms; null where none is within a minute. */
export const measureRecovery = (port: number, write: (n: number) => string): Promise<number | null> => {
  const startedAt = performance.now()
  return new Promise((resolve) => {
    let made = 0
    const end = (ms: number | null) => {
      clearInterval(timer)
      resolve(ms)
    }
    const probe = () => {
      const sentAt = performance.now()
      if (sentAt - startedAt > GIVE_UP_MS) return end(null)
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

/** Makes a call as a visitor who has not been here before: from an address and on a connection of their own. */
const callOnce = (port: number, request: string, done: (outcome: Outcome) => void): void => {
  const source = `127.8.${Math.floor(probes / 250) % 250}.${(probes++ % 250) + 1}`
  const connection = openConnection({ port, source, timeoutMs: PROBE_TIMEOUT_MS, keepsBody: false }, () => {})
  connection.call(request, (outcome) => {
    done(outcome)
    connection.close()
  })
}
