import type { IdOf } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { desc, eq, lt } from 'drizzle-orm'
import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia'
import { TimeSpan } from 'lucia'
import { hashSecret } from '../buyer.ts'
import type { SessionSources } from './sessions.ts'
import { rowToUser } from './user-rows.ts'

const { sessions, users } = schema

export interface SessionAttributes {
  readonly handle: IdOf<'session'>
  readonly userAgent: string
  readonly startedAt: number
}

interface StoredSession {
  readonly session: typeof sessions.$inferSelect
  readonly user: typeof users.$inferSelect
}

const ABSOLUTE_MS = new TimeSpan(90, 'd').milliseconds()

/** Returns when a session ends no matter how it is used: 90 days after it began. */
export const absoluteEnd = (startedAt: number): number => startedAt + ABSOLUTE_MS

/** The most sessions per account. Another one ends the oldest. */
const MAX_SESSIONS = 50

const SEEN_EVERY_MS = 5 * 60 * 1000

/**
 * Stores only the SHA-256 of a session's ID, enforces the absolute expiry that Lucia lacks, and records when a session
 * was last seen.
 */
export class HashedSessionAdapter implements Adapter {
  readonly #sources: SessionSources

  constructor(sources: SessionSources) {
    this.#sources = sources
  }

  /**
   * Returns a session with its user, without recording that it was seen. Returns null if the session is unknown, its
   * user is disabled or its absolute expiry has passed.
   */
  async find(id: string): Promise<StoredSession | null> {
    const { db, now } = this.#sources
    const [row] = await db.read
      .select({ session: sessions, user: users })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(eq(sessions.idHash, hashSecret(id)))
    const isOver = !row || row.user.disabledAt !== null || now() >= absoluteEnd(row.session.createdAt)
    return isOver ? null : row
  }

  async getSessionAndUser(id: string): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const found = await this.find(id)
    if (!found) return [null, null]
    const { session, user } = found
    const { now } = this.#sources
    if (session.lastSeenAt < now() - SEEN_EVERY_MS) await this.#noteSeen(session.idHash)
    return [
      { ...toDatabaseSession(session), id },
      { id: user.id, attributes: { user: rowToUser(user) } },
    ]
  }

  async getUserSessions(userId: IdOf<'user'>): Promise<DatabaseSession[]> {
    const rows = await this.#sources.db.read.select().from(sessions).where(eq(sessions.userId, userId))
    // The ID here is the handle, not a credential: its hash matches no session.
    return rows.map((row) => ({ ...toDatabaseSession(row), id: row.id }))
  }

  async setSession({ id, userId, expiresAt, attributes }: DatabaseSession): Promise<void> {
    const { db } = this.#sources
    const at = attributes.startedAt
    await db.write(async (tx) => {
      await tx.insert(sessions).values({
        idHash: hashSecret(id),
        id: attributes.handle,
        userId,
        createdAt: at,
        lastSeenAt: at,
        expiresAt: expiresAt.getTime(),
        userAgent: attributes.userAgent,
      })
      await endSurplus(tx, userId)
    })
  }

  async updateSessionExpiration(id: string, expiresAt: Date): Promise<void> {
    const idHash = hashSecret(id)
    await this.#sources.db.write((tx) =>
      tx.update(sessions).set({ expiresAt: expiresAt.getTime() }).where(eq(sessions.idHash, idHash))
    )
  }

  async deleteSession(id: string): Promise<void> {
    await this.#sources.db.write((tx) => tx.delete(sessions).where(eq(sessions.idHash, hashSecret(id))))
  }

  async deleteUserSessions(userId: IdOf<'user'>): Promise<void> {
    await this.#sources.db.write((tx) => tx.delete(sessions).where(eq(sessions.userId, userId)))
  }

  async deleteExpiredSessions(): Promise<void> {
    const { db, now } = this.#sources
    await db.write((tx) => tx.delete(sessions).where(lt(sessions.expiresAt, now())))
  }

  async #noteSeen(idHash: string): Promise<void> {
    const { db, now } = this.#sources
    await db.write((tx) => tx.update(sessions).set({ lastSeenAt: now() }).where(eq(sessions.idHash, idHash)))
  }
}

/** Ends all sessions of a user but the newest fifty. */
const endSurplus = async (tx: Tx, userId: IdOf<'user'>): Promise<void> => {
  const surplus = await tx
    .select({ idHash: sessions.idHash })
    .from(sessions)
    .where(eq(sessions.userId, userId))
    .orderBy(desc(sessions.createdAt), desc(sessions.id))
    .limit(100)
    .offset(MAX_SESSIONS)
  for (const { idHash } of surplus) await tx.delete(sessions).where(eq(sessions.idHash, idHash))
}

const toDatabaseSession = (row: typeof sessions.$inferSelect): DatabaseSession => ({
  id: row.id,
  userId: row.userId,
  expiresAt: new Date(row.expiresAt),
  attributes: { handle: row.id, userAgent: row.userAgent, startedAt: row.createdAt },
})
