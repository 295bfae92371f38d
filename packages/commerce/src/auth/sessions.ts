import type { IdOf, User } from '@tradepost/contract'
import { makeId } from '@tradepost/contract'
import type { Database } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, desc, eq, gt, ne } from 'drizzle-orm'
import { Lucia, TimeSpan } from 'lucia'
import type { SessionAttributes } from './hashed-session-adapter.ts'
import { absoluteEnd, HashedSessionAdapter } from './hashed-session-adapter.ts'
import { rowToUser } from './user-rows.ts'

// This module and its adapter are all that knows Lucia. Lucia 3 is no longer developed; decision 4 says what would take its place.

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<SessionAttributes, { user: User }>
    UserId: IdOf<'user'>
    DatabaseUserAttributes: { user: User }
    DatabaseSessionAttributes: SessionAttributes
  }
}

/** A session that was just begun; `token` is shown to its holder and is stored nowhere. */
export interface NewSession {
  readonly token: string
  readonly expiresAt: number
}

/** A session that was found to be good. `renewed` tells that its end has moved and the cookie is to be set again. */
export interface HeldSession {
  readonly id: IdOf<'session'>
  readonly user: User
  readonly expiresAt: number
  readonly renewed: boolean
}

/** Begins, checks and ends sessions. A session ends 30 days after its last use and 90 days after its beginning. */
export interface Sessions {
  readonly begin: (userId: IdOf<'user'>, userAgent: string) => Promise<NewSession>
  readonly check: (token: string) => Promise<HeldSession | null>
  /** Gives whose session it is and moves neither its end nor when it was last seen: for one who only goes on listening. */
  readonly read: (token: string) => Promise<User | null>
  readonly end: (token: string) => Promise<void>
  /** Ends all sessions of a user but one, or all; answers how many. */
  readonly endAll: (userId: IdOf<'user'>, except?: IdOf<'session'>) => Promise<number>
  /** Ends one session of a user by its handle; answers false where they have none such. */
  readonly endOne: (userId: IdOf<'user'>, id: IdOf<'session'>) => Promise<boolean>
  readonly list: (userId: IdOf<'user'>) => Promise<(typeof schema.sessions.$inferSelect)[]>
  readonly removeExpired: () => Promise<void>
}

/** The part of `deps` that sessions are made of. */
export interface SessionSources {
  readonly db: Database
  readonly now: () => number
  readonly random: (bytes: number) => Uint8Array
}

const { sessions } = schema
const IDLE = new TimeSpan(30, 'd')
const MAX_USER_AGENT = 200

/** Makes the sessions of a database. */
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
      // Lucia knows of no absolute end and renews past it; the adapter holds to it, and the cookie is told of it.
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
