import { fail } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { sql } from 'drizzle-orm'
import type { Buyer } from '../buyer.ts'
import { hashSecret } from '../buyer.ts'
import type { CartRow } from '../cart/cart-rows.ts'
import { clientNetworks } from '../client-networks.ts'
import type { Deps } from '../deps.ts'
import type { ShopRow } from '../shop/read-shop.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/**
 * Limits on the stock that a client may reserve before paying, in addition to the shop's own settings. The quota factor
 * multiplies `openOrders` and `freeReturns`.
 */
export const holdLimits = {
  /** Units of one variant that any client may reserve, whatever the stock, so that the last units can be sold too. */
  unitsAlways: 10,
  /** Orders that may wait for their money at a time; accounts may buy by invoice repeatedly. */
  openOrders: { guest: 5, account: 20, network: 30 },
  /** Orders with one variant that may be canceled or expire within 24 hours before the client has to wait. */
  freeReturns: 3,
  firstWaitMs: 30 * MINUTE_MS,
} as const

/** Hashes the network that a client's orders are counted by: an IPv4 address, or the /48 of an IPv6 address. */
export const clientHashOf = (address: string): string => hashSecret(`client:${clientNetworks(address).at(-1)}`)

/** A reservation to check against the limits. */
export interface WantedHold {
  readonly buyer: Buyer
  readonly clientHash: string | null
  readonly isInvoice: boolean
  readonly shop: ShopRow
  readonly rows: readonly CartRow[]
}

/**
 * Limits what one client (one network and one guest or account) reserves with unpaid orders, so that nobody can keep a
 * shop's stock from its buyers. Throws `order.unpaid_limit`, and `rate_limited` for a variant that the client has
 * reserved and given up three times within 24 hours. The wait doubles with each further time.
 */
export const assertMayHold = async (tx: Tx, deps: Deps, wanted: WantedHold): Promise<void> => {
  const { factor } = deps.quotas
  const held = await readHeld(tx, deps.now(), wanted)
  const retryAfterMs = Math.max(0, ...held.variants.map((variant) => waitFor(variant, factor) - deps.now()))
  if (retryAfterMs > 0) throw fail('rate_limited', { retryAfterMs })
  const { openOrders } = holdLimits
  const mostOwn = wanted.buyer.userId === null ? openOrders.guest : openOrders.account
  const isFull = held.ownOrders >= mostOwn * factor || held.networkOrders >= openOrders.network * factor
  const items = wanted.rows.flatMap((row) => tooMany(row, wanted.shop, { held, factor }))
  if (isFull || items.length > 0 || isOverInvoiced(wanted, held, factor)) {
    throw fail('order.unpaid_limit', { items, openOrders: Math.max(held.ownOrders, held.networkOrders) })
  }
}

/**
 * A client's reserved units of one variant, how many orders with it were canceled or expired within 24 hours, and when
 * the last of these was placed.
 */
interface HeldVariant {
  readonly variantId: string
  readonly units: number
  readonly returns: number
  readonly lastAt: number
}

interface Held {
  readonly variants: readonly HeldVariant[]
  readonly units: number
  readonly ownOrders: number
  readonly networkOrders: number
}

const waitFor = ({ returns, lastAt }: HeldVariant, factor: number): number => {
  const beyond = returns - holdLimits.freeReturns * factor
  return beyond < 0 ? 0 : lastAt + Math.min(holdLimits.firstWaitMs * 2 ** Math.min(beyond, 20), DAY_MS)
}

const tooMany = (row: CartRow, { unpaidSharePercent }: ShopRow, { held, factor }: { held: Held; factor: number }) => {
  const percent = unpaidSharePercent * factor
  if (!row.tracked || row.backorder || percent >= 100) return []
  const most = Math.max(holdLimits.unitsAlways, Math.floor(((row.onHand ?? 0) * percent) / 100))
  const own = held.variants.find(({ variantId }) => variantId === row.variantId)?.units ?? 0
  const item = { sku: row.sku, title: row.productTitle, requested: row.quantity, available: Math.max(0, most - own) }
  return row.quantity > item.available ? [item] : []
}

/**
 * Returns whether the guests of one network together exceed the units that the shop allows them by invoice. Accounts
 * are exempt, because they are known by name.
 */
const isOverInvoiced = ({ buyer, isInvoice, shop, rows }: WantedHold, held: Held, factor: number): boolean => {
  if (!isInvoice || buyer.userId !== null || shop.guestInvoiceUnits === null) return false
  const units = rows.reduce((sum, { quantity }) => sum + quantity, held.units)
  return units > shop.guestInvoiceUnits * factor
}

type HeldRow = [variantId: string | null, units: number | null, returns: number, lastAt: number, isLive: number]

/** Uses one statement, and indexes that contain only unpaid orders. */
const readHeld = async (tx: Tx, now: number, { buyer, clientHash, rows }: WantedHold): Promise<Held> => {
  const owner = buyer.userId ?? buyer.guestHash
  const ids = JSON.stringify(rows.map(({ variantId }) => variantId))
  const found = await tx.values<HeldRow>(sql`
    with mine as materialized (
      select id, placed_at, ${isLive} as is_live, client_hash is ${clientHash} as is_network, coalesce(user_id, guest_hash) = ${owner} as is_own
      from orders where client_hash = ${clientHash} and ${isRecent(now)}
      union
      select id, placed_at, ${isLive}, client_hash is ${clientHash}, coalesce(user_id, guest_hash) = ${owner}
      from orders where coalesce(user_id, guest_hash) = ${owner} and ${isRecent(now)}
    )
    select line.variant_id, sum(mine.is_live * line.quantity), sum(not mine.is_live), max((not mine.is_live) * mine.placed_at), 0
    from mine join order_lines as line on line.order_id = mine.id
    where line.variant_id in (select value from json_each(${ids})) group by line.variant_id
    union all
    select null, (select sum(line.quantity) from mine join order_lines as line on line.order_id = mine.id where mine.is_live),
      coalesce(sum(is_own), 0), coalesce(sum(is_network and ${clientHash} is not null), 0), 1 from mine where is_live`)
  const [, units, ownOrders = 0, networkOrders = 0] = found.find(([, , , , isSum]) => isSum === 1) ?? []
  const variants = found.flatMap(([variantId, held, returns, lastAt]) =>
    variantId === null ? [] : [{ variantId, units: held ?? 0, returns, lastAt }]
  )
  return { variants, units: units ?? 0, ownOrders, networkOrders }
}

const isLive = sql`(payment_status = 'unpaid' and status in ('pending_payment', 'placed'))`

// A canceled or expired order holds no stock, but counts for 24 hours. A declined card does not count as abuse.
const isRecent = (now: number) => sql`payment_status in ('unpaid', 'voided')
  and (${isLive} or (placed_at > ${now - DAY_MS} and status in ('expired', 'canceled')))`
