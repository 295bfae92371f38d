import type { RegisterInput, Role, User } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import { isCommonPassword } from './common-passwords.ts'
import { rowToUser } from './user-rows.ts'

/** Makes an account; throws `auth.weak_password` or `auth.email_taken`. */
export const registerUser = async (
  deps: Deps,
  { email, name, password }: RegisterInput,
  role: Role = 'customer'
): Promise<User> => {
  if (isCommonPassword(password, email)) throw fail('auth.weak_password')
  const passwordHash = await deps.passwords.hash(password)
  const row = { id: newId(deps, 'user'), email, name, passwordHash, role, disabledAt: null, createdAt: deps.now() }
  const inserted = await deps.db.write((tx) =>
    tx
      .insert(schema.users)
      .values(row)
      .onConflictDoNothing({ target: schema.users.email })
      .returning({ id: schema.users.id })
  )
  if (inserted.length === 0) throw fail('auth.email_taken')
  return rowToUser(row)
}
