import { randomBytes } from 'node:crypto'
import type { CallerState } from '@tradepost/router'
import { hashSecret } from '@tradepost/commerce'

const DAY_S = 24 * 60 * 60
const GUEST_MAX_AGE_S = 180 * DAY_S
const DEVICE_MAX_AGE_S = 400 * DAY_S

/** Reads a cookie of ours out of a Cookie header; one that is sent twice counts as absent, for one of them is forged. */
export const readCookie = (header: string | undefined, name: string): string | null => {
  const values = (header ?? '')
    .split(';')
    // Blanks alone are cut off: trim() would take a no-break space too, and so another name for ours.
    .map(withoutOuterSpaces)
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
  return values.length === 1 ? (values[0] ?? null) : null
}

/** Cuts spaces off by hand: a pattern for those at the end takes the square of the number of spaces within. */
const withoutOuterSpaces = (text: string): string => {
  let [start, end] = [0, text.length]
  while (start < end && text[start] === ' ') start += 1
  while (end > start && text[end - 1] === ' ') end -= 1
  return text.slice(start, end)
}

/** Names the cookies; behind HTTPS the `__Host-` prefix makes the browser refuse them from anywhere but this host. */
export const cookieNames = (secure: boolean) => ({
  session: secure ? '__Host-session' : 'session',
  guest: secure ? '__Host-guest' : 'guest',
  device: secure ? '__Host-device' : 'device',
})

/** The secrets that a browser has brought along, as far as they can be ours. */
export interface KnownSecrets {
  readonly guest: string | null
  readonly device: string | null
}

/** Lets procedures keep and forget the caller by writing Set-Cookie lines to the answer's headers. */
export const makeCallerState = (answer: Headers, secure: boolean, known: KnownSecrets): CallerState => {
  const names = cookieNames(secure)
  const set = (name: string, value: string, maxAgeS: number) => {
    const attributes = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeS}${secure ? '; Secure' : ''}`
    answer.append('set-cookie', `${name}=${value}; ${attributes}`)
  }
  const ensure = (name: string, secret: string | null, maxAgeS: number) => {
    let current = secret
    return () => {
      if (current === null) {
        current = randomBytes(20).toString('base64url')
        set(name, current, maxAgeS)
      }
      return current
    }
  }
  const ensureGuest = ensure(names.guest, known.guest, GUEST_MAX_AGE_S)
  return {
    keepSession: ({ token, expiresAt }) =>
      set(names.session, token, Math.max(0, Math.floor((expiresAt - Date.now()) / 1000))),
    forgetSession: () => set(names.session, '', 0),
    ensureGuest: () => hashSecret(ensureGuest()),
    ensureDevice: ensure(names.device, known.device, DEVICE_MAX_AGE_S),
  }
}
