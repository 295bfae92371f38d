import type { OpenResult, Work } from '../load/jobs.ts'
import type { Health } from '../load/probe.ts'
import { measureRecovery, watchHealth } from '../load/probe.ts'
import { listRequest, orderRequest, sourcesOf } from '../load/requests.ts'
import { callsOf } from '../load/schedule.ts'
import type { Contender, RunningShop } from '../load/shops.ts'
import { peakMemoryMb, startShop } from '../load/shops.ts'
import type { Generator } from '../load/start-generator.ts'
import type { OrderBounds } from '../load/check-orders.ts'
import { addClosed, checkOrders, noOrders } from '../load/check-orders.ts'

export type Kind = Work['kind']

/** The settings that all runs of the benchmark share. */
export interface Setting {
  readonly folder: string
  readonly generator: Generator
  readonly kind: Kind
  readonly seconds: number
  readonly warmUpSeconds: number
  /** The longest time to wait for recovery. */
  readonly recoverySeconds: number
  readonly clients: number
  readonly sources: number
  readonly connections: number
  readonly timeoutMs: number
  readonly isForwarded: boolean
}

/** The results of a server under one load. */
export interface Measured extends OpenResult {
  readonly health: Health
  /** The time until a probe is answered within 100 ms again; null if none was. */
  readonly recoveryMs: number | null
  readonly memoryMb: number
  /** Problems found in the orders afterwards. */
  readonly faults: readonly string[]
}

// More than any current machine places in a second. A cart that is not ordered costs nothing.
const CARTS_A_SECOND = 1500
const PROBE_CARTS = 1300

/** Measures the accepted calls per second when the clients call again as soon as they receive a response. */
export const measureCapacity = async (contender: Contender, setting: Setting): Promise<number> => {
  const { folder, seconds, warmUpSeconds } = setting
  const shop = await startShop(contender, { folder, carts: cartsFor(setting, warmUpSeconds + seconds) })
  try {
    const warm = await closedLoop(shop, setting, { seconds: warmUpSeconds, from: 0 })
    const { perSecond, failed } = await closedLoop(shop, setting, { seconds, from: warm.used })
    if (perSecond > 0) return perSecond
    throw new Error(`${contender.name} has accepted nothing: ${JSON.stringify(failed)}.`)
  } finally {
    await shop.stop()
  }
}

/** Calls at a fixed rate while it watches the health endpoint, then waits until the server has recovered. */
export const measureLoad = async (contender: Contender, setting: Setting, perSecond: number): Promise<Measured> => {
  const { folder, generator, seconds, warmUpSeconds } = setting
  const schedule = { perSecond, seconds }
  const isOrders = setting.kind === 'orders'
  const carts = cartsFor(setting, warmUpSeconds) + (isOrders ? callsOf(schedule) + PROBE_CARTS : 0)
  const shop = await startShop(contender, { folder, carts })
  try {
    const probeGuests = shop.guests.slice(0, PROBE_CARTS)
    const warm = await closedLoop(shop, setting, { seconds: warmUpSeconds, from: PROBE_CARTS })
    const health = watchHealth(shop.port)
    let recovery: Promise<number | null> = Promise.resolve(null)
    let probes = 0
    const writeProbe = (n: number) => {
      probes = n + 1
      return isOrders ? orderRequest(probeGuests[n] ?? '') : listRequest()
    }
    const work = workOf(shop, setting, PROBE_CARTS + warm.used)
    const job = { ...setting, kind: 'open', port: shop.port, schedule, work, sources: loadSources(setting) } as const
    const result = await generator.open(job, () => {
      recovery = measureRecovery(shop.port, { write: writeProbe, longestSeconds: setting.recoverySeconds })
    })
    const recoveryMs = await recovery
    const bounds: OrderBounds = addClosed(noOrders, warm)
    const measured = { ...result, health: await health.stop(), recoveryMs, memoryMb: peakMemoryMb(shop) }
    await shop.stop()
    const { timeouts, resets, accepted } = result
    const least = bounds.least + accepted.count
    const most = bounds.most + accepted.count + timeouts + resets + probes
    return { ...measured, faults: isOrders ? checkOrders(shop.databasePath, { least, most }) : [] }
  } finally {
    await shop.stop()
  }
}

const cartsFor = ({ kind }: Setting, seconds: number): number =>
  kind === 'orders' ? Math.ceil(seconds * CARTS_A_SECOND) : 0

const loadSources = ({ sources }: Setting): string[] => sourcesOf(1, sources)

const workOf = ({ guests }: RunningShop, { kind }: Setting, from: number): Work =>
  kind === 'lists' ? { kind } : { kind, guests: guests.slice(from) }

const closedLoop = async (
  shop: RunningShop,
  setting: Setting,
  { seconds, from }: { seconds: number; from: number }
) => {
  const { generator, clients } = setting
  const { port } = shop
  const group = { ...setting, port, clients, work: workOf(shop, setting, from), sources: loadSources(setting) }
  const [result] = await generator.closed({ kind: 'closed', seconds, groups: [group] })
  if (!result) throw new Error('A group of clients has no result.')
  return result
}
