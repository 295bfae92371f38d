import {
  acceptInvitation,
  confirmEmailChange,
  mergeGuestCart,
  registerUser,
  rememberDevice,
  requestPasswordReset,
  resetPassword,
  signIn,
  toInstant,
  verifyEmail,
} from '@tradepost/commerce'
import type { User } from '@tradepost/contract'
import {
  AcceptInvitationInput,
  EmailInput,
  MailSent,
  RegisterInput,
  ResetPasswordInput,
  ResetPasswordOutput,
  SessionOutput,
  SignInInput,
  SignInOutput,
  TokenInput,
} from '@tradepost/contract'
import * as z from 'zod'
import type { Context } from './context.ts'
import { anyone, within } from './trpc.ts'
import { declares } from './wire-errors.ts'

const Confirmed = z.object({ email: z.string() })

/** Starts a new session for a user who has just proved their identity, and merges the guest cart into the account. */
const welcome = async (ctx: Context, user: User, transport: 'cookie' | 'token') => {
  const { deps, caller, state } = ctx
  if (caller.session && transport === 'cookie') await deps.sessions.end(caller.session.token)
  const session = await deps.sessions.begin(user.id, caller.userAgent)
  if (transport === 'cookie') {
    state.keepSession(session)
    await rememberDevice(deps, user.id, state.ensureDevice())
  }
  const { guestHash } = caller
  const cartChanges = guestHash === null ? [] : await mergeGuestCart(deps, { guestHash, userId: user.id })
  const token = transport === 'token' ? session.token : null
  return { user, token, expiresAt: toInstant(session.expiresAt), cartChanges }
}

const instantOrNull = (ms: number | null | undefined) => (typeof ms === 'number' ? toInstant(ms) : null)

export const auth = {
  register: anyone(['personal_data'])
    .use(within('account'))
    .input(RegisterInput)
    .output(MailSent)
    .errors(declares('auth.weak_password', 'auth.rate_limited'))
    .mutation(async ({ ctx, input }) => {
      await registerUser(ctx.deps, { ...input, address: ctx.address })
      return { mailSentTo: input.email }
    }),

  verifyEmail: anyone(['personal_data', 'access'])
    .use(within('mailedLink'))
    .input(TokenInput)
    .output(Confirmed)
    .errors(declares('auth.token_invalid'))
    .mutation(async ({ ctx, input }) => ({ email: await verifyEmail(ctx.deps, input.token) })),

  requestPasswordReset: anyone(['access'])
    .use(within('account'))
    .input(EmailInput)
    .output(MailSent)
    .errors(declares('auth.rate_limited'))
    .mutation(async ({ ctx, input }) => {
      await requestPasswordReset(ctx.deps, { ...input, address: ctx.address })
      return { mailSentTo: input.email }
    }),

  resetPassword: anyone(['access'])
    .use(within('mailedLink'))
    .input(ResetPasswordInput)
    .output(ResetPasswordOutput)
    .errors(declares('auth.token_invalid', 'auth.weak_password'))
    .mutation(async ({ ctx: { deps, address, requestId, state }, input }) => {
      const answer = await resetPassword(deps, { ...input, address, device: state.renewDevice(), requestId })
      state.forgetSession()
      return answer
    }),

  confirmEmailChange: anyone(['personal_data', 'access'])
    .use(within('mailedLink'))
    .input(TokenInput)
    .output(Confirmed)
    .errors(declares('auth.token_invalid', 'auth.email_taken'))
    .mutation(async ({ ctx, input }) => ({ email: await confirmEmailChange(ctx.deps, input.token) })),

  acceptInvitation: anyone(['personal_data', 'access'])
    .use(within('mailedLink'))
    .input(AcceptInvitationInput)
    .output(Confirmed)
    .errors(declares('auth.token_invalid', 'auth.weak_password', 'auth.email_taken'))
    .mutation(async ({ ctx, input }) => ({
      email: await acceptInvitation(ctx.deps, { ...input, address: ctx.address, requestId: ctx.requestId }),
    })),

  signIn: anyone(['personal_data', 'access'])
    .use(within('account'))
    .input(SignInInput)
    .output(SignInOutput)
    .errors(declares('auth.invalid_credentials', 'auth.mfa_required', 'auth.mfa_invalid', 'auth.rate_limited'))
    .mutation(async ({ ctx, input }) => {
      const { deviceHash } = ctx.caller
      const user = await signIn(ctx.deps, { ...input, address: ctx.address, deviceHash })
      return welcome(ctx, user, input.transport)
    }),

  signOut: anyone(['access'])
    .use(within('signOut'))
    .output(z.null())
    .mutation(async ({ ctx }) => {
      if (ctx.caller.session) await ctx.deps.sessions.end(ctx.caller.session.token)
      ctx.state.forgetSession()
      ctx.state.forgetGuest()
      return null
    }),

  session: anyone(['personal_data'])
    .output(SessionOutput)
    .query(({ ctx: { caller } }) => ({
      user: caller.user,
      apiKey: caller.apiKey,
      permissions: [...caller.permissions],
      mfaSetupRequired: caller.mfaSetupRequired,
      expiresAt: instantOrNull(caller.session?.expiresAt ?? caller.apiKey?.expiresAt),
    })),
}
