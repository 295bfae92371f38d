import type { User } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { clearSignInFailures, takeSignInTry } from './sign-in-throttle.ts'
import { rowToUser } from './user-rows.ts'

/** Checks e-mail and password; throws `auth.invalid_credentials` or `auth.rate_limited`, alike for unknown addresses. */
export const signIn = async (
  deps: Deps,
  { email, password, address }: { email: string; password: string; address: string }
): Promise<User> => {
  await takeSignInTry(deps, { email, address })
  const [row] = await deps.db.read.select().from(schema.users).where(eq(schema.users.email, email))
  const matches = await deps.passwords.verify(row?.passwordHash ?? null, password)
  if (!row || !matches || row.disabledAt !== null) throw fail('auth.invalid_credentials')
  await clearSignInFailures(deps, { email, address })
  return rowToUser(row)
}
