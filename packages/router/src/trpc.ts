import type { Actor } from '@tradepost/commerce'
import type { Access, Effect, Permission, User } from '@tradepost/contract'
import { fail, permissions } from '@tradepost/contract'
import { initTRPC } from '@trpc/server'
import type { Caller, Context } from './context.ts'
import { isStream } from './stream-of.ts'
import { whileAllowed } from './while-allowed.ts'
import { formatUniversal } from './wire-errors.ts'

/** What every procedure says of itself: who may call it, and what a call can do. */
export interface Meta {
  readonly access: Access
  readonly effects: readonly Effect[]
}

// A stream without news is kept open by pings, which proxies and browsers would otherwise end.
const sse = { ping: { enabled: true, intervalMs: 10_000 }, client: { reconnectAfterInactivityMs: 30_000 } }

const t = initTRPC.context<Context>().meta<Meta>().create({ isDev: false, errorFormatter: formatUniversal, sse })

/** Makes the router. */
export const { router } = t

/** A caller who has signed in. */
export type UserCaller = Caller & { readonly user: User }

const requireUser = (caller: Caller): UserCaller => {
  // A key is a tool's: it has no account, no cart and no password of its own.
  if (caller.apiKey) throw fail('auth.forbidden')
  if (!caller.user) throw fail('auth.required')
  return { ...caller, user: caller.user }
}

/**
 * The one place that decides on permissions, for users by their role and for keys by what they were made for. Throws
 * `auth.required`, `auth.forbidden`, `auth.mfa_setup_required`.
 */
export const assertPermission = (caller: Caller, permission: Permission): void => {
  if (!caller.user && !caller.apiKey) throw fail('auth.required')
  if (!caller.permissions.includes(permission)) throw fail('auth.forbidden')
  if (caller.mfaSetupRequired) throw fail('auth.mfa_setup_required')
}

/** Names a caller whose permission was asserted, for the audit log. */
export const actorOf = ({ caller, requestId }: Context, procedure: string): Actor => {
  const { apiKey, user } = caller
  const about = { permissions: caller.permissions, procedure, requestId }
  if (apiKey) return { kind: 'key', id: apiKey.id, name: apiKey.name, userId: apiKey.makerId, ...about }
  if (user) return { kind: 'user', id: user.id, name: user.name, userId: user.id, ...about }
  return { kind: 'operator', id: null, name: 'operator', userId: null, ...about, permissions }
}

/** For a procedure that streams: what it makes `until` the caller goes, or may no longer hear it. */
export const listening = t.middleware(async ({ ctx, signal, next }) => {
  const ends = new AbortController()
  const until = AbortSignal.any([ends.signal, ...(signal ? [signal] : [])])
  const result = await next({ ctx: { until } })
  if (!result.ok || !isStream(result.data)) return result
  return { ...result, data: whileAllowed(result.data, { ctx, ends }) }
})

// These four are the only beginnings of a procedure: one that does not say who may call it, and what a call can do, does
// not compile. `[]` says that it can do nothing of the kind.

/** Begins a procedure that anybody may call. */
export const anyone = (effects: readonly Effect[]) => t.procedure.meta({ access: 'public', effects })

/** Begins a procedure for whoever has signed in; it acts on what is theirs. */
export const signedIn = (effects: readonly Effect[]) =>
  t.procedure
    .meta({ access: 'user', effects })
    .use(({ ctx, next }) => next({ ctx: { caller: requireUser(ctx.caller) } }))

/** Begins a procedure for staff, and keys, that hold the permission; `ctx.actor` is who the audit log names. */
export const staff = (permission: Permission, effects: readonly Effect[]) =>
  t.procedure.meta({ access: permission, effects }).use(({ ctx, path, next }) => {
    assertPermission(ctx.caller, permission)
    return next({ ctx: { actor: actorOf(ctx, path) } })
  })

/** Begins a procedure for the operator of the server's own machine. */
export const operator = (effects: readonly Effect[]) =>
  t.procedure.meta({ access: 'operator', effects }).use(({ ctx, path, next }) => {
    if (!ctx.caller.isOperator) throw fail('auth.required')
    return next({ ctx: { actor: actorOf({ ...ctx, caller: { ...ctx.caller, user: null, apiKey: null } }, path) } })
  })
