import { errorOf, isError } from '@tradepost/client'
import type { ErrorCode, Money, WireError } from '@tradepost/contract'
import { errorTable, formatMoney } from '@tradepost/contract'
import { isApiKey } from './auth/api-key.ts'
import { Failure } from './failure.ts'
import { printable } from './terminal/printable.ts'

/** The address that was called, and the token that was used. */
interface Asked {
  readonly url: string
  readonly token?: string
}

/** Turns the error of a server call into a failure with a sentence: the shop's refusal, or that no shop answered. */
export const toFailure = (error: unknown, asked: Asked): Failure => {
  const refusal = errorOf(error)
  return refusal ? fromRefusal(refusal, asked) : fromSilence(error, asked.url)
}

const fromRefusal = (error: WireError<ErrorCode>, asked: Asked): Failure => {
  const { code, details } = error
  return new Failure(code, [sentenceOf(error, asked), ...amendments(error)].join(' '), {
    details,
    hints: hintsOf(error),
  })
}

const sentenceOf = ({ code }: WireError<ErrorCode>, { url, token }: Asked): string =>
  token && code === 'auth.required' ? tokenEnded(url, token) : errorTable[code].message

/** Returns the sentence that the shop no longer accepts a token. */
export const tokenEnded = (url: string, token: string): string =>
  isApiKey(token)
    ? `The shop at ${url} does not take this API key: it is another shop’s, was revoked or has run out, or its maker has left.`
    : `The session at ${url} has ended: sign in again.`

/** Hints for a user who is not signed in at a shop. */
export const signInHints: readonly string[] = [
  'tradepost sign-in --email you@example.com',
  'tradepost login takes an API key instead.',
]

const amendments = (error: WireError<ErrorCode>): string[] => {
  if (isError(error, 'internal')) return [`The server’s log tells more under request ${printable(error.requestId)}.`]
  if (isError(error, 'auth.rate_limited') || isError(error, 'rate_limited'))
    return [`Wait ${Math.ceil(error.details.retryAfterMs / 1000)} s.`]
  if (isError(error, 'busy') || isError(error, 'storage.full'))
    return [`Wait ${Math.ceil(error.details.retryAfterMs / 1000)} s.`]
  if (isError(error, 'stock.insufficient')) return [`${printable(error.details.sku)} has ${error.details.available}.`]
  if (isError(error, 'import.too_large') || isError(error, 'request.too_large'))
    return [`The limit is ${mebibytes(error.details.limitBytes)}.`]
  return amendmentsOfOrders(error)
}

const amendmentsOfOrders = (error: WireError<ErrorCode>): string[] => {
  if (isError(error, 'order.illegal_transition')) {
    const { from, allowed } = error.details
    const next = allowed.length === 0 ? 'nothing comes after it' : `what may come next is: ${allowed.join(', ')}`
    return [`It is ${from}; ${next}.`]
  }
  if (isError(error, 'return.illegal_transition')) return [`It is ${error.details.status}.`]
  if (isError(error, 'payment.exceeds_capturable')) return [leftOf(error.details.capturable, 'can be taken')]
  if (isError(error, 'refund.exceeds_captured')) return [leftOf(error.details.refundable, 'can be given back')]
  if (isError(error, 'fulfilment.exceeds_open')) return [`${error.details.open} of that line are left.`]
  return []
}

const leftOf = (left: Money, what: string): string =>
  left.amount === 0 ? `Nothing more ${what}.` : `At most ${formatMoney(left)} ${what}.`

const hintsOf = (error: WireError<ErrorCode>): string[] => {
  if (isError(error, 'input.invalid'))
    return error.details.issues.map(({ path, message }) => printable(path === '' ? message : `${path}: ${message}`))
  if (isError(error, 'auth.required')) return [...signInHints]
  if (isError(error, 'auth.forbidden'))
    return ['tradepost whoami tells which account or key you use, and what it may do.']
  return []
}

/** Formats a number of bytes in MiB. */
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
