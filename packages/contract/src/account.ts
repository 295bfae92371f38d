import * as z from 'zod'
import { User } from './auth.ts'
import { Id } from './ids.ts'
import { Address } from './addresses.ts'
import { OrderSummary } from './orders.ts'
import { Instant } from './page.ts'
import { NewPassword, Password } from './password.ts'
import { SecondFactor } from './secrets.ts'
import { ApiKey } from './staff.ts'
import { EmailAddress, Line } from './text.ts'

export const UpdateProfileInput = z.strictObject({ name: Line(100) })

/** A second-factor code. Required with the password if the account has a second factor (`auth.mfa_required`). */
const code = SecondFactor.optional()

export const ChangePasswordInput = z.strictObject({
  currentPassword: Password,
  code,
  newPassword: NewPassword,
  /** Also revokes the API keys of the account. */
  revokeApiKeys: z.boolean().default(false),
})

/** The active API keys of an account. */
export const OwnApiKeys = z.object({ apiKeys: z.array(ApiKey) })

/** Requests a new email address for the account. The address changes when the link mailed to it is opened. */
export const RequestEmailChangeInput = z.strictObject({ newEmail: EmailAddress, password: Password, code })

/** A signed-in browser or tool. `id` identifies the session but cannot be used to sign in. */
export const AccountSession = z.object({
  id: Id('session'),
  createdAt: Instant,
  lastSeenAt: Instant,
  expiresAt: Instant,
  /** The user agent as the program sent it, truncated to 200 characters. */
  userAgent: z.string(),
  isCurrent: z.boolean(),
})

export const RevokeSessionInput = z.strictObject({ id: Id('session') })

export const MfaStatus = z.object({ enabled: z.boolean(), required: z.boolean(), recoveryCodesLeft: z.int() })

/** The secret for an authenticator app. `uri` is the content of the QR code (otpauth://totp/…). */
export const MfaSetup = z.object({ secret: z.string(), uri: z.string() })

export const BeginMfaInput = z.strictObject({ password: Password })

export const ConfirmMfaInput = z.strictObject({ code: SecondFactor })

export const DisableMfaInput = z.strictObject({ password: Password, code: SecondFactor })

/** Ten recovery codes. Each works once, and they are shown only this one time. */
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })

/** The maximum number of saved addresses per account. */
export const MAX_ADDRESSES = 20

export const SavedAddress = z.object({ id: Id('address'), address: Address, isDefault: z.boolean() })

export type SavedAddress = z.infer<typeof SavedAddress>

export const AddAddressInput = z.strictObject({ address: Address, isDefault: z.boolean().default(false) })

export const UpdateAddressInput = z.strictObject({
  id: Id('address'),
  address: Address,
  isDefault: z.boolean().default(false),
})

export const RemoveAddressInput = z.strictObject({ id: Id('address') })

/** The personal data that the shop stores about a user, as a copy for them (GDPR articles 15 and 20). */
export const AccountExport = z.object({
  exportedAt: Instant,
  user: User,
  addresses: z.array(SavedAddress),
  sessions: z.array(AccountSession),
  orders: z.array(OrderSummary.extend({ email: z.string(), shippingAddress: Address })),
})

export const EraseAccountInput = z.strictObject({ password: Password, code })
