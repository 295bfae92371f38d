import {
  addAddress,
  beginMfa,
  changePassword,
  confirmMfa,
  disableMfa,
  erasePersonalData,
  exportPersonalData,
  listAddresses,
  listLiveKeys,
  listSessions,
  readMfa,
  regenerateRecoveryCodes,
  removeAddress,
  requestEmailChange,
  revokeOwnKeys,
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
  OwnApiKeys,
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
import { actorOf, signedIn } from './trpc.ts'
import { declares } from './wire-errors.ts'

type UserContext = Omit<Context, 'caller'> & { readonly caller: UserCaller }

const holderOf = ({ user, session }: UserCaller) => ({ userId: user.id, sessionId: session?.id ?? null })

/**
 * Ends every session of the caller and starts a new one for this browser. A change of privilege must change the session
 * ID.
 */
const renewSession = async ({ deps, caller, state }: UserContext): Promise<void> => {
  await deps.sessions.endAll(caller.user.id)
  state.keepSession(await deps.sessions.begin(caller.user.id, caller.userAgent))
}

// The errors of acts that require the user to prove their identity again.
const proofErrors = ['auth.wrong_password', 'auth.mfa_required', 'auth.mfa_invalid', 'auth.rate_limited'] as const

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
    .output(OwnApiKeys)
    .errors(declares(...proofErrors, 'auth.weak_password'))
    .mutation(async ({ ctx, input, path }) => {
      const { user, deviceHash } = ctx.caller
      const answer = await changePassword(ctx.deps, {
        userId: user.id,
        deviceHash,
        actor: actorOf(ctx, path),
        ...input,
      })
      await renewSession(ctx)
      return answer
    }),
}

const apiKeys = {
  list: signedIn([])
    .output(OwnApiKeys)
    .query(async ({ ctx: { deps, caller } }) => ({ apiKeys: await listLiveKeys(deps.db.read, deps, caller.user.id) })),

  revokeAll: signedIn(['access'])
    .output(z.object({ revoked: z.int() }))
    .mutation(({ ctx, path }) => revokeOwnKeys(ctx.deps, { actor: actorOf(ctx, path), userId: ctx.caller.user.id })),
}

const email = {
  requestChange: signedIn(['personal_data', 'access'])
    .input(RequestEmailChangeInput)
    .output(MailSent)
    .errors(declares(...proofErrors))
    .mutation(async ({ ctx, input }) => {
      await requestEmailChange(ctx.deps, { userId: ctx.caller.user.id, address: ctx.address, ...input })
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
    .errors(declares(...proofErrors, 'account.last_owner'))
    .mutation(async ({ ctx, input }) => {
      await erasePersonalData(ctx.deps, { userId: ctx.caller.user.id, ...input })
      ctx.state.forgetSession()
      ctx.state.forgetGuest()
      return null
    }),
}

export const account = { profile, password, apiKeys, email, sessions, mfa, addresses, data }
