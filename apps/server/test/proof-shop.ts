import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { TradepostClient } from '@tradepost/client'
import { errorOf } from '@tradepost/client'
import type { CreatePromotionInput, IdOf, PlaceOrderInput, SetShopSettingsInput } from '@tradepost/contract'
import type { FakeStripe } from '@tradepost/integrations/testing'
import { readTestLedger } from '@tradepost/integrations/testing'
import { expect } from 'vitest'
import { findBrokenInvariants } from '../../../packages/router/test/invariants.ts'
import type { BookedPayment } from '../../../packages/router/test/provider-books.ts'
import { findFaultsOfBooks } from '../../../packages/router/test/provider-books.ts'
import { readRows } from '../../../packages/router/test/read-rows.ts'
import { importProducts, newGuest, orderInput, signInAsOwner } from './buyers.ts'
import type { RunningServer } from './run-server.ts'
import { freePort, makeShopFolder, runServer } from './run-server.ts'

/** Card numbers of the embedded provider that the tests pay with. */
export const goodCard = '4242424242424242'
export const challengeCard = '4000002500003155'
export const lateCard = '4000000000000077'

/** A real, built server with an owner. It can be stopped, killed and restarted at the same address. */
export type ProofShop = Awaited<ReturnType<typeof openProofShop>>

/** Starts a separate shop for a test. Crash points need a NODE_ENV other than production. */
export const openProofShop = async (env: Record<string, string> = {}) => {
  const { folder, remove } = makeShopFolder()
  const port = String(await freePort())
  const base = { LOG_LEVEL: 'error', PORT: port, NODE_ENV: 'test', ...env }
  let server = await runServer(folder, base)
  const owner = await signInAsOwner(server)
  const rows = (sql: string, ...args: unknown[]) => readRows(server.databasePath, sql, args)
  return {
    folder,
    owner,
    rows,
    url: server.url,
    server: (): RunningServer => server,
    guest: (): TradepostClient => newGuest(server.url),
    /** Stops the server, by default with SIGKILL, and starts it again. */
    restart: async (more: Record<string, string> = {}, signal: NodeJS.Signals = 'SIGKILL') => {
      await server.stop(signal)
      server = await runServer(folder, { ...base, ...more })
    },
    product: async (slug: string, onHand: number): Promise<IdOf<'variant'>> => {
      const [variantId] = await importProducts(owner, { [slug]: onHand })
      if (!variantId) throw new Error('A product was imported without a variant.')
      return variantId
    },
    set: async (some: Partial<SetShopSettingsInput>) => {
      const { currency: _, ...settings } = await owner.admin.settings.shop.query()
      await owner.admin.settings.setShop.mutate({ ...settings, ...some })
    },
    coupon: (code: string, limits: Pick<CreatePromotionInput, 'usageLimit' | 'perCustomerLimit'>) =>
      owner.admin.promotions.create.mutate({
        title: code,
        code,
        reward: tenPercent,
        minimumAmounts: [],
        ...rest,
        ...limits,
      }),
    /** Lists every fault in the rows and in the embedded provider's books, if it took payments. */
    faults: () => [
      ...findBrokenInvariants(server.databasePath),
      ...findFaultsOfBooks(server.databasePath, embeddedBooks(folder)),
    ],
    /**
     * Waits until the jobs have finished the work left by a race or a kill.
     * With `orders`, also waits until no order is waiting for its payment.
     */
    settled: (orders: 'with orders' | null = null) => {
      const open = `SELECT id FROM payments WHERE status IN ('pending', 'capturing', 'voiding')
        UNION ALL SELECT id FROM refunds WHERE status = 'pending'
        ${orders === null ? '' : "UNION ALL SELECT id FROM orders WHERE status = 'pending_payment'"}`
      return expect.poll(() => rows(open), { timeout: 55_000, interval: 100 }).toEqual([])
    },
    close: async () => {
      await server.stop('SIGKILL')
      remove()
    },
  }
}

const tenPercent = { kind: 'percent', basisPoints: 1000, on: { kind: 'everything' } } as const
const rest = {
  minimumQuantity: 0,
  stacking: 'combine',
  priority: 0,
  isActive: true,
  startsAt: null,
  endsAt: null,
} as const

/** Reads the embedded provider's books. Returns an empty list if it was never used. */
export const embeddedBooks = (folder: string): (BookedPayment & { orderId: string })[] => {
  const path = join(folder, 'test-payments.jsonl')
  if (!existsSync(path)) return []
  const time = { nowMs: Date.now(), answerAfterMs: 3000 }
  return readTestLedger(path, time).map(({ reference, status, orderId, ...amounts }) => ({
    reference,
    status,
    orderId,
    captured: amounts.capturedAmount,
    refunded: amounts.refundedAmount,
  }))
}

/** Reads the books of the fake Stripe. */
export const stripeBooks = (fake: FakeStripe): BookedPayment[] =>
  fake.ledger().map(({ intent, status, captured, refunded }) => ({ reference: intent, status, captured, refunded }))

/** Returns the input of an order that is paid with a card of the embedded provider. */
export const orderBy = (key: string, cardNumber: string, email = 'guest@example.com'): PlaceOrderInput => ({
  ...orderInput(key),
  email,
  payment: { method: 'test_card', cardNumber },
})

/** Returns the outcome of a call: `ok`, the code of its refusal, or any other error as text. */
export const outcomeOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call
    return 'ok'
  } catch (error) {
    return errorOf(error)?.code ?? String(error)
  }
}

/** Counts equal outcomes. */
export const tally = (outcomes: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}

/** Runs a task for each item, at most `most` at once, as a browser or a network of buyers would. */
export const atOnce = async <I, T>(
  items: readonly I[],
  most: number,
  task: (item: I, index: number) => Promise<T>
): Promise<T[]> => {
  const results: T[] = []
  let next = 0
  const work = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++
      const item = items[index]
      // The index is below the length, so the item exists.
      if (item !== undefined) results[index] = await task(item, index)
    }
  }
  await Promise.all(Array.from({ length: most }, work))
  return results
}

/** Returns 0 … count - 1. */
export const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n)

/** Returns the number of rounds from the environment variable, or else the default. */
export const roundsOf = (variable: string, otherwise: number): number => Number(process.env[variable] ?? otherwise)

/** Returns the timeout in ms for this many rounds: a minute plus `msEach` per round. */
export const timeFor = (rounds: number, msEach = 500): number => 60_000 + rounds * msEach
