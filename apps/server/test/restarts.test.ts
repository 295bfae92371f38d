import type { IncomingMessage } from 'node:http'
import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { createTradepostClient } from '@tradepost/client'
import { EventSource } from 'eventsource'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { importProducts, orderInput, ownerToken, signInAsOwner } from './buyers.ts'
import { numbers, roundsOf, timeFor } from './proof-shop.ts'
import type { RunningServer } from './run-server.ts'
import { makeShopFolder, runServer } from './run-server.ts'

const RESTARTS = roundsOf('RESTARTS', 3)
const PER_SECOND = 200
const CONNECTIONS = 24
const { folder, remove } = makeShopFolder()
let server: RunningServer

beforeAll(async () => {
  server = await runServer(folder)
})

afterAll(async () => {
  await server.stop()
  remove()
})

/** One request of the load: when it was sent, in ms since 1970, and how it ended: a status, or an error's code. */
interface Shot {
  readonly at: number
  readonly end: string
}

/** Sends requests over kept-alive connections at a steady rate, whatever comes of them, until it is stopped. */
const startLoad = (port: number) => {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS, scheduling: 'fifo' })
  const shots: Promise<Shot>[] = []
  const closing = new Set<string>()
  const shoot = (n: number): Promise<Shot> =>
    new Promise((resolve) => {
      const at = Date.now()
      const body = JSON.stringify({ email: `nobody-${n}@shop.test` })
      const [method, path] = n % 4 === 0 ? ['POST', '/trpc/cart.removeCoupon'] : ['GET', '/trpc/products.list']
      const sent = request({ port, host: '127.0.0.1', agent, method, path, timeout: 20_000 }, (answer: IncomingMessage) => {
        closing.add(String(answer.headers.connection))
        answer.on('error', (error: NodeJS.ErrnoException) => resolve({ at, end: error.code ?? 'error' }))
        answer.on('end', () => resolve({ at, end: String(answer.statusCode) }))
        answer.resume()
      })
      sent.on('timeout', () => sent.destroy())
      sent.on('error', (error: NodeJS.ErrnoException) => resolve({ at, end: error.code ?? 'error' }))
      sent.end(method === 'POST' ? body : undefined)
    })
  const startedAt = performance.now()
  const timer = setInterval(() => {
    // A tick that comes late makes up for those it has missed.
    while (shots.length < ((performance.now() - startedAt) / 1000) * PER_SECOND) shots.push(shoot(shots.length))
  }, 5)
  return {
    connections: closing,
    stop: async (): Promise<Shot[]> => {
      clearInterval(timer)
      const all = await Promise.all(shots)
      agent.destroy()
      return all
    },
  }
}
