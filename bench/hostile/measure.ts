import { checkOrders } from '../load/check-orders.ts'
import type { Attack } from '../load/jobs.ts'
import { peakMemoryMb, startShop } from '../load/shops.ts'
import type { Contender, RunningShop } from '../load/shops.ts'
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

/** Runs one attack together with honest clients on a new server. */
export const measureAttack = async (contender: Contender, setting: HostileSetting): Promise<Attacked> => {
  const shop = await startShop(contender, { folder: setting.folder, carts: 0 })
  try {
    const attacked = await attackShop(shop, setting)
    const memoryMb = peakMemoryMb(shop)
    await shop.stop()
    const least = attacked.honest.orders
    const faults = checkOrders(shop.databasePath, { least, most: Number.POSITIVE_INFINITY })
    return { ...attacked, name: contender.name, memoryMb, faults }
  } finally {
    await shop.stop()
  }
}

/** Runs one attack together with honest clients on a running server. */
export const attackShop = async (
  { port, variants }: RunningShop,
  setting: Omit<HostileSetting, 'folder'>
): Promise<Pick<Attacked, 'attack' | 'honest' | 'hostile' | 'health'>> => {
  const { generator, attack, seconds, connections } = setting
  const readers = { port, clients: 8, sources: sourcesOf(2, 8), timeoutMs: 10_000, isForwarded: false }
  const groups = [{ ...readers, work: { kind: 'lists' } }] as const
  await generator.closed({ kind: 'closed', seconds: setting.warmUpSeconds, groups })
  const watching = watchHealth(port)
  const job = { kind: 'hostile', attack, port, variants, connections, seconds, source: HOSTILE_SOURCE } as const
  const [hostile, honest] = await Promise.all([generator.hostile(job), runHonest({ ...setting, port, variants })])
  return { attack, honest, hostile, health: await watching.stop() }
}
