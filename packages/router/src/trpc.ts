import type { Access, Permission, User } from '@tradepost/contract'
import { fail, holds } from '@tradepost/contract'
import { initTRPC } from '@trpc/server'
import type { Caller, Context } from './context.ts'
import { formatUniversal } from './wire-errors.ts'

/** What every procedure says of itself: who may call it. */
export interface Meta {
  readonly access: Access
}

const t = initTRPC.context<Context>().meta<Meta>().create({ isDev: false, errorFormatter: formatUniversal })

/** Makes the router. */
export const { router } = t

/** A caller who has signed in. */
export type UserCaller = Caller & { readonly user: User }

const requireUser = (caller: Caller): UserCaller => {
  if (!caller.user) throw fail('auth.required')
  return { ...caller, user: caller.user }
}

// These four are the only beginnings of a procedure: one that does not say who may call it cannot be written.

/** Begins a procedure that anybody may call. */
export const anyone = t.procedure.meta({ access: 'public' })

/** Begins a procedure for whoever has signed in; it acts on what is theirs. */
export const signedIn = t.procedure
  .meta({ access: 'user' })
  .use(({ ctx, next }) => next({ ctx: { caller: requireUser(ctx.caller) } }))

/** Begins a procedure for staff whose role holds the permission. */
export const staff = (permission: Permission) =>
  t.procedure.meta({ access: permission }).use(({ ctx, next }) => {
    const caller = requireUser(ctx.caller)
    if (!holds(caller.user.role, permission)) throw fail('auth.forbidden')
    return next({ ctx: { caller } })
  })

/** Begins a procedure for the operator of the server's own machine. */
export const operator = t.procedure.meta({ access: 'operator' }).use(({ ctx, next }) => {
  if (!ctx.caller.isOperator) throw fail('auth.required')
  return next()
})
