import { setTimeout as wait } from 'node:timers/promises'
import type { Connection, Outcome } from '../load/connection.ts'
import { openConnection } from '../load/connection.ts'
import type { Counts } from '../load/jobs.ts'
import type { Spread } from '../load/percentiles.ts'
import { spreadOf } from '../load/percentiles.ts'
import { addItemRequest, listRequest, newGuest, orderRequest, queryRequest, sourcesOf } from '../load/requests.ts'

const TIMEOUT_MS = 10_000

export interface HonestOptions {
  readonly port: number
  readonly variants: readonly string[]
  readonly clients: number
  readonly seconds: number
  readonly callsPerSecond: number
}

/** The results of the honest clients' calls. */
export interface HonestResult {
  readonly calls: number
  readonly succeeded: number
  readonly orders: number
  /** Of the successful calls. */
  readonly times: Spread
  /** Of all calls, successful or not. */
  readonly allTimes: Spread
  readonly failed: Counts
}

/** Runs clients that browse, fill carts and order at a modest pace, each from its own address. */
export const runHonest = async (options: HonestOptions): Promise<HonestResult> => {
  const tally = { succeeded: [] as number[], all: [] as number[], failed: {} as Record<string, number>, orders: 0 }
  const sources = sourcesOf(3, options.clients)
  const endsAt = performance.now() + options.seconds * 1000
  await Promise.all(
    sources.map((source, n) =>
      visit(options, { source, endsAt, n }, (name, { outcome, ms }) => {
        const isFine = typeof outcome === 'object' && outcome.status === 200
        tally.all.push(ms)
        if (isFine) tally.succeeded.push(ms)
        if (isFine && name === 'orders.place') tally.orders++
        if (isFine) return
        const how = `${name} ${typeof outcome === 'object' ? outcome.status : outcome}`
        tally.failed[how] = (tally.failed[how] ?? 0) + 1
      })
    )
  )
  const { succeeded, all, failed, orders } = tally
  return {
    calls: all.length,
    succeeded: succeeded.length,
    orders,
    times: spreadOf(succeeded),
    allTimes: spreadOf(all),
    failed,
  }
}

interface Visit {
  readonly source: string
  readonly endsAt: number
  readonly n: number
}

type Told = (name: string, call: { outcome: Outcome; ms: number }) => void

/** Calls at a steady pace, one call at a time. Calls that become due while another is in progress are skipped. */
const visit = async (options: HonestOptions, { source, endsAt, n }: Visit, told: Told): Promise<void> => {
  const { port, clients, callsPerSecond } = options
  const paceMs = 1000 / callsPerSecond
  const open = () => openConnection({ port, source, timeoutMs: TIMEOUT_MS, keepsBody: false }, () => {})
  let connection = open()
  await wait((paceMs * n) / clients)
  for (let tour = n; performance.now() < endsAt; tour++) {
    for (const [name, request] of tourOf(options.variants, tour)) {
      if (performance.now() >= endsAt) break
      if (!connection.isOpen()) connection = open()
      const sentAt = performance.now()
      const outcome = await callOn(connection, request)
      const ms = performance.now() - sentAt
      told(name, { outcome, ms })
      await wait(Math.max(0, paceMs - ms))
    }
  }
  connection.close()
}

const callOn = (connection: Connection, request: string): Promise<Outcome> =>
  new Promise((resolve) => {
    connection.call(request, resolve)
  })

/** Returns the calls of one guest: browse, add to the cart, browse more, and order. */
const tourOf = (variants: readonly string[], tour: number): [name: string, request: string][] => {
  const guest = newGuest()
  const variant = variants[tour % variants.length] ?? ''
  const product = queryRequest('products.get', { slug: `mug-${tour % variants.length}` }, { guest })
  return [
    ['products.list', listRequest({ guest })],
    ['products.get', product],
    ['products.list', queryRequest('products.list', { search: 'towel', limit: 24 }, { guest })],
    ['cart.addItem', addItemRequest(guest, variant)],
    ['products.list', listRequest({ guest })],
    ['products.get', product],
    ['cart.addItem', addItemRequest(guest, variant)],
    ['cart.get', queryRequest('cart.get', undefined, { guest })],
    ['orders.place', orderRequest(guest)],
  ]
}
