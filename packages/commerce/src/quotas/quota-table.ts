const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** So many calls in a row, and one more every `everyMs`. */
export interface Pace {
  readonly atOnce: number
  readonly everyMs: number
}

/** What one client may do: counted for its network, and for the guest or account that calls. */
export interface QuotaRule {
  readonly network: readonly Pace[]
  readonly buyer: readonly Pace[]
}

/** Spreads `times` evenly over `periodMs`. */
const per = (times: number, periodMs: number, atOnce = times): Pace => ({ atOnce, everyMs: periodMs / times })

/**
 * What anonymous callers, and accounts, may do how often. A network is an IPv4 address or an IPv6 /64, and may stand for a
 * whole office: its limits are many times those of one buyer. An IPv6 /48 gets four times what one network gets.
 */
export const quotaTable = {
  /** Change a cart or its currency, take a code out. */
  cart: { network: [per(5, SECOND_MS, 600)], buyer: [per(2, SECOND_MS, 120)] },
  /** Become a new guest, by filling a first cart. */
  guest: { network: [per(300, HOUR_MS)], buyer: [] },
  /** Begin an order: `orders.place` and `checkout.start`. */
  order: {
    network: [per(120, HOUR_MS), per(600, DAY_MS)],
    buyer: [per(20, HOUR_MS), per(60, DAY_MS)],
  },
  /** Go on with a payment, or give it up. */
  checkout: { network: [per(1, SECOND_MS, 300)], buyer: [per(30, MINUTE_MS, 60)] },
  /** Cancel an order, or ask to return something. */
  orderAct: { network: [per(120, HOUR_MS)], buyer: [per(30, HOUR_MS)] },
  /** Look an order up without an account. */
  track: { network: [per(120, HOUR_MS)], buyer: [] },
  /** Register, ask for a mail, sign in: `auth.rate_limited` bounds each of them more closely, by what it is about. */
  account: { network: [per(1, SECOND_MS, 300)], buyer: [] },
  /** Follow a link that was mailed, which says who one is by a secret of 200 bits. */
  mailedLink: { network: [per(10, MINUTE_MS, 60)], buyer: [] },
  /** Sign out. */
  signOut: { network: [per(1, SECOND_MS, 120)], buyer: [] },
} as const satisfies Record<string, QuotaRule>

/** What is counted by a quota. */
export type QuotaKind = keyof typeof quotaTable
