import type { ProviderPayment } from '@tradepost/commerce'
import type { PaymentFailure } from '@tradepost/contract'
import type { CreatedEntry, LedgerEntry } from './test-ledger.ts'

/** An act that has happened, by its key. */
export interface KeptAct {
  readonly key: string
  readonly amount: number
}

/** A payment as the ledger's lines come to. */
export interface TestPayment {
  readonly created: CreatedEntry
  /** Whether the challenge was passed; null before. */
  challenge: boolean | null
  captured: KeptAct | null
  readonly refunds: KeptAct[]
  isVoided: boolean
  isTold: boolean
}

/** The payments of a ledger by their references. */
export type TestBook = Map<string, TestPayment>

/** When it is, and how long a late answer takes. */
export interface AnswerTime {
  readonly nowMs: number
  readonly answerAfterMs: number
}

/** Adds a line of the ledger to the book. */
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

/** Puts lines into a book. */
export const bookOf = (entries: readonly LedgerEntry[]): TestBook => {
  const book: TestBook = new Map()
  for (const entry of entries) applyEntry(book, entry)
  return book
}

/** Says how a payment stands; a late answer needs no line of its own, it is there when its time has come. */
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

/** Sums up what was given back. */
export const refundedOf = ({ refunds }: TestPayment): number => refunds.reduce((sum, { amount }) => sum + amount, 0)

/** When a payment's answer is there, in milliseconds since 1970. */
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

/** What was told or given back once stays answered, also when the clock is set back. */
const isStillProcessing = (payment: TestPayment, { nowMs, answerAfterMs }: AnswerTime): boolean =>
  !payment.isTold && payment.refunds.length === 0 && nowMs < answeredAt(payment, answerAfterMs)
