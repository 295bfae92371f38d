import { timingSafeEqual } from 'node:crypto'
import type { HeldKey, HeldSession } from '@tradepost/commerce'
import { checkApiKey, hashSecret, isMfaRequired } from '@tradepost/commerce'
import { API_KEY_MARK, isStaff } from '@tradepost/contract'
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
  const token = bearer ?? readCookie(cookies, names.session)
  const held = token === null || token.length > 100 || key ? null : await deps.sessions.check(token)
  if (held?.renewed && token !== null && bearer === null) state.keepSession({ token, expiresAt: held.expiresAt })
  const caller: Caller = {
    session: held && token !== null ? { token, id: held.id, expiresAt: held.expiresAt } : null,
    ...(await identityOf(services, { held, key })),
    guestHash: known.guest === null ? null : hashSecret(known.guest),
    deviceHash: known.device === null ? null : hashSecret(known.device),
    isOperator: holdsSecret(header('x-operator-secret'), services.operatorSecret),
    userAgent: header('user-agent') ?? '',
  }
  return { deps, placeOrder, requestId, address, caller, state }
}

type Identity = Pick<Caller, 'user' | 'apiKey' | 'permissions' | 'mfaSetupRequired'>

const identityOf = async (
  { deps }: Services,
  { held, key }: { held: HeldSession | null; key: HeldKey | null }
): Promise<Identity> => {
  if (key) {
    const { permissions, ...apiKey } = key
    return { user: null, apiKey, permissions, mfaSetupRequired: false }
  }
  const user = held?.user ?? null
  const lacksFactor = user !== null && isStaff(user.role) && !user.mfaEnabled
  const mfaSetupRequired = lacksFactor && (await isMfaRequired(deps))
  return { user, apiKey: null, permissions: user?.permissions ?? [], mfaSetupRequired }
}

/** Takes a cookie for a secret of ours only where it has its form. */
const secretOf = (cookie: string | null): string | null =>
  cookie !== null && /^[\w-]{27}$/.test(cookie) ? cookie : null

const readBearer = (header: string | undefined): string | null =>
  /^bearer ([\w.~+/=-]{1,200})$/i.exec(header ?? '')?.[1] ?? null

const holdsSecret = (given: string | undefined, secret: string | null): boolean =>
  given !== undefined &&
  secret !== null &&
  timingSafeEqual(Buffer.from(hashSecret(given)), Buffer.from(hashSecret(secret)))
