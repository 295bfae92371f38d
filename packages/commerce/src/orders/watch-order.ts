import { setTimeout as after } from 'node:timers/promises'
import type { IdOf, Order, OrderUpdate } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { eq, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { OrderReader } from './customer-act.ts'
import { readOwnOrder } from './customer-act.ts'
import type { NumberedEntry } from './order-rows.ts'
import { entriesOf, sourceToOrder } from './order-rows.ts'
import { readOrderSource } from './order-source.ts'

const LOOK_EVERY_MS = 500

/** An update with the ID of its entry, from which a disconnected watcher continues. */
export interface NumberedUpdate {
  readonly id: string
  readonly update: OrderUpdate
}

/** Who watches which order, and after which entry. */
export interface OrderWatch {
  readonly reader: OrderReader
  readonly id: IdOf<'order'>
  readonly lastEventId?: string | null | undefined
  readonly signal: AbortSignal | undefined
}

/**
 * Yields the timeline entries of the reader's own order, each once and in order: those after `lastEventId`, or
 * otherwise the last one, and then every new one. Looks twice a second at most, until `signal` is aborted or the
 * process is about to stop. Throws `order.not_found` at once.
 */
export const watchOrder = async (deps: Deps, watch: OrderWatch): Promise<AsyncGenerator<NumberedUpdate>> => {
  await readOwnOrder(deps.db.read, watch.reader, watch.id)
  return updatesOf(deps, watch)
}

async function* updatesOf(deps: Deps, watch: OrderWatch): AsyncGenerator<NumberedUpdate> {
  const { id: orderId, signal: own } = watch
  const signal = AbortSignal.any([deps.stopping, ...(own ? [own] : [])])
  let last = await readSeq(deps, orderId, watch.lastEventId ?? null)
  for (;;) {
    // Read the whole order only if it has something new.
    const newest = await readNewest(deps, orderId)
    if (newest > (last ?? 0)) {
      const { order, entries } = await readEntries(deps, orderId)
      const after = last
      const fresh = after === null ? entries.slice(-1) : entries.filter(({ seq }) => seq > after)
      for (const { id, entry } of fresh) yield { id, update: { entry, order } }
      last = fresh.at(-1)?.seq ?? last
    }
    if (signal.aborted) return
    await after(LOOK_EVERY_MS, undefined, { signal }).catch(() => {})
    if (signal.aborted) return
  }
}

/**
 * Returns the number of the entry that a watcher saw last; null if there is none, or if this order does not have it.
 */
const readSeq = async ({ db }: Deps, orderId: IdOf<'order'>, eventId: string | null): Promise<number | null> => {
  if (eventId === null) return null
  const [row] = await db.read.values<[seq: number]>(sql`
    select seq from order_history where order_id = ${orderId} and id = ${eventId}
    union all select seq from order_events where order_id = ${orderId} and id = ${eventId}`)
  return row?.[0] ?? null
}

const readNewest = async ({ db }: Deps, orderId: IdOf<'order'>): Promise<number> => {
  const [row] = await db.read.values<[newest: number | null]>(sql`
    select max(seq) from (
      select max(seq) as seq from order_history where order_id = ${orderId}
      union all select max(seq) from order_events where order_id = ${orderId} and is_public = 1
    )`)
  return row?.[0] ?? 0
}

const readEntries = async (
  deps: Deps,
  orderId: IdOf<'order'>
): Promise<{ order: Order; entries: readonly NumberedEntry[] }> => {
  const source = await readOrderSource(deps.db.read, eq(schema.orders.id, orderId))
  if (!source) throw fail('order.not_found')
  return { order: sourceToOrder(source), entries: entriesOf(source).filter(({ entry }) => entry.isPublic) }
}
