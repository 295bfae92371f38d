import { randomBytes } from 'node:crypto'
import type { CallerState } from '@tradepost/router'
import { hashSecret } from '@tradepost/commerce'

const DAY_S = 24 * 60 * 60
const GUEST_MAX_AGE_S = 180 * DAY_S
const DEVICE_MAX_AGE_S = 400 * DAY_S

/**
 * Returns the value of a cookie from a Cookie header. A cookie that is sent twice counts as absent, since one of the
 * two is forged.
 */
export const readCookie = (header: string | undefined, name: string): string | null => {
  const values = (header ?? '')
    .split(';')
    // Trim spaces only: trim() would remove a no-break space too, and so accept another name as ours.
    .map(withoutOuterSpaces)
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
  return values.length === 1 ? (values[0] ?? null) : null
}

/** Trims spaces by hand: a pattern for trailing spaces takes quadratic time in the number of spaces inside the text. */
const withoutOuterSpaces = (text: string): string => {
  let [start, end] = [0, text.length]
  while (start < end && text[start] === ' ') start += 1
  while (end > start && text[end - 1] === ' ') end -= 1
  return text.slice(start, end)
}

/**
 * Returns the names of the cookies. On HTTPS, the `__Host-` prefix makes the browser accept them from this host only.
 */
export const cookieNames = (secure: boolean) => ({
  session: secure ? '__Host-session' : 'session',
  guest: secure ? '__Host-guest' : 'guest',
  device: secure ? '__Host-device' : 'device',
})

/** The secrets that a browser sent and that have the form of ours. */
export interface KnownSecrets {
  readonly guest: string | null
  readonly device: string | null
}

/**
 * Returns the state that procedures use to remember or forget the caller. It adds Set-Cookie lines to the response's
 * headers.
 */
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
  let device = known.device
  const giveDevice = () => {
    device = randomBytes(20).toString('base64url')
    set(names.device, device, DEVICE_MAX_AGE_S)
    return device
  }
  const ensureGuest = ensure(names.guest, known.guest, GUEST_MAX_AGE_S)
  return {
    keepSession: ({ token, expiresAt }) =>
      set(names.session, token, Math.max(0, Math.floor((expiresAt - Date.now()) / 1000))),
    forgetSession: () => set(names.session, '', 0),
    ensureGuest: () => hashSecret(ensureGuest()),
    ensureDevice: () => device ?? giveDevice(),
    renewDevice: giveDevice,
    forgetGuest: () => set(names.guest, '', 0),
  }
}
