import {
  createApiKey,
  inviteStaff,
  listApiKeys,
  listAudit,
  listStaff,
  readSecuritySettings,
  revokeApiKey,
  revokeInvitation,
  rotateApiKey,
  setSecuritySettings,
  setStaffDisabled,
  setStaffRole,
} from '@tradepost/commerce'
import {
  ApiKey,
  ApiKeyInput,
  ApiKeyList,
  AuditPage,
  CreateApiKeyInput,
  Invitation,
  InviteStaffInput,
  ListAuditInput,
  NewApiKey,
  RevokeInvitationInput,
  RotateApiKeyInput,
  SecuritySettings,
  SetSecuritySettingsInput,
  SetStaffDisabledInput,
  SetStaffRoleInput,
  StaffList,
  StaffMember,
} from '@tradepost/contract'
import * as z from 'zod'
import { staff } from './trpc.ts'
import { declares } from './wire-errors.ts'

const changeErrors = declares(
  'staff.not_found',
  'staff.last_owner',
  'staff.not_yourself',
  'staff.beyond_own_permissions'
)

export const staffMembers = {
  list: staff('staff:read', ['personal_data'])
    .output(StaffList)
    .query(({ ctx }) => listStaff(ctx.deps)),

  invite: staff('staff:write', ['personal_data', 'access'])
    .input(InviteStaffInput)
    .output(Invitation)
    .errors(declares('auth.email_taken', 'staff.beyond_own_permissions'))
    .mutation(({ ctx, input }) => inviteStaff(ctx.deps, { actor: ctx.actor, ...input })),

  revokeInvitation: staff('staff:write', ['personal_data', 'access'])
    .input(RevokeInvitationInput)
    .output(z.null())
    .errors(declares('staff.invitation_not_found'))
    .mutation(async ({ ctx, input }) => {
      await revokeInvitation(ctx.deps, { actor: ctx.actor, ...input })
      return null
    }),

  setRole: staff('staff:write', ['personal_data', 'access'])
    .input(SetStaffRoleInput)
    .output(StaffMember)
    .errors(changeErrors)
    .mutation(({ ctx, input }) => setStaffRole(ctx.deps, { actor: ctx.actor, userId: input.userId }, input.role)),

  setDisabled: staff('staff:write', ['personal_data', 'access'])
    .input(SetStaffDisabledInput)
    .output(StaffMember)
    .errors(changeErrors)
    .mutation(({ ctx, input }) =>
      setStaffDisabled(ctx.deps, { actor: ctx.actor, userId: input.userId }, input.disabled)
    ),
}

// A person who creates or rotates an API key must prove their identity again.
const proofErrors = [
  'auth.password_required',
  'auth.wrong_password',
  'auth.mfa_required',
  'auth.mfa_invalid',
  'auth.rate_limited',
] as const

export const apiKeys = {
  list: staff('api_keys:read', [])
    .output(ApiKeyList)
    .query(async ({ ctx }) => ({ items: await listApiKeys(ctx.deps) })),

  create: staff('api_keys:write', ['access'])
    .input(CreateApiKeyInput)
    .output(NewApiKey)
    .errors(declares('staff.beyond_own_permissions', ...proofErrors))
    .mutation(({ ctx, input: { password, code, ...request } }) =>
      createApiKey(ctx.deps, { actor: ctx.actor, request, proof: { password, code } })
    ),

  rotate: staff('api_keys:write', ['access'])
    .input(RotateApiKeyInput)
    .output(NewApiKey)
    .errors(declares('api_key.not_found', 'staff.beyond_own_permissions', ...proofErrors))
    .mutation(({ ctx, input: { id, ...proof } }) => rotateApiKey(ctx.deps, { actor: ctx.actor, id, proof })),

  revoke: staff('api_keys:write', ['access'])
    .input(ApiKeyInput)
    .output(ApiKey)
    .errors(declares('api_key.not_found'))
    .mutation(({ ctx, input }) => revokeApiKey(ctx.deps, { actor: ctx.actor, ...input })),
}

export const audit = {
  list: staff('audit:read', ['personal_data'])
    .input(ListAuditInput)
    .output(AuditPage)
    .query(({ ctx, input }) => listAudit(ctx.deps, input)),
}

export const settings = {
  security: staff('settings:write', [])
    .output(SecuritySettings)
    .query(({ ctx }) => readSecuritySettings(ctx.deps)),

  setSecurity: staff('settings:write', ['access'])
    .input(SetSecuritySettingsInput)
    .output(SecuritySettings)
    .mutation(({ ctx, input }) => setSecuritySettings(ctx.deps, ctx.actor, input)),
}
