import type { IncomingMessage } from 'node:http'
import { hashSecret } from '@tradepost/commerce'
import { readCookie } from '../cookies.ts'

const KEPT_MS = 5 * 60_000
const MAX_KEPT = 1000

/**
 * Remembers which sessions were staff's when they last called, so that the back office works while the shop is overloaded. It
 * only decides on the order of requests: each is checked in full when it runs.
 */
export class RecentStaff {
  readonly #cookieName: string
  readonly #seen = new Map<string, number>()

  constructor(cookieName: string) {
    this.#cookieName = cookieName
  }

  /** Notes that a session is staff's. */
  note(token: string): void {
    const hash = hashSecret(token)
    this.#seen.delete(hash)
    this.#seen.set(hash, performance.now())
    if (this.#seen.size <= MAX_KEPT) return
    const [oldest] = this.#seen.keys()
    if (oldest !== undefined) this.#seen.delete(oldest)
  }

  /** Returns whether the request's cookie holds such a session. */
  isStaff({ headers }: IncomingMessage): boolean {
    if (this.#seen.size === 0 || headers.cookie === undefined) return false
    const token = readCookie(headers.cookie, this.#cookieName)
    if (token === null) return false
    const seenAt = this.#seen.get(hashSecret(token))
    return seenAt !== undefined && performance.now() - seenAt < KEPT_MS
  }
}
