import type { IdOf, User } from '@tradepost/contract'
import { makeId } from '@tradepost/contract'
import type { Database } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, desc, eq, gt, ne } from 'drizzle-orm'
import { Lucia, TimeSpan } from 'lucia'
import type { SessionAttributes } from './hashed-session-adapter.ts'
import { absoluteEnd, HashedSessionAdapter } from './hashed-session-adapter.ts'
import { rowToUser } from './user-rows.ts'

// Only this module and its adapter know Lucia. Lucia 3 is no longer developed; decision 4 names its replacement.

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<SessionAttributes, { user: User }>
    UserId: IdOf<'user'>
    DatabaseUserAttributes: { user: User }
    DatabaseSessionAttributes: SessionAttributes
  }
}

/** A new session. `token` goes to its holder and is not stored anywhere. */
export interface NewSession {
  readonly token: string
  readonly expiresAt: number
}

/** A valid session. `renewed` is true if its expiry has moved and the cookie must be set again. */
export interface HeldSession {
  readonly id: IdOf<'session'>
  readonly user: User
  readonly expiresAt: number
  readonly renewed: boolean
}

/** Begins, checks and ends sessions. A session ends 30 days after its last use and 90 days after it began. */
export interface Sessions {
  readonly begin: (userId: IdOf<'user'>, userAgent: string) => Promise<NewSession>
  readonly check: (token: string) => Promise<HeldSession | null>
  /**
   * Returns the user of a session without renewing it or updating when it was last seen, for callers that only keep
   * listening.
   */
  readonly read: (token: string) => Promise<User | null>
  readonly end: (token: string) => Promise<void>
  /** Ends all sessions of a user, except one if given. Returns how many ended. */
  readonly endAll: (userId: IdOf<'user'>, except?: IdOf<'session'>) => Promise<number>
  /** Ends one session of a user by its handle. Returns false if the user has no such session. */
  readonly endOne: (userId: IdOf<'user'>, id: IdOf<'session'>) => Promise<boolean>
  readonly list: (userId: IdOf<'user'>) => Promise<(typeof schema.sessions.$inferSelect)[]>
  readonly removeExpired: () => Promise<void>
}

/** The dependencies of sessions. */
export interface SessionSources {
  readonly db: Database
  readonly now: () => number
  readonly random: (bytes: number) => Uint8Array
}

const { sessions } = schema
const IDLE = new TimeSpan(30, 'd')
const MAX_USER_AGENT = 200

/** Creates the session store of a database. */
export const makeSessions = (sources: SessionSources): Sessions => {
  const { db, now, random } = sources
  const adapter = new HashedSessionAdapter(sources)
  const lucia = new Lucia(adapter, {
    sessionExpiresIn: IDLE,
    getSessionAttributes: (attributes) => attributes,
    getUserAttributes: ({ user }) => ({ user }),
  })
  return {
    begin: async (userId, userAgent) => {
      const handle = makeId('session', now(), random)
      const session = await lucia.createSession(userId, {
        handle,
        userAgent: userAgent.slice(0, MAX_USER_AGENT),
        startedAt: now(),
      })
      return { token: session.id, expiresAt: session.expiresAt.getTime() }
    },
    check: async (token) => {
      const { session, user } = await lucia.validateSession(token)
      if (!session) return null
      // Lucia has no absolute expiry and renews past it. The adapter enforces it, and the cookie must expire then too.
      const expiresAt = Math.min(session.expiresAt.getTime(), absoluteEnd(session.startedAt))
      return { id: session.handle, user: user.user, expiresAt, renewed: session.fresh }
    },
    read: async (token) => {
      const found = await adapter.find(token)
      return found && found.session.expiresAt > now() ? rowToUser(found.user) : null
    },
    end: (token) => lucia.invalidateSession(token),
    endAll: async (userId, except) => {
      const others = and(eq(sessions.userId, userId), except ? ne(sessions.id, except) : undefined)
      return (await db.write((tx) => tx.delete(sessions).where(others).returning({ id: sessions.id }))).length
    },
    endOne: async (userId, id) => {
      const one = and(eq(sessions.userId, userId), eq(sessions.id, id))
      return (await db.write((tx) => tx.delete(sessions).where(one).returning({ id: sessions.id }))).length > 0
    },
    list: async (userId) => {
      const own = and(eq(sessions.userId, userId), gt(sessions.expiresAt, now()))
      const rows = await db.read.select().from(sessions).where(own).orderBy(desc(sessions.lastSeenAt))
      const held = rows.map((row) => ({ ...row, expiresAt: Math.min(row.expiresAt, absoluteEnd(row.createdAt)) }))
      return held.filter(({ expiresAt }) => expiresAt > now())
    },
    removeExpired: () => lucia.deleteExpiredSessions(),
  }
}
