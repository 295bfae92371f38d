import type { RegisterInput, Role, User } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import type { Actor } from '../audit/record-audit.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import { clearMailQuota } from '../mail/mail-quota.ts'
import { isCommonPassword } from './common-passwords.ts'
import { operatorTurn } from './password-turn.ts'
import { rowToUser } from './user-rows.ts'

const { users } = schema

/** An account to create without confirmation, with the hash of its password. */
export interface NewUser {
  readonly email: string
  readonly name: string
  readonly passwordHash: string
  readonly role: Role
}

/** Creates an account whose address needs no confirmation. Throws `auth.email_taken`. */
export const insertUser = async (tx: Tx, deps: Deps, user: NewUser): Promise<User> => {
  const [row] = await tx
    .insert(users)
    .values({ id: newId(deps, 'user'), createdAt: deps.now(), ...user })
    .onConflictDoNothing({ target: users.email })
    .returning()
  if (!row) throw fail('auth.email_taken')
  await clearMailQuota(tx, { recipient: row.email, kind: 'password_reset' })
  return rowToUser(row)
}

/** Creates an owner, for the operator. Throws `auth.email_taken` and `auth.weak_password`. */
export const createOwner = async (
  deps: Deps,
  { email, name, password }: RegisterInput,
  actor: Actor
): Promise<User> => {
  if (isCommonPassword(password, email)) throw fail('auth.weak_password')
  const passwordHash = await deps.passwords.hash(password, operatorTurn)
  return deps.db.write(async (tx) => {
    const user = await insertUser(tx, deps, { email, name, passwordHash, role: 'owner' })
    await recordAudit(tx, deps, { actor, change: { target: user.id, before: null, after: { role: user.role } } })
    return user
  })
}
