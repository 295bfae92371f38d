import * as z from 'zod'
import { Id } from './ids.ts'
import { Instant, Page, PageInput } from './page.ts'
import { NewPassword, Password } from './password.ts'
import { Permission, Role, StaffRole } from './roles.ts'
import { MailToken, SecondFactor } from './secrets.ts'
import { EmailAddress, Line } from './text.ts'

export const StaffMember = z.object({
  id: Id('user'),
  email: z.string(),
  name: z.string(),
  role: Role,
  mfaEnabled: z.boolean(),
  disabledAt: Instant.nullable(),
  createdAt: Instant,
})

export type StaffMember = z.infer<typeof StaffMember>

export const Invitation = z.object({ id: Id('invitation'), email: z.string(), role: Role, expiresAt: Instant })

export type Invitation = z.infer<typeof Invitation>

/** All staff members, and the invitations that are not accepted yet. */
export const StaffList = z.object({ members: z.array(StaffMember), invitations: z.array(Invitation) })

export const InviteStaffInput = z.strictObject({ email: EmailAddress, role: StaffRole })

export const RevokeInvitationInput = z.strictObject({ id: Id('invitation') })

export const AcceptInvitationInput = z.strictObject({ token: MailToken, name: Line(100), password: NewPassword })

export const SetStaffRoleInput = z.strictObject({ userId: Id('user'), role: Role })

export const SetStaffDisabledInput = z.strictObject({ userId: Id('user'), disabled: z.boolean() })

/** An API key. `prefix` is its beginning, which helps to recognize it. */
export const ApiKey = z.object({
  id: Id('apiKey'),
  name: z.string(),
  prefix: z.string(),
  permissions: z.array(Permission),
  createdAt: Instant,
  expiresAt: Instant.nullable(),
  lastUsedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
})

export type ApiKey = z.infer<typeof ApiKey>

export const ApiKeyList = z.object({ items: z.array(ApiKey) })

// A person must prove their identity again to get an API key (`auth.password_required`, `auth.mfa_required`). A caller
// with an API key has nothing to prove.
const proof = { password: Password.optional(), code: SecondFactor.optional() }

export const CreateApiKeyInput = z.strictObject({
  name: Line(100),
  permissions: z.array(Permission).min(1, 'Choose at least one permission.').max(50),
  /** Days until the key expires, 1 to 3650; null for a key that never expires. */
  expiresInDays: z.int().min(1).max(3650).nullable().default(90),
  ...proof,
})

/** A new API key. The full `key` is shown only this one time. */
export const NewApiKey = z.object({ apiKey: ApiKey, key: z.string() })

export const ApiKeyInput = z.strictObject({ id: Id('apiKey') })

export const RotateApiKeyInput = ApiKeyInput.extend(proof)

/** An act of a staff member, an API key, the operator or the system on someone else's data. */
export const AuditEntry = z.object({
  id: Id('audit'),
  at: Instant,
  actor: z.object({ kind: z.enum(['user', 'key', 'operator', 'system']), id: z.string().nullable(), name: z.string() }),
  procedure: z.string(),
  target: z.string(),
  before: z.json(),
  after: z.json(),
  requestId: z.string(),
})

export type AuditEntry = z.infer<typeof AuditEntry>

export const ListAuditInput = PageInput.extend({
  /** The full name of a procedure, for instance `admin.staff.invite`. */
  procedure: Line(100).optional(),
  /** The ID of an actor or a target. */
  about: Line(100).optional(),
})

export type ListAuditInput = z.infer<typeof ListAuditInput>

export const AuditPage = Page(AuditEntry)

export const SecuritySettings = z.object({ requireStaffMfa: z.boolean() })

export const SetSecuritySettingsInput = z.strictObject({ requireStaffMfa: z.boolean() })
