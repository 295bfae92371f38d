import type { Actor, QuotaKind } from '@tradepost/commerce'
import type { Access, Effect, Permission, User } from '@tradepost/contract'
import { fail, permissions } from '@tradepost/contract'
import { initTRPC } from '@trpc/server'
import type { Caller, Context } from './context.ts'
import { clientOf } from './context.ts'
import { isStream } from './stream-of.ts'
import { whileAllowed } from './while-allowed.ts'
import { formatUniversal } from './wire-errors.ts'

/** The declaration of a procedure: who may call it, and what a call can do. */
export interface Meta {
  readonly access: Access
  readonly effects: readonly Effect[]
}

// Pings keep an idle stream open. Proxies and browsers would otherwise close it.
const sse = { ping: { enabled: true, intervalMs: 10_000 }, client: { reconnectAfterInactivityMs: 30_000 } }

const t = initTRPC.context<Context>().meta<Meta>().create({ isDev: false, errorFormatter: formatUniversal, sse })

export const { router } = t

export type UserCaller = Caller & { readonly user: User }

const requireUser = (caller: Caller): UserCaller => {
  // An API key belongs to a tool. It has no account, cart or password of its own.
  if (caller.apiKey) throw fail('auth.forbidden')
  if (!caller.user) throw fail('auth.required')
  return { ...caller, user: caller.user }
}

/**
 * Asserts a permission, for users by their role and for API keys by their own list. No other code decides on
 * permissions. Throws `auth.required`, `auth.forbidden`, `auth.mfa_setup_required`.
 */
export const assertPermission = (caller: Caller, permission: Permission): void => {
  if (!caller.user && !caller.apiKey) throw fail('auth.required')
  if (!caller.permissions.includes(permission)) throw fail('auth.forbidden')
  if (caller.mfaSetupRequired) throw fail('auth.mfa_setup_required')
}

/** Returns the caller as an actor for the audit log. The caller must have passed a permission check. */
export const actorOf = ({ caller, requestId }: Context, procedure: string): Actor => {
  const { apiKey, user } = caller
  const about = { permissions: caller.permissions, procedure, requestId }
  if (apiKey) return { kind: 'key', id: apiKey.id, name: apiKey.name, userId: apiKey.makerId, ...about }
  if (user) return { kind: 'user', id: user.id, name: user.name, userId: user.id, ...about }
  return { kind: 'operator', id: null, name: 'operator', userId: null, ...about, permissions }
}

/**
 * Middleware for a procedure that streams. Provides the signal `until`, which aborts when the caller disconnects or
 * loses access.
 */
export const listening = t.middleware(async ({ ctx, signal, next }) => {
  const ends = new AbortController()
  const until = AbortSignal.any([ends.signal, ...(signal ? [signal] : [])])
  const result = await next({ ctx: { until } })
  if (!result.ok || !isStream(result.data)) return result
  return { ...result, data: whileAllowed(result.data, { ctx, ends }) }
})

/**
 * Middleware for a mutation that anybody may call. Counts the call against the client's quota. Throws `rate_limited`.
 */
export const within = (quota: QuotaKind) =>
  t.middleware(({ ctx, next }) => {
    ctx.deps.quotas.take(quota, clientOf(ctx))
    return next()
  })

// Every procedure starts with one of these four builders. A procedure that does not declare who may call it and what a
// call can do does not compile. `[]` declares that a call has none of the effects.

/** Starts a procedure that anybody may call. */
export const anyone = (effects: readonly Effect[]) => t.procedure.meta({ access: 'public', effects })

/** Starts a procedure for signed-in users. It acts on their own data. */
export const signedIn = (effects: readonly Effect[]) =>
  t.procedure
    .meta({ access: 'user', effects })
    .use(({ ctx, next }) => next({ ctx: { caller: requireUser(ctx.caller) } }))

/** Starts a procedure for staff and API keys with the permission. `ctx.actor` is the actor for the audit log. */
export const staff = (permission: Permission, effects: readonly Effect[]) =>
  t.procedure.meta({ access: permission, effects }).use(({ ctx, path, next }) => {
    assertPermission(ctx.caller, permission)
    return next({ ctx: { actor: actorOf(ctx, path) } })
  })

/** Starts a procedure for the operator of the server. */
export const operator = (effects: readonly Effect[]) =>
  t.procedure.meta({ access: 'operator', effects }).use(({ ctx, path, next }) => {
    if (!ctx.caller.isOperator) throw fail('auth.required')
    return next({ ctx: { actor: actorOf({ ...ctx, caller: { ...ctx.caller, user: null, apiKey: null } }, path) } })
  })
