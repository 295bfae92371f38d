import { timingSafeEqual } from 'node:crypto'
import { hashSecret } from '@tradepost/commerce'
import type { Caller, Context } from '@tradepost/router'
import { cookieNames, makeCallerState, readCookie } from './cookies.ts'
import type { Services } from './services.ts'

/** What is known of one request before its procedures run. */
export interface RequestFacts {
  readonly requestId: string
  readonly address: string
  readonly header: (name: string) => string | undefined
  /** The answer's headers, for cookies. */
  readonly answer: Headers
}

/** Finds out who calls, once a request, and makes the context of its procedures. */
export const makeContext = async (services: Services, facts: RequestFacts): Promise<Context> => {
  const { deps, placeOrder, secure } = services
  const names = cookieNames(secure)
  const cookies = facts.header('cookie')
  const guest = readCookie(cookies, names.guest)
  const guestHash = guest === null || guest.length < 20 || guest.length > 64 ? null : hashSecret(guest)
  const state = makeCallerState(facts.answer, secure, guestHash)
  const bearer = readBearer(facts.header('authorization'))
  const token = bearer ?? readCookie(cookies, names.session)
  const held = token === null || token.length > 100 ? null : await deps.sessions.check(token)
  if (held?.renewed && token !== null && bearer === null) state.keepSession({ token, expiresAt: held.expiresAt })
  const caller: Caller = {
    user: held?.user ?? null,
    sessionToken: held ? token : null,
    sessionExpiresAt: held?.expiresAt ?? null,
    guestHash,
    isOperator: holdsSecret(facts.header('x-operator-secret'), services.operatorSecret),
  }
  return { deps, placeOrder, requestId: facts.requestId, address: facts.address, caller, state }
}

const readBearer = (header: string | undefined): string | null =>
  /^bearer ([\w.~+/=-]{1,200})$/i.exec(header ?? '')?.[1] ?? null

const holdsSecret = (given: string | undefined, secret: string | null): boolean =>
  given !== undefined &&
  secret !== null &&
  timingSafeEqual(Buffer.from(hashSecret(given)), Buffer.from(hashSecret(secret)))
