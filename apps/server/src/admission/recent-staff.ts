import type { IncomingMessage } from 'node:http'
import { hashSecret } from '@tradepost/commerce'
import { readCookie } from '../cookies.ts'

const KEPT_MS = 5 * 60_000
const MAX_KEPT = 1000

/**
 * Remembers which sessions recently belonged to staff, so that the back office works while the shop is overloaded. It
 * only affects the order of requests: each request is fully checked when it runs.
 */
export class RecentStaff {
  readonly #cookieName: string
  readonly #seen = new Map<string, number>()

  constructor(cookieName: string) {
    this.#cookieName = cookieName
  }

  /** Records that a session belongs to staff. */
  note(token: string): void {
    const hash = hashSecret(token)
    this.#seen.delete(hash)
    this.#seen.set(hash, performance.now())
    if (this.#seen.size <= MAX_KEPT) return
    const [oldest] = this.#seen.keys()
    if (oldest !== undefined) this.#seen.delete(oldest)
  }

  /** Returns whether the request's cookie contains such a session, seen within the last five minutes. */
  isStaff({ headers }: IncomingMessage): boolean {
    if (this.#seen.size === 0 || headers.cookie === undefined) return false
    const token = readCookie(headers.cookie, this.#cookieName)
    if (token === null) return false
    const seenAt = this.#seen.get(hashSecret(token))
    return seenAt !== undefined && performance.now() - seenAt < KEPT_MS
  }
}
