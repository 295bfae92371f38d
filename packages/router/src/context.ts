import type { Buyer, Deps, HeldKey, makePlaceOrder, NewSession } from '@tradepost/commerce'
import type { IdOf, Permission, User } from '@tradepost/contract'

/**
 * Who calls: an account, a tool with its API key, a guest identified by a cookie, the operator, or an unknown visitor.
 */
export interface Caller {
  readonly user: User | null
  readonly apiKey: Omit<HeldKey, 'permissions' | 'lacksFactor'> | null
  /** The caller's back-office permissions: those of the role or of the API key. */
  readonly permissions: readonly Permission[]
  /**
   * True for staff, and their API keys, without the second factor that the shop requires. They can turn it on but do
   * nothing else in the back office.
   */
  readonly mfaSetupRequired: boolean
  readonly session: { readonly token: string; readonly id: IdOf<'session'>; readonly expiresAt: number } | null
  readonly guestHash: string | null
  readonly deviceHash: string | null
  readonly isOperator: boolean
  /** The user agent as the program sends it. */
  readonly userAgent: string
}

/** Functions of a transport besides answering: keeping a session, or recognizing a guest or a device. */
export interface CallerState {
  readonly keepSession: (session: NewSession) => void
  readonly forgetSession: () => void
  /** Returns the guest's hash. Creates the guest first if the caller is not one yet. */
  readonly ensureGuest: () => string
  /** Returns the secret that will identify this browser as one that has signed in. Creates it if there is none. */
  readonly ensureDevice: () => string
  /** Replaces that secret, so that a stolen copy of the former one is useless. */
  readonly renewDevice: () => string
  /** Forgets the guest, because the next person at this browser must not see the guest's orders. */
  readonly forgetGuest: () => void
}

/** The identity and permissions of a caller: an account, a tool with its API key, or neither. */
export type Identity = Pick<Caller, 'user' | 'apiKey' | 'permissions' | 'mfaSetupRequired'>

export interface Context {
  readonly deps: Deps
  readonly placeOrder: ReturnType<typeof makePlaceOrder>
  readonly requestId: string
  /** The caller's network address, used only for throttling. */
  readonly address: string
  readonly caller: Caller
  /**
   * Checks again what the caller may do. Returns no permissions if the session or the API key has ended in the
   * meantime.
   */
  readonly identify: () => Promise<Identity>
  readonly state: CallerState
}

/** Returns whose cart and orders belong to the caller, or null for a caller without any. */
export const buyerOf = ({ user, guestHash }: Caller): Buyer | null => {
  if (user) return { userId: user.id, guestHash: null }
  return guestHash === null ? null : { userId: null, guestHash }
}

/** Returns whose orders the caller sees: those of the account and those that this browser placed as a guest. */
export const readerOf = ({ user, guestHash }: Caller) => ({ userId: user?.id ?? null, guestHash })

/** Returns the client whose quotas count the call. */
export const clientOf = ({ address, caller }: Pick<Context, 'address' | 'caller'>) => ({
  address,
  buyer: caller.user?.id ?? caller.guestHash,
})

/**
 * Returns the owner of the caller's cart. Creates a guest for an unknown visitor. Throws `rate_limited` if one network
 * creates too many guests.
 */
export const ensureBuyer = (ctx: Pick<Context, 'address' | 'caller' | 'deps' | 'state'>): Buyer => {
  const known = buyerOf(ctx.caller)
  if (known) return known
  ctx.deps.quotas.take('guest', clientOf(ctx))
  return { userId: null, guestHash: ctx.state.ensureGuest() }
}
