import type { ServerResponse } from 'node:http'
import type { Answer, Asked } from './fake-stripe-requests.ts'

/** What goes wrong with a request. */
export type Fault =
  /** No answer ever; where `isDone`, what was asked is done all the same. */
  | { readonly kind: 'blackhole'; readonly isDone?: boolean }
  /** Done and answered after a while; its key is in use until then. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The same, until the test says so. */
  | { readonly kind: 'wait'; readonly until: Promise<void> }
  /** Not done. Where `isKept`, the answer is kept under the key, as Stripe keeps faults of its own. */
  | { readonly kind: 'status'; readonly status: 429 | 500 | 503; readonly isKept?: boolean }
  /** The connection is cut before anything is done. */
  | { readonly kind: 'reset' }
  /** The connection is cut after all is done. */
  | { readonly kind: 'lost_answer' }
  /** Done, and half of the answer is sent: with an honest length and cut off, or as if it were whole. */
  | { readonly kind: 'truncated'; readonly isWhole?: boolean }

/** Which requests a fault is for; all where nothing is said. */
export interface FaultScope {
  readonly matches?: (asked: Asked) => boolean
  /** How many requests; 1 where nothing is said. */
  readonly times?: number
}

/** Faults that wait for requests. */
export interface Faults {
  readonly add: (fault: Fault, scope?: FaultScope) => void
  readonly clear: () => void
  readonly take: (asked: Asked) => Fault | null
}

/** Makes the list of faults: each is taken by the next requests that it is for. */
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

/** The answer of a `status` fault. */
export const faultAnswer = (status: number): Answer => {
  const isLimit = status === 429
  const error = isLimit
    ? { type: 'invalid_request_error', code: 'rate_limit', message: 'Too many requests.' }
    : { type: 'api_error', message: 'An unknown error occurred.' }
  return { status, body: { error }, headers: { 'stripe-should-retry': 'false' } }
}

/** Sends half of an answer. */
export const sendHalf = (response: ServerResponse, body: string, isWhole: boolean): void => {
  const half = body.slice(0, Math.floor(body.length / 2))
  const length = Buffer.byteLength(isWhole ? half : body)
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': length })
  if (isWhole) response.end(half)
  else response.write(half, () => response.destroy())
}
