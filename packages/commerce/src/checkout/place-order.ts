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

/** A request to place an order; `accountEmail` is the address of the buyer's account, if they have one. */
export interface PlaceOrderRequest {
  readonly buyer: Buyer
  readonly accountEmail: string | null
  /** The IP address that the request came from; omitted if no client sent it. */
  readonly address?: string | undefined
  readonly input: PlaceOrderInput
}

/**
 * Returns `placeOrder`, which turns a cart into an order exactly once per key: it reserves in one transaction, asks the
 * provider outside any transaction, and settles in another. Equal concurrent calls share one answer. Calls with the
 * same key but different inputs are distinguished by what is stored, so that a wrong call never causes a correct one to
 * be refused. Throws `payment.action_required` and `payment.pending` for a payment that needs a second step: the order
 * waits.
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

/** Returns the idempotency key of a buyer's call, with its owner and the hash of its input. */
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

/** Throws for payment methods that require the buyer's browser: one call cannot complete them. */
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
