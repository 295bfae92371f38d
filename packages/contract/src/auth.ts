import * as z from 'zod'
import { Id } from './ids.ts'
import { Instant } from './page.ts'
import { Permission, Role } from './roles.ts'
import { EmailAddress, Line } from './text.ts'
import { NewPassword, Password } from './password.ts'
import { MailToken, SecondFactor } from './secrets.ts'

export const RegisterInput = z.strictObject({ email: EmailAddress, name: Line(100), password: NewPassword })

export type RegisterInput = z.infer<typeof RegisterInput>

/** The answer is the same whether or not the address has an account. Only the mail reveals which. */
export const MailSent = z.object({ mailSentTo: z.string() })

export const EmailInput = z.strictObject({ email: EmailAddress })

export const TokenInput = z.strictObject({ token: MailToken })

export const ResetPasswordInput = z.strictObject({
  token: MailToken,
  password: NewPassword,
  /** Also revokes the API keys of the account. */
  revokeApiKeys: z.boolean().default(false),
})

/** The number of active API keys of the account. The owner can see them after signing in. */
export const ResetPasswordOutput = z.object({ apiKeysLeft: z.int() })

/** `transport: 'cookie'` sets the session cookie. `'token'` instead returns the bearer token once, for tools. */
export const SignInInput = z.strictObject({
  email: EmailAddress,
  password: Password,
  /**
   * Six digits of the authenticator or a recovery code. Required if the account has a second factor
   * (`auth.mfa_required`).
   */
  code: SecondFactor.optional(),
  transport: z.enum(['cookie', 'token']).default('cookie'),
})

export const User = z.object({
  id: Id('user'),
  email: z.string(),
  name: z.string(),
  role: Role,
  permissions: z.array(Permission),
  mfaEnabled: z.boolean(),
  createdAt: Instant,
})

export type User = z.infer<typeof User>

/** How merging the guest's cart into the account's cart changed one line. */
export const CartMergeChange = z.object({
  sku: z.string(),
  title: z.string(),
  /** `added`: the guest's quantity was added. `capped`: the stock allowed less. */
  kind: z.enum(['added', 'capped']),
  quantity: z.int(),
})

export type CartMergeChange = z.infer<typeof CartMergeChange>

export const SignInOutput = z.object({
  user: User,
  token: z.string().nullable(),
  expiresAt: Instant,
  cartChanges: z.array(CartMergeChange),
})

/** The caller: a user, or a tool with its API key. `permissions` lists what the caller may do in the back office. */
export const SessionOutput = z.object({
  user: User.nullable(),
  apiKey: z.object({ id: Id('apiKey'), name: z.string() }).nullable(),
  permissions: z.array(Permission),
  /** True if the shop requires a second factor of staff and this user has none yet. */
  mfaSetupRequired: z.boolean(),
  expiresAt: Instant.nullable(),
})

export type SessionOutput = z.infer<typeof SessionOutput>
