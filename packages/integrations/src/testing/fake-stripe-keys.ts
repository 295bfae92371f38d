import type { Answer, Asked } from './fake-stripe-requests.ts'
import { ApiError } from './fake-stripe-requests.ts'

/** Stores the answer of each idempotency key. */
export interface IdempotencyKeys {
  /** Returns the earlier answer, or null if the request must be performed. Its key is in use until `finish`. */
  readonly begin: (asked: Asked) => Answer | null
  readonly finish: (asked: Asked, answer: Answer) => void
  /** Forgets all keys, as Stripe does after a day. */
  readonly forget: () => void
}

interface Kept {
  readonly print: string
  /** Null while the request is running. */
  answer: Answer | null
}

/** Creates an empty store. It rejects a different request with a known key, and any request while its key is in use. */
export const makeIdempotencyKeys = (): IdempotencyKeys => {
  const kept = new Map<string, Kept>()
  return {
    begin: (asked) => {
      const { idempotencyKey } = asked
      if (idempotencyKey === null || asked.method !== 'POST') return null
      const before = kept.get(idempotencyKey)
      if (!before) {
        kept.set(idempotencyKey, { print: printOf(asked), answer: null })
        return null
      }
      if (before.print !== printOf(asked)) return otherRequest(idempotencyKey)
      if (before.answer === null) return inUse(idempotencyKey)
      return { ...before.answer, headers: { ...before.answer.headers, 'idempotent-replayed': 'true' } }
    },
    finish: (asked, answer) => {
      const { idempotencyKey } = asked
      if (idempotencyKey === null || asked.method !== 'POST') return
      // A request with invalid parameters was never started, so its key may be used again with other parameters.
      if (isOfParameters(answer)) kept.delete(idempotencyKey)
      else kept.set(idempotencyKey, { print: printOf(asked), answer })
    },
    forget: () => kept.clear(),
  }
}

const printOf = ({ method, path, params }: Asked): string =>
  JSON.stringify([method, path, ...[...params].toSorted(([a], [b]) => (a < b ? -1 : 1))])

const otherRequest = (key: string): Answer =>
  new ApiError(400, {
    type: 'idempotency_error',
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with: ${key}.`,
  }).answer

const inUse = (key: string): Answer =>
  new ApiError(409, {
    type: 'idempotency_error',
    code: 'idempotency_key_in_use',
    message: `There is currently another in-progress request using this key: ${key}.`,
  }).answer

const isOfParameters = ({ status, body }: Answer): boolean => {
  if (status === 401 || status === 404) return true
  if (status !== 400 || typeof body !== 'object' || body === null || !('error' in body)) return false
  const { error } = body
  return typeof error === 'object' && error !== null && 'param' in error
}
