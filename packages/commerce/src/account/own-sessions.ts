import type { IdOf } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Deps } from '../deps.ts'
import { toInstant } from '../deps.ts'

/** The user whose sessions are listed, and the session of the caller. */
export interface SessionHolder {
  readonly userId: IdOf<'user'>
  readonly sessionId: IdOf<'session'> | null
}

/** Lists the sessions of a user, the most recently used first. */
export const listSessions = async ({ sessions }: Deps, { userId, sessionId }: SessionHolder) =>
  (await sessions.list(userId)).map((row) => ({
    id: row.id,
    createdAt: toInstant(row.createdAt),
    lastSeenAt: toInstant(row.lastSeenAt),
    expiresAt: toInstant(row.expiresAt),
    userAgent: row.userAgent,
    isCurrent: row.id === sessionId,
  }))

/** Ends one session of a user. Throws `session.not_found`, also for a session of another user. */
export const revokeSession = async ({ sessions }: Deps, userId: IdOf<'user'>, id: IdOf<'session'>): Promise<void> => {
  if (!(await sessions.endOne(userId, id))) throw fail('session.not_found')
}
