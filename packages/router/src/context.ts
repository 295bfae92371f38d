import type { Buyer, Deps, HeldKey, makePlaceOrder, NewSession } from '@tradepost/commerce'
import type { IdOf, Permission, User } from '@tradepost/contract'

/** Who calls: an account, a tool by its key, a guest known by a cookie, the operator of the server's machine, or nobody known. */
export interface Caller {
  readonly user: User | null
  readonly apiKey: Omit<HeldKey, 'permissions' | 'lacksFactor'> | null
  /** What the caller may do in the back office: the role's permissions, or the key's. */
  readonly permissions: readonly Permission[]
  /** True for staff, and their keys, without the second factor that the shop asks for: they may turn it on, and nothing else of the back office. */
  readonly mfaSetupRequired: boolean
  readonly session: { readonly token: string; readonly id: IdOf<'session'>; readonly expiresAt: number } | null
  readonly guestHash: string | null
  readonly deviceHash: string | null
  readonly isOperator: boolean
  /** The program's name of itself, as it sends it. */
  readonly userAgent: string
}

/** What a transport can do to its caller beyond the answer: keep a session, or know a guest or a device again. */
export interface CallerState {
  readonly keepSession: (session: NewSession) => void
  readonly forgetSession: () => void
  /** Gives the guest's hash, and makes the guest known from now on where it was not. */
  readonly ensureGuest: () => string
  /** Gives the secret by which this browser will be known again as one that signed in. */
  readonly ensureDevice: () => string
  /** Gives the browser another such secret, so that whoever has copied the former one holds nothing. */
  readonly renewDevice: () => string
  /** Forgets the guest, whose orders the next person at this browser must not see. */
  readonly forgetGuest: () => void
}

/** What a caller may do: as an account, as a tool by its key, or as neither. */
export type Identity = Pick<Caller, 'user' | 'apiKey' | 'permissions' | 'mfaSetupRequired'>

/** What every procedure is called with. */
export interface Context {
  readonly deps: Deps
  readonly placeOrder: ReturnType<typeof makePlaceOrder>
  readonly requestId: string
  /** The caller's network address, for throttling alone. */
  readonly address: string
  readonly caller: Caller
  /** Finds out once more what the caller may do: nothing, where the session or the key has ended meanwhile. */
  readonly identify: () => Promise<Identity>
  readonly state: CallerState
}

/** Tells whose cart and orders the caller's are, or null for a caller without any. */
export const buyerOf = ({ user, guestHash }: Caller): Buyer | null => {
  if (user) return { userId: user.id, guestHash: null }
  return guestHash === null ? null : { userId: null, guestHash }
}

/** Tells whose orders a caller sees: those of the account, and those this browser made as a guest. */
export const readerOf = ({ user, guestHash }: Caller) => ({ userId: user?.id ?? null, guestHash })

/** Tells by what a caller is counted. */
export const clientOf = ({ address, caller }: Pick<Context, 'address' | 'caller'>) => ({
  address,
  buyer: caller.user?.id ?? caller.guestHash,
})

/** Tells whose cart the caller fills; a visitor becomes a known guest by it. Throws `rate_limited` for too many of one network. */
export const ensureBuyer = (ctx: Pick<Context, 'address' | 'caller' | 'deps' | 'state'>): Buyer => {
  const known = buyerOf(ctx.caller)
  if (known) return known
  ctx.deps.quotas.take('guest', clientOf(ctx))
  return { userId: null, guestHash: ctx.state.ensureGuest() }
}
