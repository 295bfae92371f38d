import type { Buyer, Deps, makePlaceOrder, NewSession } from '@tradepost/commerce'
import type { User } from '@tradepost/contract'

/** Who calls: an account, a guest known by a cookie, the operator of the server's machine, or nobody known. */
export interface Caller {
  readonly user: User | null
  readonly sessionToken: string | null
  readonly sessionExpiresAt: number | null
  readonly guestHash: string | null
  readonly isOperator: boolean
}

/** What a transport can do to its caller beyond the answer: keep a session, or know a guest again. */
export interface CallerState {
  readonly keepSession: (session: NewSession) => void
  readonly forgetSession: () => void
  /** Gives the guest's hash, and makes the guest known from now on where it was not. */
  readonly ensureGuest: () => string
}

/** What every procedure is called with. */
export interface Context {
  readonly deps: Deps
  readonly placeOrder: ReturnType<typeof makePlaceOrder>
  readonly requestId: string
  /** The caller's network address, for throttling alone. */
  readonly address: string
  readonly caller: Caller
  readonly state: CallerState
}

/** Tells whose cart and orders the caller's are, or null for a caller without any. */
export const buyerOf = ({ user, guestHash }: Caller): Buyer | null => {
  if (user) return { userId: user.id, guestHash: null }
  return guestHash === null ? null : { userId: null, guestHash }
}

/** Tells whose cart the caller fills; a visitor becomes a known guest by it. */
export const ensureBuyer = ({ caller, state }: Context): Buyer =>
  buyerOf(caller) ?? { userId: null, guestHash: state.ensureGuest() }
