const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Allows `atOnce` calls in a row, and one more every `everyMs`. */
export interface Pace {
  readonly atOnce: number
  readonly everyMs: number
}

/** The limits of one client: per network, and per guest or account. */
export interface QuotaRule {
  readonly network: readonly Pace[]
  readonly buyer: readonly Pace[]
}

/** Spreads `times` evenly over `periodMs`. */
const per = (times: number, periodMs: number, atOnce = times): Pace => ({ atOnce, everyMs: periodMs / times })

/**
 * How often anonymous callers and accounts may act. A network is an IPv4 address or an IPv6 /64, and may be a whole
 * office, so its limits are many times those of one buyer. An IPv6 /48 gets four times what one network gets.
 */
export const quotaTable = {
  /** Change a cart or its currency, or remove a coupon. */
  cart: { network: [per(5, SECOND_MS, 600)], buyer: [per(2, SECOND_MS, 120)] },
  /** Become a new guest by adding to a first cart. */
  guest: { network: [per(300, HOUR_MS)], buyer: [] },
  /** Place an order: `orders.place` and `checkout.start`. */
  order: {
    network: [per(120, HOUR_MS), per(600, DAY_MS)],
    buyer: [per(20, HOUR_MS), per(60, DAY_MS)],
  },
  /** Continue or cancel a payment. */
  checkout: { network: [per(1, SECOND_MS, 300)], buyer: [per(30, MINUTE_MS, 60)] },
  /** Cancel an order or request a return. */
  orderAct: { network: [per(120, HOUR_MS)], buyer: [per(30, HOUR_MS)] },
  /** Look up an order without an account. */
  track: { network: [per(120, HOUR_MS)], buyer: [] },
  /** Register, request a mail or sign in. `auth.rate_limited` limits each of these more tightly, by subject. */
  account: { network: [per(1, SECOND_MS, 300)], buyer: [] },
  /** Follow a mailed link, which identifies the caller by a secret of 200 bits. */
  mailedLink: { network: [per(10, MINUTE_MS, 60)], buyer: [] },
  signOut: { network: [per(1, SECOND_MS, 120)], buyer: [] },
} as const satisfies Record<string, QuotaRule>

/** The kinds of acts that have a quota. */
export type QuotaKind = keyof typeof quotaTable
