import type { IdOf, PlaceOrderInput, PlaceOrderOutput } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import type { Buyer } from '../buyer.ts'
import type { Deps } from '../deps.ts'
import { fingerprintOf, readKey } from '../orders/idempotency.ts'
import type { KeyUse } from '../orders/idempotency.ts'
import { parseAnswer, toOutput } from '../orders/stored-answers.ts'
import { beginOrder, openPayment } from './begin-order.ts'
import { actorOf } from './reserve-order.ts'

/** The buyer, their account's e-mail address if they have one, and what they sent. */
export interface PlaceOrderRequest {
  readonly buyer: Buyer
  readonly accountEmail: string | null
  /** The address that the call came from; left out where nobody sent it. */
  readonly address?: string | undefined
  readonly input: PlaceOrderInput
}

/**
 * Makes `placeOrder`, which turns a cart into an order exactly once a key: reserve in one transaction, ask the provider
 * outside of any, settle in another. Equal calls at once share one answer; calls with one key and different inputs are told
 * apart by what is stored, so that a wrong one in passing never has a right one refused. Throws
 * `payment.action_required` and `payment.pending` for a payment that needs a second step: the order waits.
 */
export const makePlaceOrder = (deps: Deps) => {
  const running = new Map<string, Promise<PlaceOrderOutput>>()

  return async (request: PlaceOrderRequest): Promise<PlaceOrderOutput> => {
    const use = keyUseOf(request.buyer, 'orders.place', request.input)
    const name = `${use.owner} ${use.fingerprint} ${use.key}`
    const answer = running.get(name) ?? placeOnce(deps, request, use).finally(() => running.delete(name))
    running.set(name, answer)
    return answer
  }
}

/** Says whose key a call came with. */
export const keyUseOf = (
  buyer: Buyer,
  procedure: string,
  { idempotencyKey: key, ...rest }: { idempotencyKey: string }
): KeyUse => ({ owner: buyer.guestHash ?? actorOf(buyer), procedure, key, fingerprint: fingerprintOf(rest) })

const placeOnce = async (deps: Deps, request: PlaceOrderRequest, use: KeyUse): Promise<PlaceOrderOutput> => {
  const { buyer, input, address } = request
  const email = input.email ?? request.accountEmail
  if (!email) throw fail('order.email_required')
  refuseBrowserPayments(deps, input)
  const begun = await beginOrder(deps, { buyer, use, address, details: { ...input, email } })
  if ('answer' in begun) return toOutput(parseAnswer(begun.answer))
  const { state, answer } = await openPayment(
    deps,
    begun,
    'cardNumber' in input.payment ? input.payment.cardNumber : null
  )
  if (answer) return toOutput(answer)
  const known = await readKey(deps.db.read, use)
  if (known.state === 'answered') return toOutput(parseAnswer(known.answer))
  const open = { orderId: begun.orderId, number: await readNumber(deps, begun.orderId) }
  throw state?.status === 'requires_action' ? fail('payment.action_required', open) : fail('payment.pending', open)
}

/** A payment that the buyer's browser makes cannot be made in one call. */
const refuseBrowserPayments = ({ payments }: Deps, { payment }: PlaceOrderInput): void => {
  if (!payments.find(({ method }) => method === payment.method)?.needsBrowser) return
  const methods = payments.filter(({ needsBrowser }) => !needsBrowser).map(({ method }) => method)
  throw fail('payment.method_unavailable', { methods })
}

const readNumber = async (deps: Deps, orderId: IdOf<'order'>): Promise<string> => {
  const [order] = await deps.db.read
    .select({ number: schema.orders.number })
    .from(schema.orders)
    .where(eq(schema.orders.id, orderId))
  if (!order) throw fail('order.not_found')
  return order.number
}
