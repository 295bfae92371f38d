import type { FakeCardError, FakeIntent, FakeRefund, LedgerRow } from './fake-stripe-ledger.ts'
import { cardOutcome, challengeError, fakeId, refundedOf, toLedgerRow } from './fake-stripe-ledger.ts'
import { ApiError, invalid } from './fake-stripe-requests.ts'
import { chargeJson, disputeJson, intentJson, refundJson } from './fake-stripe-shapes.ts'

/** All acts on payments, and the fake's ledger. */
export interface FakeActs {
  readonly intents: ReadonlyMap<string, FakeIntent>
  readonly ledger: () => LedgerRow[]
  readonly get: (id: string) => FakeIntent
  readonly create: (made: Pick<FakeIntent, 'amount' | 'currency' | 'captureMethod' | 'metadata'>) => FakeIntent
  /** Confirms a payment with a card number, or with `bank_debit`, which stays in processing. */
  readonly confirm: (intent: FakeIntent, card: string) => void
  readonly finishChallenge: (intent: FakeIntent, passed: boolean) => void
  readonly finishProcessing: (intent: FakeIntent, succeeded: boolean) => void
  readonly capture: (intent: FakeIntent, amount: number) => void
  readonly cancel: (intent: FakeIntent) => void
  readonly refund: (intent: FakeIntent, refund: Pick<FakeRefund, 'amount' | 'metadata' | 'status'>) => FakeRefund
  readonly settleRefund: (id: string, status: 'succeeded' | 'failed') => void
  readonly dispute: (intent: FakeIntent) => void
}

type Emit = (type: string, object: Record<string, unknown>) => void

interface ActSettings {
  readonly now: () => number
  readonly emit: Emit
  readonly countsReleased: () => boolean
}

/** Creates the acts with an empty ledger. */
export const makeFakeActs = ({ now, emit, countsReleased }: ActSettings): FakeActs => {
  const intents = new Map<string, FakeIntent>()
  const tell = (type: string, intent: FakeIntent): void => emit(`payment_intent.${type}`, intentJson(intent))
  return {
    intents,
    ledger: () => [...intents.values()].map(toLedgerRow),
    get: (id) => {
      const intent = intents.get(id)
      if (intent) return intent
      const message = `No such payment_intent: '${id}'`
      throw new ApiError(404, { type: 'invalid_request_error', code: 'resource_missing', message, param: 'intent' })
    },
    create: (made) => {
      const id = fakeId('pi')
      const intent: FakeIntent = {
        ...made,
        id,
        clientSecret: `${id}_${fakeId('secret')}`,
        createdAt: now(),
        status: 'requires_payment_method',
        lastError: null,
        charge: null,
        charges: 0,
        canceledAt: null,
        countsReleased: countsReleased(),
      }
      intents.set(id, intent)
      tell('created', intent)
      return intent
    },
    ...buyersActs(tell),
    ...shopsActs({ tell, emit, now }),
    settleRefund: (id, status) => settleRefund({ emit, intents: [...intents.values()] }, id, status),
    dispute: (intent) => emit('charge.dispute.created', disputeJson(fakeId('dp'), intent)),
  }
}

type Tell = (type: string, intent: FakeIntent) => void

const buyersActs = (tell: Tell): Pick<FakeActs, 'confirm' | 'finishChallenge' | 'finishProcessing'> => {
  const fail = (intent: FakeIntent, error: FakeCardError): void => {
    intent.status = 'requires_payment_method'
    intent.lastError = error
    tell('payment_failed', intent)
  }
  const charge = (intent: FakeIntent): void => {
    const isManual = intent.captureMethod === 'manual'
    intent.charge = { id: fakeId('ch'), amount: intent.amount, captured: isManual ? 0 : intent.amount, refunds: [] }
    intent.charges += 1
    intent.status = isManual ? 'requires_capture' : 'succeeded'
    intent.lastError = null
    tell(isManual ? 'amount_capturable_updated' : 'succeeded', intent)
  }
  return {
    confirm: (intent, card) => {
      mustBe(intent, ['requires_payment_method', 'requires_confirmation', 'requires_action'], 'confirmed')
      const outcome = card === 'bank_debit' ? 'processing' : cardOutcome(card)
      if (outcome === 'charge') return charge(intent)
      if (outcome === 'challenge' || outcome === 'processing') {
        intent.status = outcome === 'challenge' ? 'requires_action' : 'processing'
        intent.lastError = null
        return tell(intent.status, intent)
      }
      fail(intent, outcome)
      throw new ApiError(402, { ...outcome, payment_intent: intentJson(intent) })
    },
    finishChallenge: (intent, passed) => {
      mustBe(intent, ['requires_action'], 'authenticated')
      if (passed) charge(intent)
      else fail(intent, challengeError)
    },
    finishProcessing: (intent, succeeded) => {
      mustBe(intent, ['processing'], 'finished')
      if (succeeded) charge(intent)
      else fail(intent, { type: 'card_error', code: 'processing_error', message: 'The payment came to nothing.' })
    },
  }
}

const shopsActs = ({
  tell,
  emit,
  now,
}: {
  tell: Tell
  emit: Emit
  now: () => number
}): Pick<FakeActs, 'capture' | 'cancel' | 'refund'> => ({
  capture: (intent, amount) => {
    mustBe(intent, ['requires_capture'], 'captured')
    if (!intent.charge || amount > intent.amount) {
      throw invalid('The amount to capture is above the amount capturable.', {
        code: 'amount_too_large',
        param: 'amount',
      })
    }
    intent.charge.captured = amount
    intent.status = 'succeeded'
    emit('charge.captured', chargeJson(intent, intent.charge))
    tell('succeeded', intent)
  },
  cancel: (intent) => {
    const open = ['requires_payment_method', 'requires_confirmation', 'requires_action', 'requires_capture']
    mustBe(intent, open, 'canceled')
    intent.status = 'canceled'
    intent.canceledAt = now()
    tell('canceled', intent)
  },
  refund: (intent, asked) => {
    const { charge } = intent
    if (!charge || charge.captured === 0)
      throw invalid('This PaymentIntent does not have a successful charge to refund.')
    const left = charge.captured - refundedOf(charge)
    if (left === 0) throw invalid(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' })
    if (asked.amount > left)
      throw invalid(`Refund amount (${asked.amount}) is greater than unrefunded amount (${left})`)
    const refund: FakeRefund = { ...asked, id: fakeId('re') }
    charge.refunds.push(refund)
    emit('refund.created', refundJson(intent, refund))
    emit('charge.refunded', chargeJson(intent, charge))
    return refund
  },
})

const settleRefund = (
  { emit, intents }: { emit: Emit; intents: readonly FakeIntent[] },
  id: string,
  status: 'succeeded' | 'failed'
): void => {
  for (const intent of intents) {
    const refund = intent.charge?.refunds.find((refund) => refund.id === id)
    if (!refund) continue
    refund.status = status
    emit('charge.refund.updated', refundJson(intent, refund))
    emit('refund.updated', refundJson(intent, refund))
    if (status === 'failed') emit('refund.failed', refundJson(intent, refund))
    return
  }
  throw new RangeError(`There is no refund ${id}.`)
}

const mustBe = (intent: FakeIntent, statuses: readonly string[], done: string): void => {
  if (statuses.includes(intent.status)) return
  throw invalid(`This PaymentIntent could not be ${done} because it has a status of ${intent.status}.`, {
    code: 'payment_intent_unexpected_state',
    payment_intent: intentJson(intent),
  })
}
