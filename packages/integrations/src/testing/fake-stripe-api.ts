import type { FakeActs } from './fake-stripe-acts.ts'
import type { FakeIntent, FakeRefund } from './fake-stripe-ledger.ts'
import type { Answer, Asked } from './fake-stripe-requests.ts'
import { ApiError, expandOf, invalid, nested, onlyKnown, wholeNumber } from './fake-stripe-requests.ts'
import { intentJson, publicIntentJson, refundJson } from './fake-stripe-shapes.ts'

const LARGEST = 99_999_999
// Stripe's minimum charges, in minor units.
const smallest: Readonly<Record<string, number>> = { usd: 50, eur: 50, chf: 50, gbp: 30, sek: 300, jpy: 50 }

interface ApiSettings {
  readonly acts: FakeActs
  readonly secretKey: string
  readonly publishableKey: string
  /** Returns the initial status of the next refund. */
  readonly refundStatus: () => string
}

/** Creates the routes of the API. Each request is answered synchronously. */
export const makeFakeApi = (settings: ApiSettings): ((asked: Asked) => Answer) => {
  return (asked) => {
    try {
      const isBrowser = asked.params.has('client_secret')
      if (!isBrowser) checkSecretKey(asked, settings.secretKey)
      return { status: 200, body: isBrowser ? browserRoute(settings, asked) : shopRoute(settings, asked) }
    } catch (error) {
      if (error instanceof ApiError) return error.answer
      throw error
    }
  }
}

const checkSecretKey = ({ bearer }: Asked, secretKey: string): void => {
  if (bearer === secretKey) return
  const message =
    bearer === null ? 'You did not provide an API key.' : `Invalid API Key provided: ${bearer.slice(0, 8)}****`
  throw new ApiError(401, { type: 'invalid_request_error', message })
}

const pathOf = ({ method, path }: Asked): { route: string; id: string } => {
  const [, id = ''] = /^\/v1\/payment_intents\/([^/]+)/.exec(path) ?? []
  return { route: `${method} ${id === '' ? path : path.replace(id, ':id')}`, id }
}

const unknownRoute = ({ method, path }: Asked): ApiError =>
  new ApiError(404, { type: 'invalid_request_error', message: `Unrecognized request URL (${method}: ${path}).` })

const shopRoute = (settings: ApiSettings, asked: Asked): unknown => {
  const { acts } = settings
  const { route, id } = pathOf(asked)
  const answer = (intent: FakeIntent): unknown => intentJson(intent, expandOf(asked))
  switch (route) {
    case 'POST /v1/payment_intents':
      return answer(create(acts, asked))
    case 'GET /v1/payment_intents/:id':
      onlyKnown(asked, ['expand'])
      return answer(acts.get(id))
    case 'POST /v1/payment_intents/:id/capture': {
      onlyKnown(asked, ['amount_to_capture', 'expand'])
      const intent = acts.get(id)
      acts.capture(intent, checkedAmount(wholeNumber(asked, 'amount_to_capture', intent.amount), intent.currency))
      return answer(intent)
    }
    case 'POST /v1/payment_intents/:id/cancel': {
      onlyKnown(asked, ['cancellation_reason', 'expand'])
      const intent = acts.get(id)
      acts.cancel(intent)
      return answer(intent)
    }
    case 'POST /v1/refunds':
      return createRefund(settings, asked)
    case 'GET /v1/refunds':
      return listRefunds(acts, asked)
    default:
      throw unknownRoute(asked)
  }
}

/** Answers the requests of Stripe.js, which authenticates with the publishable key and a payment's client secret. */
const browserRoute = ({ acts, publishableKey }: ApiSettings, asked: Asked): unknown => {
  const { route, id } = pathOf(asked)
  const key = asked.params.get('key') ?? asked.bearer
  if (key !== publishableKey)
    throw new ApiError(401, { type: 'invalid_request_error', message: 'Invalid API Key provided.' })
  const intent = acts.get(id)
  if (asked.params.get('client_secret') !== intent.clientSecret) {
    throw invalid('The client_secret provided does not match.', { param: 'client_secret' })
  }
  switch (route) {
    case 'GET /v1/payment_intents/:id':
      break
    case 'POST /v1/payment_intents/:id/confirm':
      acts.confirm(intent, asked.params.get('payment_method_data[card][number]') ?? '')
      break
    // Replaces the pages of the buyer's bank, which are not part of Stripe's API.
    case 'POST /v1/payment_intents/:id/challenge':
      acts.finishChallenge(intent, asked.params.get('passed') === 'true')
      break
    default:
      throw unknownRoute(asked)
  }
  return publicIntentJson(intent)
}

const create = (acts: FakeActs, asked: Asked): FakeIntent => {
  const known = ['amount', 'currency', 'capture_method', 'automatic_payment_methods', 'metadata', 'expand']
  onlyKnown(asked, known)
  const currency = asked.params.get('currency') ?? ''
  if (!/^[a-z]{3}$/.test(currency)) throw invalid('Missing required param: currency.', { param: 'currency' })
  const amount = checkedAmount(wholeNumber(asked, 'amount'), currency)
  const captureMethod = asked.params.get('capture_method') ?? 'automatic'
  if (!['automatic', 'automatic_async', 'manual'].includes(captureMethod)) {
    throw invalid('Invalid capture_method.', { param: 'capture_method' })
  }
  if (amount < (smallest[currency] ?? 1)) {
    throw invalid('Amount is below the smallest charge.', { code: 'amount_too_small', param: 'amount' })
  }
  return acts.create({ amount, currency, captureMethod, metadata: nested(asked, 'metadata') })
}

const checkedAmount = (amount: number, currency: string): number => {
  if (amount > LARGEST) throw invalid('Amount is too large.', { code: 'amount_too_large', param: 'amount' })
  if (['bhd', 'jod', 'kwd', 'omr', 'tnd'].includes(currency) && amount % 10 !== 0) {
    throw invalid('The last digit of the amount must be 0.', { code: 'invalid_charge_amount', param: 'amount' })
  }
  return amount
}

const createRefund = ({ acts, refundStatus }: ApiSettings, asked: Asked): unknown => {
  onlyKnown(asked, ['payment_intent', 'amount', 'metadata', 'reason'])
  const intent = acts.get(asked.params.get('payment_intent') ?? '')
  const amount = checkedAmount(wholeNumber(asked, 'amount', intent.charge?.captured ?? 0), intent.currency)
  return refundJson(
    intent,
    acts.refund(intent, { amount, metadata: nested(asked, 'metadata'), status: refundStatus() })
  )
}

/** Lists refunds like Stripe: newest first, in pages. */
const listRefunds = (acts: FakeActs, asked: Asked): unknown => {
  onlyKnown(asked, ['payment_intent', 'limit', 'starting_after'])
  const intent = acts.get(asked.params.get('payment_intent') ?? '')
  const all: readonly FakeRefund[] = intent.charge?.refunds.toReversed() ?? []
  const from = all.findIndex(({ id }) => id === asked.params.get('starting_after')) + 1
  const to = from + Math.min(100, wholeNumber(asked, 'limit', 10))
  const data = all.slice(from, to).map((refund) => refundJson(intent, refund))
  return { object: 'list', data, has_more: to < all.length, url: '/v1/refunds' }
}
