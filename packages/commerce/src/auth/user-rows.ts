import type { User } from '@tradepost/contract'
import { permissionsOf } from '@tradepost/contract'
import type { schema } from '@tradepost/db'
import { toInstant } from '../deps.ts'

/** Converts a row to the user that clients see. */
export const rowToUser = (row: typeof schema.users.$inferSelect): User => ({
  id: row.id,
  email: row.email,
  name: row.name,
  role: row.role,
  permissions: [...permissionsOf(row.role)],
  mfaEnabled: row.totpEnabledAt !== null,
  createdAt: toInstant(row.createdAt),
})
