import { mergeGuestCart, registerUser, signIn, toInstant } from '@tradepost/commerce'
import type { User } from '@tradepost/contract'
import { RegisterInput, SessionOutput, SignInInput, SignInOutput } from '@tradepost/contract'
import * as z from 'zod'
import type { Context } from './context.ts'
import { anyone } from './trpc.ts'
import { declares } from './wire-errors.ts'

/** Begins a session for a user who has just proved who they are, and brings the guest's cart along. */
const welcome = async (ctx: Context, user: User, transport: 'cookie' | 'token') => {
  const { deps, caller } = ctx
  const { sessionToken, guestHash } = caller
  if (sessionToken && transport === 'cookie') await deps.sessions.end(sessionToken)
  const session = await deps.sessions.begin(user.id)
  if (transport === 'cookie') ctx.state.keepSession(session)
  const cartChanges = guestHash === null ? [] : await mergeGuestCart(deps, { guestHash, userId: user.id })
  const token = transport === 'token' ? session.token : null
  return { user, token, expiresAt: toInstant(session.expiresAt), cartChanges }
}

export const auth = {
  register: anyone
    .input(RegisterInput)
    .output(SignInOutput)
    .errors(declares('auth.email_taken', 'auth.weak_password'))
    .mutation(async ({ ctx, input }) => welcome(ctx, await registerUser(ctx.deps, input), 'cookie')),

  signIn: anyone
    .input(SignInInput)
    .output(SignInOutput)
    .errors(declares('auth.invalid_credentials', 'auth.rate_limited'))
    .mutation(async ({ ctx, input }) => {
      const user = await signIn(ctx.deps, { ...input, address: ctx.address })
      return welcome(ctx, user, input.transport)
    }),

  signOut: anyone.output(z.null()).mutation(async ({ ctx }) => {
    if (ctx.caller.sessionToken) await ctx.deps.sessions.end(ctx.caller.sessionToken)
    ctx.state.forgetSession()
    return null
  }),

  session: anyone.output(SessionOutput).query(({ ctx: { caller } }) => ({
    user: caller.user,
    expiresAt: caller.sessionExpiresAt === null ? null : toInstant(caller.sessionExpiresAt),
  })),
}
