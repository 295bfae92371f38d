import type { TradepostClient } from '@tradepost/client'
import { errorOf } from '@tradepost/client'
import Sqlite from 'libsql'
import { afterAll, expect, test } from 'vitest'
import { findBrokenInvariants } from '../../../packages/router/test/invariants.ts'
import { importProducts, newGuest, orderInput, signInAsOwner } from './buyers.ts'
import type { RunningServer } from './run-server.ts'
import { freePort, makeShopFolder, runServer } from './run-server.ts'
import { findFaultsOfBooks } from '../../../packages/router/test/provider-books.ts'
import { embeddedBooks, roundsOf } from './proof-shop.ts'

const KILLS = roundsOf('CRASH_KILLS', 20)
const BUYERS = 16
const ANSWERS_BETWEEN_KILLS = 5
const ENOUGH = 1_000_000

const { folder, remove } = makeShopFolder()
let server: RunningServer
afterAll(async () => {
  await server.stop('SIGKILL')
  remove()
})

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Repeats a call across any number of crashes until the server answers. Any answer except `busy` ends it. */
const untilAnswered = async <T>(call: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await call()
    } catch (error) {
      const told = errorOf(error)
      if (told && told.code !== 'busy') throw error
      await sleep(25)
    }
  }
}

interface Acknowledged {
  readonly key: string
  readonly number: string
}

/** Places orders until stopped, each after the last one is answered, and records every answer. */
const buyUntil = async (
  guest: TradepostClient,
  at: { name: string; variantId: `var_${string}`; stopped: () => boolean; onAnswer: () => void }
) => {
  const acknowledged: Acknowledged[] = []
  for (let n = 0; !at.stopped(); n++) {
    const key = `${at.name}-order-${n}`
    await untilAnswered(() => addOne(guest, at.variantId))
    const { order } = await untilAnswered(() => guest.orders.place.mutate(orderInput(key)))
    acknowledged.push({ key, number: order.number })
    at.onAnswer()
  }
  return acknowledged
}

// A lost answer may have left the unit in the cart, or turned the cart into an order. Each order needs only one line.
const addOne = async (guest: TradepostClient, variantId: `var_${string}`) => {
  const { lines } = await guest.cart.get.query()
  if (lines.length === 0) await guest.cart.addItem.mutate({ variantId, quantity: 1 })
}

test(
  `crash: ${KILLS} kills under order load: every acknowledged order is there once, paid once by the provider’s books`,
  async ({ annotate }) => {
    const port = String(await freePort())
    const start = () => runServer(folder, { LOG_LEVEL: 'error', PORT: port })
    server = await start()
    const [variantId] = await importProducts(await signInAsOwner(server), { 'always-there': ENOUGH })
    if (!variantId) throw new Error('no variant')
    const load = { stopped: false, answered: 0 }
    const onAnswer = () => load.answered++
    const buyers = Array.from({ length: BUYERS }, (_, n) =>
      buyUntil(newGuest(server.url), { name: `buyer-${n}`, variantId, stopped: () => load.stopped, onAnswer })
    )
    for (let kill = 0; kill < KILLS; kill++) {
      // Counts answers, not time: even on a slow machine, orders are answered between any two kills.
      const enough = load.answered + ANSWERS_BETWEEN_KILLS
      while (load.answered < enough) await sleep(5)
      await sleep((kill * 37) % 50)
      await server.stop('SIGKILL')
      server = await start()
    }
    load.stopped = true
    const acknowledged = (await Promise.all(buyers)).flat()
    await annotate(`${KILLS} kills, ${acknowledged.length} orders acknowledged`)

    expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS * ANSWERS_BETWEEN_KILLS)
    const file = new Sqlite(server.databasePath)
    const placed = new Set(file.prepare("SELECT number FROM orders WHERE status = 'placed'").raw().all([]).map(String))
    const live = Number(
      file.prepare("SELECT count(*) FROM orders WHERE status <> 'canceled'").raw().all([]).map(String)[0]
    )
    const totals = Number(
      file.prepare("SELECT sum(total_amount) FROM orders WHERE status = 'placed'").raw().all([]).map(String)[0]
    )
    file.close()
    const books = embeddedBooks(folder)
    expect(findFaultsOfBooks(server.databasePath, books)).toEqual([])
    expect(books.reduce((sum, { captured, refunded }) => sum + captured - refunded, 0)).toBe(totals)
    expect(acknowledged.filter(({ number }) => !placed.has(number))).toEqual([])
    expect(live).toBe(acknowledged.length)
    expect(new Set(acknowledged.map(({ number }) => number)).size).toBe(acknowledged.length)
    expect(findBrokenInvariants(server.databasePath)).toEqual([])
  },
  Math.max(180_000, KILLS * 15_000)
)
