import type { ProviderPayment } from '@tradepost/commerce'
import type { PaymentFailure } from '@tradepost/contract'
import type { CreatedEntry, LedgerEntry } from './test-ledger.ts'

/** A completed act, identified by its idempotency key. */
export interface KeptAct {
  readonly key: string
  readonly amount: number
}

/** The state of a payment after all of its ledger entries. */
export interface TestPayment {
  readonly created: CreatedEntry
  /** Whether the challenge was passed; null before it is answered. */
  challenge: boolean | null
  captured: KeptAct | null
  readonly refunds: KeptAct[]
  isVoided: boolean
  isTold: boolean
}

/** The payments of a ledger, by reference. */
export type TestBook = Map<string, TestPayment>

/** The current time and the delay of a late answer. */
export interface AnswerTime {
  readonly nowMs: number
  readonly answerAfterMs: number
}

/** Applies a ledger entry to the book. Throws if the entry's payment is unknown. */
export const applyEntry = (book: TestBook, entry: LedgerEntry): void => {
  if (entry.kind === 'created') {
    const nothingYet = { challenge: null, captured: null, isVoided: false, isTold: false }
    book.set(entry.reference, { created: entry, refunds: [], ...nothingYet })
    return
  }
  const payment = book.get(entry.reference)
  if (!payment) throw new Error('The test provider’s ledger tells of a payment that it has not opened.')
  if (entry.kind === 'challenged') payment.challenge = entry.passed
  else if (entry.kind === 'captured') payment.captured = { key: entry.key, amount: entry.amount }
  else if (entry.kind === 'refunded') payment.refunds.push({ key: entry.key, amount: entry.amount })
  else if (entry.kind === 'voided') payment.isVoided = true
  else payment.isTold = true
}

/** Builds a book from ledger entries. */
export const bookOf = (entries: readonly LedgerEntry[]): TestBook => {
  const book: TestBook = new Map()
  for (const entry of entries) applyEntry(book, entry)
  return book
}

/** Returns the current state of a payment. A late answer needs no entry: it takes effect once its delay is over. */
export const toProviderPayment = (payment: TestPayment, time: AnswerTime): ProviderPayment => {
  const { reference, amount, currency } = payment.created
  const { status, failure } = standingOf(payment, time)
  return {
    reference,
    status,
    amount,
    currency,
    capturedAmount: status === 'captured' ? (payment.captured?.amount ?? amount) : 0,
    refundedAmount: refundedOf(payment),
    failure,
    clientSecret: status === 'requires_action' ? `${reference}_secret` : null,
  }
}

/** Returns the sum of the refunds. */
export const refundedOf = ({ refunds }: TestPayment): number => refunds.reduce((sum, { amount }) => sum + amount, 0)

/** Returns the time when a payment's answer is available, in epoch milliseconds. */
export const answeredAt = ({ created }: TestPayment, answerAfterMs: number): number =>
  created.card === 'answers_late' ? created.at + answerAfterMs : created.at

interface Standing {
  readonly status: ProviderPayment['status']
  readonly failure: PaymentFailure | null
}

const standingOf = (payment: TestPayment, time: AnswerTime): Standing => {
  if (payment.isVoided) return { status: 'voided', failure: null }
  if (payment.captured) return { status: 'captured', failure: null }
  const { created, challenge } = payment
  if (created.card === 'declined') return { status: 'failed', failure: 'card_declined' }
  if (created.card === 'insufficient_funds') return { status: 'failed', failure: 'insufficient_funds' }
  if (created.card === 'challenge' && challenge === null) return { status: 'requires_action', failure: null }
  if (created.card === 'challenge' && !challenge) return { status: 'failed', failure: 'challenge_failed' }
  if (isStillProcessing(payment, time)) return { status: 'processing', failure: null }
  return { status: created.capture === 'manual' ? 'authorized' : 'captured', failure: null }
}

/** Returns whether a late answer is pending. After the event or a refund it is not, even if the clock is set back. */
const isStillProcessing = (payment: TestPayment, { nowMs, answerAfterMs }: AnswerTime): boolean =>
  !payment.isTold && payment.refunds.length === 0 && nowMs < answeredAt(payment, answerAfterMs)
