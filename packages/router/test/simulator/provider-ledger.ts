import type { NewPayment, PaymentAct, ProviderEvent, ProviderPayment, ProviderRefund } from '@tradepost/commerce'
import { ProviderRefused } from '@tradepost/commerce'
import type { PaymentFailure } from '@tradepost/contract'
import { testCards } from '@tradepost/contract'
import type { Dice } from './dice.ts'

/** A payment in the provider's own records. */
export interface LedgerPayment {
  readonly asked: NewPayment
  readonly provider: 'test' | 'stripe'
  readonly reference: string
  status: ProviderPayment['status']
  failure: PaymentFailure | null
  captured: number
  /** When a processing payment succeeds or fails. */
  dueAt: number
  /** Refunds by idempotency key. A pending refund is paid out when it is requested again. */
  readonly refunds: Map<string, { amount: number; isDone: boolean }>
}

/** A webhook event that is not delivered yet. */
export interface SentEvent {
  readonly at: number
  readonly provider: LedgerPayment['provider']
  readonly event: ProviderEvent
}

/** The ledgers of a world's providers. They survive every crash of the shop. */
export type ProviderLedger = ReturnType<typeof openLedger>

const HOUR_MS = 3_600_000

/** Opens the ledger. Events are sent zero, one or two times, late and in any order. */
export const openLedger = (dice: Dice, now: () => number) => {
  const payments = new Map<string, LedgerPayment>()
  const events: SentEvent[] = []
  let told = 0

  const tell = ({ provider, reference }: LedgerPayment): void => {
    const event = { id: `evt_${++told}`, type: 'payment.changed', reference }
    const copies = dice.pick([0, 1, 1, 1, 2])
    for (let n = 0; n < copies; n += 1) {
      events.push({ at: now() + dice.pick([0, 1000, 60_000, HOUR_MS]) * dice.int(3), provider, event })
    }
  }
  const set = (payment: LedgerPayment, status: ProviderPayment['status']): void => {
    payment.status = status
    if (status === 'captured' && payment.captured === 0) payment.captured = payment.asked.amount
    tell(payment)
  }
  const take = (payment: LedgerPayment): void =>
    set(payment, payment.asked.capture === 'manual' ? 'authorized' : 'captured')
  const refuse = (payment: LedgerPayment, failure: PaymentFailure): void => {
    payment.failure = failure
    set(payment, 'failed')
  }
  const known = (reference: string): LedgerPayment => {
    const payment = payments.get(reference)
    if (!payment) throw new ProviderRefused('There is no such payment.')
    if (payment.status === 'processing' && payment.dueAt <= now()) {
      if (payment.dueAt % 5 === 0) refuse(payment, 'card_declined')
      else take(payment)
    }
    return payment
  }
  const useCard = (payment: LedgerPayment, card: string): void => {
    const behaviour = Object.entries(testCards).find(([number]) => number === card)?.[1] ?? 'declined'
    if (behaviour === 'succeeds') take(payment)
    else if (behaviour === 'challenge') payment.status = 'requires_action'
    else if (behaviour === 'declined') refuse(payment, 'card_declined')
    else if (behaviour === 'insufficient_funds') refuse(payment, 'insufficient_funds')
    else {
      payment.status = 'processing'
      payment.dueAt = now() + 1 + dice.int(2 * HOUR_MS)
    }
  }
  const refunded = ({ refunds }: LedgerPayment): number =>
    [...refunds.values()].reduce((sum, { amount, isDone }) => sum + (isDone ? amount : 0), 0)

  return {
    payments,
    events,
    refunded,
    see: (reference: string): ProviderPayment | null => {
      if (!payments.has(reference)) return null
      const payment = known(reference)
      const { asked, status, failure, captured } = payment
      const { amount, currency } = asked
      const sums = { capturedAmount: captured, refundedAmount: refunded(payment) }
      return { reference, status, amount, currency, failure, ...sums, clientSecret: `secret_${reference}` }
    },
    create: (provider: LedgerPayment['provider'], asked: NewPayment): void => {
      const reference = `${provider}_${asked.idempotencyKey}`
      const there = payments.get(reference)
      if (there && there.asked.amount !== asked.amount) throw new ProviderRefused('The key was used already.')
      if (there) return
      const fresh = { failure: null, captured: 0, dueAt: 0, refunds: new Map() }
      const payment: LedgerPayment = { asked, provider, reference, status: 'requires_payment', ...fresh }
      payments.set(reference, payment)
      if (asked.cardNumber !== null) useCard(payment, asked.cardNumber)
    },
    /** Pays with a card on the provider's own page, as a customer does. */
    pay: (reference: string, card: string): void => {
      const payment = known(reference)
      if (payment.status === 'requires_payment') useCard(payment, card)
    },
    prove: (reference: string, passed: boolean): void => {
      const payment = known(reference)
      if (payment.status !== 'requires_action') throw new ProviderRefused('The payment waits for no proof.')
      if (passed) take(payment)
      else refuse(payment, 'challenge_failed')
    },
    capture: ({ reference, amount }: PaymentAct & { amount: number }): void => {
      const payment = known(reference)
      if (payment.status === 'captured' && payment.captured === amount) return
      if (payment.status !== 'authorized' || amount > payment.asked.amount)
        throw new ProviderRefused('Not to be taken.')
      payment.captured = amount
      set(payment, 'captured')
    },
    void: ({ reference }: PaymentAct): void => {
      const payment = known(reference)
      if (payment.status === 'captured' || payment.status === 'processing') throw new ProviderRefused('Under way.')
      if (payment.status !== 'voided' && payment.status !== 'failed') set(payment, 'voided')
    },
    refund: ({ idempotencyKey: key, reference, amount }: PaymentAct & { amount: number }): ProviderRefund => {
      const payment = known(reference)
      const made = payment.refunds.get(key)
      if (made && made.amount !== amount) throw new ProviderRefused('The key was used for another amount.')
      const asked = [...payment.refunds.values()].reduce((sum, one) => sum + one.amount, 0)
      if (!made && amount > payment.captured - asked) throw new ProviderRefused('That much is not left.')
      const isDone = made !== undefined || dice.chance(0.8)
      payment.refunds.set(key, { amount, isDone })
      if (!made?.isDone && isDone) tell(payment)
      return { reference: `refund_${key}`, status: isDone ? 'succeeded' : 'pending', amount }
    },
  }
}
