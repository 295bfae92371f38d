import type { ServerResponse } from 'node:http'
import type { Answer, Asked } from './fake-stripe-requests.ts'

/** A fault to inject into a request. */
export type Fault =
  /** Never answers. With `isDone`, the request is still performed. */
  | { readonly kind: 'blackhole'; readonly isDone?: boolean }
  /** Performs and answers the request after a delay. Its idempotency key is in use until then. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Like `delay`, but until the promise resolves. */
  | { readonly kind: 'wait'; readonly until: Promise<void> }
  /** Not performed. With `isKept`, the answer is stored under the idempotency key, as Stripe stores its own errors. */
  | { readonly kind: 'status'; readonly status: 429 | 500 | 503; readonly isKept?: boolean }
  /** Resets the connection before the request is performed. */
  | { readonly kind: 'reset' }
  /** Resets the connection after the request is performed. */
  | { readonly kind: 'lost_answer' }
  /** Performed, but only half of the answer is sent: shorter than its length says, or with `isWhole` as if complete. */
  | { readonly kind: 'truncated'; readonly isWhole?: boolean }

/** The requests that a fault applies to; all by default. */
export interface FaultScope {
  readonly matches?: (asked: Asked) => boolean
  /** The number of requests; 1 by default. */
  readonly times?: number
}

/** The faults that wait for requests. */
export interface Faults {
  readonly add: (fault: Fault, scope?: FaultScope) => void
  readonly clear: () => void
  readonly take: (asked: Asked) => Fault | null
}

/** Creates an empty list of faults. Each fault applies to the next matching requests. */
export const makeFaults = (): Faults => {
  let waiting: { fault: Fault; matches: (asked: Asked) => boolean; left: number }[] = []
  return {
    add: (fault, { matches = () => true, times = 1 } = {}) => {
      waiting.push({ fault, matches, left: times })
    },
    clear: () => {
      waiting = []
    },
    take: (asked) => {
      const found = waiting.find(({ matches }) => matches(asked))
      if (!found) return null
      found.left -= 1
      if (found.left <= 0) waiting = waiting.filter((fault) => fault !== found)
      return found.fault
    },
  }
}

/** Returns the answer of a `status` fault. */
export const faultAnswer = (status: number): Answer => {
  const isLimit = status === 429
  const error = isLimit
    ? { type: 'invalid_request_error', code: 'rate_limit', message: 'Too many requests.' }
    : { type: 'api_error', message: 'An unknown error occurred.' }
  return { status, body: { error }, headers: { 'stripe-should-retry': 'false' } }
}

/** Sends half of an answer, with the length of the half (`isWhole`) or of the whole. */
export const sendHalf = (response: ServerResponse, body: string, isWhole: boolean): void => {
  const half = body.slice(0, Math.floor(body.length / 2))
  const length = Buffer.byteLength(isWhole ? half : body)
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': length })
  if (isWhole) response.end(half)
  else response.write(half, () => response.destroy())
}
