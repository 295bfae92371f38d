import type { ClosedGroup, ClosedResult } from '../load/jobs.ts'
import type { OrderBounds } from '../load/check-orders.ts'
import { addClosed, checkOrders, noOrders } from '../load/check-orders.ts'
import { sourcesOf } from '../load/requests.ts'
import type { Contender, RunningShop } from '../load/shops.ts'
import { peakMemoryMb, startShop } from '../load/shops.ts'
import type { Generator } from '../load/start-generator.ts'

export interface MixedSetting {
  readonly folder: string
  readonly generator: Generator
  readonly buyers: number
  readonly seconds: number
  readonly warmUpSeconds: number
  /** How many times the buyers are measured. */
  readonly windows: number
  readonly isForwarded: boolean
}

/** Orders and lists per second in one window, and the orders per second alone in the windows before and after it. */
export interface Beside {
  readonly readers: number
  readonly orders: ClosedResult
  readonly lists: ClosedResult
  readonly aloneBefore: number
  aloneAfter: number
}

/** A server whose buyers are measured alone and with readers, in turns. */
export interface Side {
  readonly name: string
  readonly warmUp: () => Promise<void>
  readonly measureAlone: () => Promise<void>
  /** Call this between two calls of `measureAlone`. */
  readonly measureBeside: (readers: number) => Promise<void>
  readonly alone: readonly ClosedResult[]
  readonly beside: readonly Beside[]
  /** Stops the server and checks its orders; `end` returns the problems. Later calls do nothing. */
  readonly stop: () => Promise<void>
  readonly end: () => { readonly memoryMb: number; readonly faults: readonly string[] }
}

// More than any current machine places in a second. A cart that is not ordered costs nothing.
const CARTS_A_SECOND = 800
// The carts of one window; they are sent to the generator each time.
const CARTS_OF_A_WINDOW = 2000
const TIMEOUT_MS = 10_000

/** Starts a server for each contender. */
export const startSides = async (contenders: readonly Contender[], setting: MixedSetting): Promise<Side[]> => {
  const seconds = setting.warmUpSeconds + setting.windows * setting.seconds
  const sides: Side[] = []
  for (const contender of contenders) {
    const shop = await startShop(contender, { folder: setting.folder, carts: Math.ceil(seconds * CARTS_A_SECOND) })
    sides.push(makeSide(contender.name, shop, setting))
  }
  return sides
}

const makeSide = (name: string, shop: RunningShop, setting: MixedSetting): Side => {
  const { generator, seconds, warmUpSeconds } = setting
  const alone: ClosedResult[] = []
  const beside: Beside[] = []
  let used = 0
  let bounds: OrderBounds = noOrders
  let ended: { memoryMb: number; faults: string[] } | null = null
  const run = async (readers: number, time = seconds): Promise<{ orders: ClosedResult; lists: ClosedResult }> => {
    const groups = [
      buyersOf(shop, setting, { used, time }),
      ...(readers > 0 ? [readersOf(shop, setting, readers)] : []),
    ]
    const [orders, lists] = await generator.closed({ kind: 'closed', seconds: time, groups })
    if (!orders) throw new Error('The buyers have no result.')
    used += orders.used
    bounds = addClosed(bounds, orders)
    return { orders, lists: lists ?? orders }
  }
  return {
    name,
    alone,
    beside,
    warmUp: async () => void (await run(1, warmUpSeconds)),
    measureAlone: async () => {
      const { orders } = await run(0)
      alone.push(orders)
      const last = beside.at(-1)
      if (last && last.aloneAfter === 0) last.aloneAfter = orders.perSecond
    },
    measureBeside: async (readers) => {
      const aloneBefore = alone.at(-1)?.perSecond ?? 0
      beside.push({ readers, ...(await run(readers)), aloneBefore, aloneAfter: 0 })
    },
    stop: async () => {
      if (ended) return
      const memoryMb = peakMemoryMb(shop)
      await shop.stop()
      ended = { memoryMb, faults: checkOrders(shop.databasePath, bounds) }
    },
    end: () => ended ?? { memoryMb: Number.NaN, faults: ['the server still runs'] },
  }
}

const buyersOf = (
  { port, guests }: RunningShop,
  { buyers, isForwarded }: MixedSetting,
  { used, time }: { used: number; time: number }
): ClosedGroup => ({
  port,
  clients: buyers,
  sources: sourcesOf(1, buyers),
  work: { kind: 'orders', guests: guests.slice(used, used + Math.ceil(time * CARTS_OF_A_WINDOW)) },
  timeoutMs: TIMEOUT_MS,
  isForwarded,
})

const readersOf = ({ port }: RunningShop, { isForwarded }: MixedSetting, readers: number): ClosedGroup => ({
  port,
  clients: readers,
  sources: sourcesOf(2, readers),
  work: { kind: 'lists' },
  timeoutMs: TIMEOUT_MS,
  isForwarded,
})
