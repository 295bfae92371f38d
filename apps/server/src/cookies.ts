import { randomBytes } from 'node:crypto'
import type { CallerState } from '@tradepost/router'
import { hashSecret } from '@tradepost/commerce'

const GUEST_MAX_AGE_S = 180 * 24 * 60 * 60

/** Reads a cookie of ours out of a Cookie header; one that is sent twice counts as absent, for one of them is forged. */
export const readCookie = (header: string | undefined, name: string): string | null => {
  const values = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
  return values.length === 1 ? (values[0] ?? null) : null
}

/** Names the cookies; behind HTTPS the `__Host-` prefix makes the browser refuse them from anywhere but this host. */
export const cookieNames = (secure: boolean) => ({
  session: secure ? '__Host-session' : 'session',
  guest: secure ? '__Host-guest' : 'guest',
})

/** Lets procedures keep and forget the caller by writing Set-Cookie lines to the answer's headers. */
export const makeCallerState = (answer: Headers, secure: boolean, knownGuest: string | null): CallerState => {
  const names = cookieNames(secure)
  const set = (name: string, value: string, maxAgeS: number) =>
    answer.append(
      'set-cookie',
      `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeS}${secure ? '; Secure' : ''}`
    )
  let guestHash = knownGuest
  return {
    keepSession: ({ token, expiresAt }) =>
      set(names.session, token, Math.max(0, Math.floor((expiresAt - Date.now()) / 1000))),
    forgetSession: () => set(names.session, '', 0),
    ensureGuest: () => {
      if (guestHash === null) {
        const guest = randomBytes(20).toString('base64url')
        set(names.guest, guest, GUEST_MAX_AGE_S)
        guestHash = hashSecret(guest)
      }
      return guestHash
    },
  }
}
