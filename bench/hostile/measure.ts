import { checkOrders } from '../load/check-orders.ts'
import type { Attack } from '../load/jobs.ts'
import { peakMemoryMb, startShop } from '../load/shops.ts'
import type { Contender } from '../load/shops.ts'
import { watchHealth } from '../load/probe.ts'
import { sourcesOf } from '../load/requests.ts'
import type { Generator } from '../load/start-generator.ts'
import { runHonest } from './honest.ts'
import type { Attacked } from './report.ts'

export interface HostileSetting {
  readonly folder: string
  readonly generator: Generator
  readonly attack: Attack
  readonly seconds: number
  readonly warmUpSeconds: number
  readonly connections: number
  readonly clients: number
  readonly callsPerSecond: number
}

const HOSTILE_SOURCE = '127.0.0.66'

/** Runs one attack beside honest clients on a server of its own. */
export const measureAttack = async (contender: Contender, setting: HostileSetting): Promise<Attacked> => {
  const { folder, generator, attack, seconds, connections } = setting
  const shop = await startShop(contender, { folder, carts: 0 })
  try {
    const { port, variants } = shop
    const group = { port, clients: 8, sources: sourcesOf(2, 8), timeoutMs: 10_000, isForwarded: false }
    const warmUp = {
      kind: 'closed',
      seconds: setting.warmUpSeconds,
      groups: [{ ...group, work: { kind: 'lists' } }],
    } as const
    await generator.closed(warmUp)
    const watching = watchHealth(port)
    const job = { kind: 'hostile', attack, port, variants, connections, seconds, source: HOSTILE_SOURCE } as const
    const [hostile, honest] = await Promise.all([generator.hostile(job), runHonest({ ...setting, port, variants })])
    const health = await watching.stop()
    const memoryMb = peakMemoryMb(shop)
    await shop.stop()
    const faults = checkOrders(shop.databasePath, { least: honest.orders, most: Number.POSITIVE_INFINITY })
    return { name: contender.name, attack, honest, hostile, health, memoryMb, faults }
  } finally {
    await shop.stop()
  }
}
