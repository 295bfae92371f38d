import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'

/** A parsed request. Nested names of a form or query stay as they are sent: `metadata[order_id]`. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly params: ReadonlyMap<string, string>
  readonly idempotencyKey: string | null
  readonly bearer: string | null
}

/** A response of the fake. */
export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** An error in the format of Stripe's API. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly answer: Answer

  constructor(status: number, error: Readonly<Record<string, unknown>>) {
    super(String(error['message']))
    this.answer = { status, body: { error } }
  }
}

/** Returns the error for an invalid request (400). */
export const invalid = (message: string, more: Readonly<Record<string, unknown>> = {}): ApiError =>
  new ApiError(400, { type: 'invalid_request_error', message, ...more })

/** Reads and parses a complete request. */
export const readAsked = async (request: IncomingMessage): Promise<Asked> => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://fake')
  const form = new URLSearchParams(await text(request))
  const { authorization = '', 'idempotency-key': key } = request.headers
  return {
    method: request.method ?? 'GET',
    path: pathname,
    params: new Map([...searchParams, ...form]),
    idempotencyKey: typeof key === 'string' ? key : null,
    bearer: /^Bearer (.+)$/.exec(authorization)?.[1] ?? null,
  }
}

/** Returns the entries of a nested object, such as `metadata`. */
export const nested = ({ params }: Asked, name: string): Record<string, string> =>
  Object.fromEntries(
    [...params].flatMap(([key, value]): [string, string][] => {
      const inner = new RegExp(`^${name}\\[([^\\]]+)\\]$`).exec(key)?.[1]
      return inner === undefined ? [] : [[inner, value]]
    })
  )

/** Returns the paths to expand. */
export const expandOf = (asked: Asked): string[] => Object.values(nested(asked, 'expand'))

/** Returns a parameter that must be a whole number above 0, or `otherwise` if it is missing. */
export const wholeNumber = ({ params }: Asked, name: string, otherwise: number | null = null): number => {
  const sent = params.get(name)
  if (sent === undefined && otherwise !== null) return otherwise
  if (sent === undefined) throw invalid(`Missing required param: ${name}.`, { code: 'parameter_missing', param: name })
  if (!/^[1-9]\d{0,15}$/.test(sent)) {
    throw invalid(`Invalid positive integer`, { code: 'parameter_invalid_integer', param: name })
  }
  return Number(sent)
}

/** Throws for unknown parameters, as Stripe does; `known` are the names of the top level, without nested names. */
export const onlyKnown = ({ params }: Asked, known: readonly string[]): void => {
  const unknown = [...params.keys()].find((key) => !known.includes(key.replace(/\[.*$/, '')))
  if (unknown === undefined) return
  throw invalid(`Received unknown parameter: ${unknown}`, { code: 'parameter_unknown', param: unknown })
}
