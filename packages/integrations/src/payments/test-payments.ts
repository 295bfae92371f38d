import type {
  NewPayment,
  PaymentAct,
  PaymentProvider,
  ProviderEvent,
  ProviderPayment,
  ProviderRefund,
} from '@tradepost/commerce'
import { ProviderRefused, ProviderUnavailable } from '@tradepost/commerce'
import type { IdOf, TestCardBehaviour } from '@tradepost/contract'
import { fail, testCards } from '@tradepost/contract'
import type { AnswerTime, TestBook, TestPayment } from './test-book.ts'
import { answeredAt, applyEntry, bookOf, refundedOf, toProviderPayment } from './test-book.ts'
import type { CreatedEntry, LedgerEntry } from './test-ledger.ts'
import { openTestLedger, readLedgerEntries } from './test-ledger.ts'

/** Calls `act` after `ms`, unless the returned cancel function is called first. */
export type Schedule = (ms: number, act: () => void) => () => void

/** Settings of the embedded provider. */
export interface TestPaymentSettings {
  /** The file that stores the payments; null to keep them only in memory. */
  readonly ledgerPath: string | null
  readonly now: () => number
  /** Receives the events of payments whose card answers late or twice. */
  readonly onEvent?: (event: ProviderEvent) => void
  /** The delay of a late answer; 3 s by default. */
  readonly answerAfterMs?: number
  readonly schedule?: Schedule
}

/** The embedded provider. `stop` cancels pending events and closes the ledger. */
export type TestPayments = PaymentProvider &
  Required<Pick<PaymentProvider, 'answerChallenge'>> & { readonly stop: () => void }

const ANSWER_AFTER_MS = 3000

/**
 * Creates the embedded provider. No money moves, and only the card determines the outcome of a payment. The provider
 * writes every act to a ledger before it answers, so it remembers the act after a restart. A double charge appears
 * there twice.
 */
export const makeTestPayments = (settings: TestPaymentSettings): TestPayments => {
  const { now, answerAfterMs = ANSWER_AFTER_MS } = settings
  const ledger = openTestLedger(settings.ledgerPath)
  const book = bookOf(ledger.entries)
  const write = (entry: LedgerEntry): void => {
    ledger.append(entry)
    applyEntry(book, entry)
  }
  const see = (payment: TestPayment): ProviderPayment => toProviderPayment(payment, { nowMs: now(), answerAfterMs })
  const teller = makeTeller(settings, { see, write })
  for (const payment of book.values()) teller.tellLater(payment)
  const parts = { book, write, see, now }
  return {
    name: 'test',
    method: 'test_card',
    needsBrowser: false,
    create: async (payment) => {
      const created = create(parts, payment)
      teller.tellLater(created)
      return see(created)
    },
    recover: async ({ idempotencyKey }) => {
      const payment = book.get(referenceOf(idempotencyKey))
      return payment ? see(payment) : null
    },
    find: async (reference) => {
      const payment = book.get(reference)
      return payment ? see(payment) : null
    },
    answerChallenge: async (reference, passed) => answerChallenge(parts, reference, passed),
    capture: async (act) => capture(parts, act),
    refund: async (act) => refund(parts, act),
    void: async (act) => giveUp(parts, act),
    // Its events stay inside the process, so any webhook from outside is forged.
    parseWebhook: async () => {
      throw fail('webhook.invalid_signature')
    },
    stop: () => {
      teller.stop()
      ledger.close()
    },
  }
}

/** Returns the payments of a ledger with their orders, so that a test can detect a double charge. */
export const readTestLedger = (path: string, time: AnswerTime): (ProviderPayment & { orderId: IdOf<'order'> })[] =>
  [...bookOf(readLedgerEntries(path)).values()].map((payment) => ({
    ...toProviderPayment(payment, time),
    orderId: payment.created.orderId,
  }))

interface Parts {
  readonly book: TestBook
  readonly write: (entry: LedgerEntry) => void
  readonly see: (payment: TestPayment) => ProviderPayment
  readonly now: () => number
}

const unrefed: Schedule = (ms, act) => {
  const timer = setTimeout(act, ms).unref()
  return () => clearTimeout(timer)
}

const makeTeller = (settings: TestPaymentSettings, { see, write }: Pick<Parts, 'see' | 'write'>) => {
  const { now, onEvent = () => undefined, answerAfterMs = ANSWER_AFTER_MS, schedule = unrefed } = settings
  const waiting = new Set<() => void>()
  const tell = (payment: TestPayment, times: number): void => {
    const { reference, key } = payment.created
    if (payment.isTold || see(payment).status === 'voided') return
    for (let n = 0; n < times; n += 1) onEvent({ id: `evt_test_${key}`, type: 'payment.answered', reference })
    try {
      write({ kind: 'told', at: now(), reference })
    } catch (error) {
      // Without the entry, the event is sent again after the next start.
      if (!(error instanceof ProviderUnavailable)) throw error
    }
  }
  return {
    tellLater: (payment: TestPayment): void => {
      const { card } = payment.created
      if (payment.isTold || (card !== 'answers_late' && card !== 'answers_twice')) return
      const ms = Math.max(0, answeredAt(payment, answerAfterMs) - now())
      const cancel = schedule(ms, () => {
        waiting.delete(cancel)
        tell(payment, card === 'answers_twice' ? 2 : 1)
      })
      waiting.add(cancel)
    },
    stop: (): void => {
      for (const cancel of waiting) cancel()
      waiting.clear()
    },
  }
}

const create = ({ book, write, now }: Parts, payment: NewPayment): TestPayment => {
  const { idempotencyKey: key, orderId, orderNumber, amount, currency, capture, cardNumber } = payment
  checkAmount(amount)
  const reference = referenceOf(key)
  const card = behaviourOf(cardNumber)
  const asked = { key, reference, orderId, orderNumber, amount, currency, capture, card }
  const known = book.get(reference)
  if (known && !isSame(known.created, asked)) throw new ProviderRefused('The key was used for another payment.')
  if (known) return known
  write({ kind: 'created', at: now(), ...asked })
  return knownPayment(book, reference)
}

const referenceOf = (key: string): string => `test_${key}`

const isSame = (created: CreatedEntry, asked: Omit<CreatedEntry, 'kind' | 'at'>): boolean =>
  JSON.stringify({ ...created, ...asked }) === JSON.stringify(created)

const behaviourOf = (cardNumber: string | null): TestCardBehaviour => {
  const known = Object.entries(testCards).find(([number]) => number === cardNumber)
  return known ? known[1] : 'declined'
}

const knownPayment = (book: TestBook, reference: string): TestPayment => {
  const payment = book.get(reference)
  if (!payment) throw new ProviderRefused('There is no such payment.')
  return payment
}

const checkAmount = (amount: number): void => {
  if (!Number.isSafeInteger(amount) || amount <= 0) throw new ProviderRefused('The amount must be whole and above 0.')
}

const answerChallenge = ({ book, write, see, now }: Parts, reference: string, passed: boolean): ProviderPayment => {
  const payment = knownPayment(book, reference)
  if (payment.challenge === passed) return see(payment)
  if (see(payment).status !== 'requires_action') throw new ProviderRefused('The payment waits for no proof.')
  write({ kind: 'challenged', at: now(), reference, passed })
  return see(payment)
}

type AmountAct = PaymentAct & { readonly amount: number }

const capture = (
  { book, write, see, now }: Parts,
  { idempotencyKey: key, reference, amount }: AmountAct
): ProviderPayment => {
  checkAmount(amount)
  const payment = knownPayment(book, reference)
  const seen = see(payment)
  if (seen.status === 'captured' && seen.capturedAmount === amount) return seen
  if (seen.status !== 'authorized') throw new ProviderRefused(`Nothing is authorized: the payment is ${seen.status}.`)
  if (amount > seen.amount) throw new ProviderRefused('The amount is above what is authorized.')
  write({ kind: 'captured', at: now(), key, reference, amount })
  return see(payment)
}

const refund = (
  { book, write, see, now }: Parts,
  { idempotencyKey: key, reference, amount }: AmountAct
): ProviderRefund => {
  checkAmount(amount)
  const payment = knownPayment(book, reference)
  const made = payment.refunds.find((refund) => refund.key === key)
  if (made && made.amount !== amount) throw new ProviderRefused('The key was used for a refund of another amount.')
  if (!made) {
    const left = see(payment).capturedAmount - refundedOf(payment)
    if (amount > left) throw new ProviderRefused(`The refund is above the ${left} that are left.`)
    write({ kind: 'refunded', at: now(), key, reference, amount })
  }
  return { reference: `test_refund_${key}`, status: 'succeeded', amount }
}

const giveUp = ({ book, write, see, now }: Parts, { idempotencyKey: key, reference }: PaymentAct): ProviderPayment => {
  const payment = knownPayment(book, reference)
  const { status } = see(payment)
  if (status === 'captured') throw new ProviderRefused('The payment has taken money: it can only be refunded.')
  // As with a real provider, a payment that is being processed cannot be canceled.
  if (status === 'processing') throw new ProviderRefused('The payment is under way.')
  if (status !== 'voided') write({ kind: 'voided', at: now(), key, reference })
  return see(payment)
}
