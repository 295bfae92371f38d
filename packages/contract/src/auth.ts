import * as z from 'zod'
import { Id } from './ids.ts'
import { Instant } from './page.ts'
import { Role } from './roles.ts'
import { EmailAddress, Line } from './text.ts'

/** Accepts a new password: 10 to 128 characters, no composition rules (NIST SP 800-63B §5.1.1.2). */
export const NewPassword = z
  .string()
  .min(10, 'Use at least 10 characters.')
  .max(128, 'Use at most 128 characters.')
  .normalize('NFC')

export const RegisterInput = z.strictObject({ email: EmailAddress, name: Line(100), password: NewPassword })

export type RegisterInput = z.infer<typeof RegisterInput>

/** `transport: 'cookie'` sets the session cookie; `'token'` answers the bearer token once instead, for tools. */
export const SignInInput = z.strictObject({
  email: EmailAddress,
  password: z.string().min(1, 'Enter your password.').max(128).normalize('NFC'),
  transport: z.enum(['cookie', 'token']).default('cookie'),
})

export const User = z.object({ id: Id('user'), email: z.string(), name: z.string(), role: Role, createdAt: Instant })

export type User = z.infer<typeof User>

/** Tells what merging the guest's cart into the account's did to one line. */
export const CartMergeChange = z.object({
  sku: z.string(),
  title: z.string(),
  /** `added`: the guest's quantity was added; `capped`: stock allowed less. */
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

export const SessionOutput = z.object({ user: User.nullable(), expiresAt: Instant.nullable() })

export type SessionOutput = z.infer<typeof SessionOutput>
