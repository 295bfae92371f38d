import { errorOf, isError } from '@tradepost/client'
import type { ErrorCode, WireError } from '@tradepost/contract'
import { errorTable } from '@tradepost/contract'
import { Failure } from './failure.ts'
import { printable } from './terminal/printable.ts'

/** Turns what a call to the server at `url` threw into a sentence: what the shop refused, or that no shop answered. */
export const toFailure = (error: unknown, url: string): Failure => {
  const refusal = errorOf(error)
  return refusal ? fromRefusal(refusal) : fromSilence(error, url)
}

const fromRefusal = (error: WireError<ErrorCode>): Failure => {
  const { code, details } = error
  return new Failure(code, [errorTable[code].message, ...amendments(error)].join(' '), {
    details,
    hints: hintsOf(error),
  })
}

const amendments = (error: WireError<ErrorCode>): string[] => {
  if (isError(error, 'internal')) return [`The server’s log tells more under request ${printable(error.requestId)}.`]
  if (isError(error, 'auth.rate_limited') || isError(error, 'busy'))
    return [`Wait ${Math.ceil(error.details.retryAfterMs / 1000)} s.`]
  if (isError(error, 'import.too_large') || isError(error, 'request.too_large'))
    return [`The limit is ${mebibytes(error.details.limitBytes)}.`]
  return []
}

const hintsOf = (error: WireError<ErrorCode>): string[] => {
  if (isError(error, 'input.invalid'))
    return error.details.issues.map(({ path, message }) => printable(path === '' ? message : `${path}: ${message}`))
  if (isError(error, 'auth.required')) return ['tradepost sign-in --email you@example.com']
  if (isError(error, 'auth.forbidden')) return ['tradepost whoami tells which account and role you use.']
  return []
}

/** Writes a number of bytes in MiB. */
export const mebibytes = (bytes: number): string => `${Number((bytes / 1024 / 1024).toFixed(2))} MiB`

const fromSilence = (error: unknown, url: string): Failure => {
  const reasons = chain(error)
  const code = reasons.map(codeOf).find((each) => each !== null)
  const details = { url, reason: code ?? reasons.at(-1)?.message ?? null }
  if (!reasons.some(({ message }) => message === 'fetch failed'))
    return new Failure('cli.unreachable', `What answers at ${url} is not a Tradepost server.`, {
      details,
      cause: error,
    })
  const sentence = `No Tradepost server answers at ${url}: start it with npm run dev, or pass --url.`
  const hints = code === 'ECONNREFUSED' || details.reason === null ? [] : [`The network says: ${details.reason}`]
  return new Failure('cli.unreachable', sentence, { details, hints, cause: error })
}

const chain = (error: unknown): Error[] => {
  const found: Error[] = []
  for (let each = error; each instanceof Error && found.length < 10; each = each.cause) found.push(each)
  return found
}

const codeOf = (error: Error): string | null => ('code' in error && typeof error.code === 'string' ? error.code : null)
