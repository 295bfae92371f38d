import {
  addAddress,
  beginMfa,
  changePassword,
  confirmMfa,
  disableMfa,
  erasePersonalData,
  exportPersonalData,
  listAddresses,
  listSessions,
  readMfa,
  regenerateRecoveryCodes,
  removeAddress,
  requestEmailChange,
  revokeSession,
  updateAddress,
  updateProfile,
} from '@tradepost/commerce'
import {
  AccountExport,
  AccountSession,
  AddAddressInput,
  BeginMfaInput,
  ChangePasswordInput,
  ConfirmMfaInput,
  DisableMfaInput,
  EraseAccountInput,
  MailSent,
  MfaSetup,
  MfaStatus,
  RecoveryCodes,
  RemoveAddressInput,
  RequestEmailChangeInput,
  RevokeSessionInput,
  SavedAddress,
  UpdateAddressInput,
  UpdateProfileInput,
  User,
} from '@tradepost/contract'
import * as z from 'zod'
import type { Context } from './context.ts'
import type { UserCaller } from './trpc.ts'
import { signedIn } from './trpc.ts'
import { declares } from './wire-errors.ts'

type UserContext = Omit<Context, 'caller'> & { readonly caller: UserCaller }

const holderOf = ({ user, session }: UserCaller) => ({ userId: user.id, sessionId: session?.id ?? null })

/** Ends every session of the caller and begins a new one in the same place: a change of privilege changes the id. */
const renewSession = async ({ deps, caller, state }: UserContext): Promise<void> => {
  await deps.sessions.endAll(caller.user.id)
  state.keepSession(await deps.sessions.begin(caller.user.id, caller.userAgent))
}

const SavedAddresses = z.object({ items: z.array(SavedAddress) })

const profile = {
  update: signedIn(['personal_data'])
    .input(UpdateProfileInput)
    .output(User)
    .mutation(({ ctx, input }) => updateProfile(ctx.deps, { userId: ctx.caller.user.id, ...input })),
}

const password = {
  change: signedIn(['access'])
    .input(ChangePasswordInput)
    .output(z.null())
    .errors(declares('auth.wrong_password', 'auth.weak_password', 'auth.rate_limited'))
    .mutation(async ({ ctx, input }) => {
      await changePassword(ctx.deps, { userId: ctx.caller.user.id, ...input })
      await renewSession(ctx)
      return null
    }),
}

const email = {
  requestChange: signedIn(['personal_data', 'access'])
    .input(RequestEmailChangeInput)
    .output(MailSent)
    .errors(declares('auth.wrong_password', 'auth.rate_limited'))
    .mutation(async ({ ctx, input }) => {
      await requestEmailChange(ctx.deps, { userId: ctx.caller.user.id, ...input })
      return { mailSentTo: input.newEmail }
    }),
}

const sessions = {
  list: signedIn([])
    .output(z.object({ items: z.array(AccountSession) }))
    .query(async ({ ctx }) => ({ items: await listSessions(ctx.deps, holderOf(ctx.caller)) })),

  revoke: signedIn(['access'])
    .input(RevokeSessionInput)
    .output(z.null())
    .errors(declares('session.not_found'))
    .mutation(async ({ ctx, input }) => {
      await revokeSession(ctx.deps, ctx.caller.user.id, input.id)
      return null
    }),

  revokeOthers: signedIn(['access'])
    .output(z.object({ revoked: z.int() }))
    .mutation(async ({ ctx: { deps, caller } }) => ({
      revoked: await deps.sessions.endAll(caller.user.id, caller.session?.id),
    })),
}

const mfa = {
  status: signedIn([])
    .output(MfaStatus)
    .query(({ ctx }) => readMfa(ctx.deps, ctx.caller.user.id)),

  begin: signedIn(['access'])
    .input(BeginMfaInput)
    .output(MfaSetup)
    .errors(declares('auth.wrong_password', 'auth.rate_limited', 'auth.mfa_already_enabled'))
    .mutation(({ ctx, input }) => beginMfa(ctx.deps, { userId: ctx.caller.user.id, ...input })),

  confirm: signedIn(['access'])
    .input(ConfirmMfaInput)
    .output(RecoveryCodes)
    .errors(declares('auth.mfa_invalid', 'auth.mfa_not_begun', 'auth.mfa_already_enabled', 'auth.rate_limited'))
    .mutation(async ({ ctx, input }) => {
      const codes = await confirmMfa(ctx.deps, { userId: ctx.caller.user.id, ...input })
      await renewSession(ctx)
      return codes
    }),

  disable: signedIn(['access'])
    .input(DisableMfaInput)
    .output(z.null())
    .errors(declares('auth.wrong_password', 'auth.mfa_invalid', 'auth.mfa_not_enabled', 'auth.rate_limited'))
    .mutation(async ({ ctx, input }) => {
      await disableMfa(ctx.deps, { userId: ctx.caller.user.id, ...input })
      await renewSession(ctx)
      return null
    }),

  regenerateCodes: signedIn(['access'])
    .input(DisableMfaInput)
    .output(RecoveryCodes)
    .errors(declares('auth.wrong_password', 'auth.mfa_invalid', 'auth.mfa_not_enabled', 'auth.rate_limited'))
    .mutation(({ ctx, input }) => regenerateRecoveryCodes(ctx.deps, { userId: ctx.caller.user.id, ...input })),
}

const addresses = {
  list: signedIn(['personal_data'])
    .output(SavedAddresses)
    .query(async ({ ctx }) => ({ items: await listAddresses(ctx.deps.db.read, ctx.caller.user.id) })),

  add: signedIn(['personal_data'])
    .input(AddAddressInput)
    .output(SavedAddresses)
    .errors(declares('address.too_many'))
    .mutation(async ({ ctx, input }) => ({ items: await addAddress(ctx.deps, ctx.caller.user.id, input) })),

  update: signedIn(['personal_data'])
    .input(UpdateAddressInput)
    .output(SavedAddresses)
    .errors(declares('address.not_found'))
    .mutation(async ({ ctx, input }) => ({ items: await updateAddress(ctx.deps, ctx.caller.user.id, input) })),

  remove: signedIn(['personal_data'])
    .input(RemoveAddressInput)
    .output(SavedAddresses)
    .errors(declares('address.not_found'))
    .mutation(async ({ ctx, input }) => ({ items: await removeAddress(ctx.deps, ctx.caller.user.id, input.id) })),
}

const data = {
  export: signedIn(['personal_data'])
    .output(AccountExport)
    .query(({ ctx }) => exportPersonalData(ctx.deps, holderOf(ctx.caller))),

  erase: signedIn(['personal_data', 'access'])
    .input(EraseAccountInput)
    .output(z.null())
    .errors(declares('auth.wrong_password', 'auth.rate_limited', 'account.last_owner'))
    .mutation(async ({ ctx, input }) => {
      await erasePersonalData(ctx.deps, { userId: ctx.caller.user.id, ...input })
      ctx.state.forgetSession()
      return null
    }),
}

export const account = { profile, password, email, sessions, mfa, addresses, data }
