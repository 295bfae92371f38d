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

/** A code that is asked for beside the password where the account has a second factor (`auth.mfa_required`). */
const code = SecondFactor.optional()

export const ChangePasswordInput = z.strictObject({
  currentPassword: Password,
  code,
  newPassword: NewPassword,
  /** Ends the API keys of the account as well. */
  revokeApiKeys: z.boolean().default(false),
})

/** The API keys of an account that still work. */
export const OwnApiKeys = z.object({ apiKeys: z.array(ApiKey) })

/** Asks to move the account to a new address; it moves once the link mailed there is opened. */
export const RequestEmailChangeInput = z.strictObject({ newEmail: EmailAddress, password: Password, code })

/** One signed-in browser or tool; `id` names it and opens nothing. */
export const AccountSession = z.object({
  id: Id('session'),
  createdAt: Instant,
  lastSeenAt: Instant,
  expiresAt: Instant,
  /** The program's own name of itself, cut to 200 characters. */
  userAgent: z.string(),
  isCurrent: z.boolean(),
})

export const RevokeSessionInput = z.strictObject({ id: Id('session') })

export const MfaStatus = z.object({ enabled: z.boolean(), required: z.boolean(), recoveryCodesLeft: z.int() })

/** What an authenticator needs; `uri` is what the QR code holds (otpauth://totp/…). */
export const MfaSetup = z.object({ secret: z.string(), uri: z.string() })

export const BeginMfaInput = z.strictObject({ password: Password })

export const ConfirmMfaInput = z.strictObject({ code: SecondFactor })

export const DisableMfaInput = z.strictObject({ password: Password, code: SecondFactor })

/** Ten codes, each good once; they are shown this one time. */
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })

/** The most addresses that an account keeps. */
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

/** All that the shop holds about a person, as they may take it with them (GDPR articles 15 and 20). */
export const AccountExport = z.object({
  exportedAt: Instant,
  user: User,
  addresses: z.array(SavedAddress),
  sessions: z.array(AccountSession),
  orders: z.array(OrderSummary.extend({ email: z.string(), shippingAddress: Address })),
})

export const EraseAccountInput = z.strictObject({ password: Password, code })
