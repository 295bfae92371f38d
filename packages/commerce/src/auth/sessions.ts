import type { IdOf, User } from '@tradepost/contract'
import type { Database } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { eq, lt } from 'drizzle-orm'
import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia'
import { Lucia, TimeSpan } from 'lucia'
import { hashSecret } from '../buyer.ts'
import { rowToUser } from './user-rows.ts'

// The only module that knows Lucia. Lucia 3 is no longer developed; decision 4 says what would take its place.

interface DatabaseSessionAttributes {
  readonly startedAt?: number
}

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<DatabaseSessionAttributes, { user: User }>
    UserId: IdOf<'user'>
    DatabaseUserAttributes: { user: User }
    DatabaseSessionAttributes: DatabaseSessionAttributes
  }
}

/** A session that was just begun; `token` is shown to its holder and is stored nowhere. */
export interface NewSession {
  readonly token: string
  readonly expiresAt: number
}

/** Begins, checks and ends sessions. A session ends 30 days after its last use and 90 days after its beginning. */
export interface Sessions {
  readonly begin: (userId: IdOf<'user'>) => Promise<NewSession>
  /** Answers who holds the token, or null; `renewed` tells that the end has moved and the cookie is to be set again. */
  readonly check: (token: string) => Promise<{ user: User; expiresAt: number; renewed: boolean } | null>
  readonly end: (token: string) => Promise<void>
  readonly removeExpired: () => Promise<void>
}

const IDLE = new TimeSpan(30, 'd')
const ABSOLUTE = new TimeSpan(90, 'd')

const absoluteEnd = (startedAt: number): number => startedAt + ABSOLUTE.milliseconds()

/** Makes the sessions of a database. */
export const makeSessions = (db: Database): Sessions => {
  const lucia = new Lucia(new HashedSessionAdapter(db), {
    sessionExpiresIn: IDLE,
    getSessionAttributes: (attributes) => attributes,
    getUserAttributes: ({ user }) => ({ user }),
  })
  return {
    begin: async (userId) => {
      const session = await lucia.createSession(userId, {})
      return { token: session.id, expiresAt: session.expiresAt.getTime() }
    },
    check: async (token) => {
      const { session, user } = await lucia.validateSession(token)
      if (!session) return null
      // Lucia renews past the absolute end, which only the adapter holds to.
      const expiresAt = Math.min(session.expiresAt.getTime(), absoluteEnd(session.startedAt ?? 0))
      return { user: user.user, expiresAt, renewed: session.fresh }
    },
    end: (token) => lucia.invalidateSession(token),
    removeExpired: () => lucia.deleteExpiredSessions(),
  }
}

const { sessions, users } = schema

/** Stores only the SHA-256 of a session's id, and holds to the absolute end that Lucia lacks. */
class HashedSessionAdapter implements Adapter {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  async getSessionAndUser(id: string): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const [row] = await this.#db.read
      .select({ startedAt: sessions.createdAt, expiresAt: sessions.expiresAt, user: users })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(eq(sessions.idHash, hashSecret(id)))
    if (!row || row.user.disabledAt !== null) return [null, null]
    const { startedAt, user } = row
    const expiresAt = new Date(Math.min(row.expiresAt, absoluteEnd(startedAt)))
    return [
      { id, userId: user.id, expiresAt, attributes: { startedAt } },
      { id: user.id, attributes: { user: rowToUser(user) } },
    ]
  }

  async getUserSessions(userId: IdOf<'user'>): Promise<DatabaseSession[]> {
    const rows = await this.#db.read.select().from(sessions).where(eq(sessions.userId, userId))
    return rows.map((row) => ({
      // A handle, not a credential: hashed once more it matches nothing.
      id: `h:${row.idHash}`,
      userId,
      expiresAt: new Date(row.expiresAt),
      attributes: { startedAt: row.createdAt },
    }))
  }

  async setSession({ id, userId, expiresAt }: DatabaseSession): Promise<void> {
    const row = { idHash: hashSecret(id), userId, createdAt: Date.now(), expiresAt: expiresAt.getTime() }
    await this.#db.write((tx) => tx.insert(sessions).values(row))
  }

  async updateSessionExpiration(id: string, expiresAt: Date): Promise<void> {
    const idHash = hashSecret(id)
    await this.#db.write((tx) =>
      tx.update(sessions).set({ expiresAt: expiresAt.getTime() }).where(eq(sessions.idHash, idHash))
    )
  }

  async deleteSession(id: string): Promise<void> {
    await this.#db.write((tx) => tx.delete(sessions).where(eq(sessions.idHash, hashSecret(id))))
  }

  async deleteUserSessions(userId: IdOf<'user'>): Promise<void> {
    await this.#db.write((tx) => tx.delete(sessions).where(eq(sessions.userId, userId)))
  }

  async deleteExpiredSessions(): Promise<void> {
    await this.#db.write((tx) => tx.delete(sessions).where(lt(sessions.expiresAt, Date.now())))
  }
}
