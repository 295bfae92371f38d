import { timingSafeEqual } from 'node:crypto'
import { checkApiKey, hashSecret } from '@tradepost/commerce'
import { API_KEY_MARK, isStaff } from '@tradepost/contract'
import type { Caller, Context } from '@tradepost/router'
import { identityOf } from '@tradepost/router'
import { cookieNames, makeCallerState, readCookie } from './cookies.ts'
import type { Services } from './services.ts'

/** The facts of a request that are known before its procedures run. */
export interface RequestFacts {
  readonly requestId: string
  readonly address: string
  readonly header: (name: string) => string | undefined
  /** The response's headers, for cookies. */
  readonly answer: Headers
}

/** Identifies the caller of a request and returns the context of its procedures. */
export const makeContext = async (services: Services, facts: RequestFacts): Promise<Context> => {
  const { deps, placeOrder, secure } = services
  const { requestId, address, header, answer } = facts
  const names = cookieNames(secure)
  const cookies = header('cookie')
  const known = {
    guest: secretOf(readCookie(cookies, names.guest)),
    device: secretOf(readCookie(cookies, names.device)),
  }
  const state = makeCallerState(answer, secure, known)
  const bearer = readBearer(header('authorization'))
  const key = bearer?.startsWith(API_KEY_MARK) ? await checkApiKey(deps, bearer) : null
  const given = bearer ?? readCookie(cookies, names.session)
  const token = given === null || given.length > 100 || key ? null : given
  const held = token === null ? null : await deps.sessions.check(token)
  if (held?.renewed && token !== null && bearer === null) state.keepSession({ token, expiresAt: held.expiresAt })
  if (held && token !== null && isStaff(held.user.role)) services.recentStaff.note(token)
  const caller: Caller = {
    session: held && token !== null ? { token, id: held.id, expiresAt: held.expiresAt } : null,
    ...(await identityOf(deps, { user: held?.user ?? null, key })),
    guestHash: known.guest === null ? null : hashSecret(known.guest),
    deviceHash: known.device === null ? null : hashSecret(known.device),
    isOperator: holdsSecret(header('x-operator-secret'), services.operatorSecret),
    userAgent: header('user-agent') ?? '',
  }
  const identify = async () =>
    identityOf(deps, {
      user: held && token !== null ? await deps.sessions.read(token) : null,
      key: key && bearer !== null ? await checkApiKey(deps, bearer) : null,
    })
  return { deps, placeOrder, requestId, address, caller, identify, state }
}

/** Returns the cookie if it has the form of our secrets, otherwise null. */
const secretOf = (cookie: string | null): string | null =>
  cookie !== null && /^[\w-]{27}$/.test(cookie) ? cookie : null

const readBearer = (header: string | undefined): string | null =>
  /^bearer ([\w.~+/=-]{1,200})$/i.exec(header ?? '')?.[1] ?? null

const holdsSecret = (given: string | undefined, secret: string | null): boolean =>
  given !== undefined &&
  secret !== null &&
  timingSafeEqual(Buffer.from(hashSecret(given)), Buffer.from(hashSecret(secret)))
