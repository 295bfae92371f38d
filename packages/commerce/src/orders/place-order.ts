import type { IdOf, PlaceOrderInput, PlaceOrderOutput } from '@tradepost/contract'
import { asId, fail } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import type { Buyer } from '../buyer.ts'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import type { KeyUse } from './idempotency.ts'
import { beginKey, fingerprintOf, readKey } from './idempotency.ts'
import type { Reserved } from './reserve-order.ts'
import { actorOf, reserveOrder } from './reserve-order.ts'
import type { StoredAnswer } from './settle-order.ts'
import { parseAnswer, settleOrder } from './settle-order.ts'

/** The buyer, their account's e-mail address if they have one, and what they sent. */
export interface PlaceOrderRequest {
  readonly buyer: Buyer
  readonly accountEmail: string | null
  readonly input: PlaceOrderInput
}

/**
 * Makes `placeOrder`, which turns a cart into a paid order exactly once a key: reserve in one transaction, charge outside
 * of any, settle in another. Calls with a key that is being worked on share its one answer.
 */
export const makePlaceOrder = (deps: Deps) => {
  const running = new Map<string, { fingerprint: string; answer: Promise<StoredAnswer> }>()

  return async (request: PlaceOrderRequest): Promise<PlaceOrderOutput> => {
    const use = keyUseOf(request)
    const name = `${use.owner} ${use.key}`
    const current = running.get(name)
    if (current && current.fingerprint !== use.fingerprint) throw fail('idempotency.conflict')
    const answer = current?.answer ?? placeOnce(deps, request, use).finally(() => running.delete(name))
    if (!current) running.set(name, { fingerprint: use.fingerprint, answer })
    return toOutput(await answer)
  }
}

const keyUseOf = ({ buyer, input }: PlaceOrderRequest): KeyUse => {
  const { idempotencyKey: key, ...rest } = input
  const owner = buyer.guestHash ?? actorOf(buyer)
  return { owner, procedure: 'orders.place', key, fingerprint: fingerprintOf(rest) }
}

const toOutput = (answer: StoredAnswer): PlaceOrderOutput => {
  if (answer.ok) return answer.output
  throw fail('payment.declined', { reason: answer.reason })
}

const placeOnce = async (deps: Deps, request: PlaceOrderRequest, use: KeyUse): Promise<StoredAnswer> => {
  const email = request.input.email ?? request.accountEmail
  if (!email) throw fail('order.email_required')
  const begun = await begin(deps, { ...request, email }, use)
  if ('ok' in begun) return begun
  const { amount, currency } = await readPayment(deps, begun.paymentId)
  const { cardNumber } = request.input.payment
  const result = await deps.payments.charge({ idempotencyKey: begun.paymentId, amount, currency, cardNumber })
  return deps.db.write((tx) => settleOrder(tx, deps, { ...begun, result }))
}

/** Begins the order of a key, finds the one that a crash has left open, or gives the answer stored for it. */
const begin = (
  deps: Deps,
  request: PlaceOrderRequest & { email: string },
  use: KeyUse
): Promise<Reserved | StoredAnswer> =>
  deps.db.write(async (tx) => {
    const known = await readKey(tx, use)
    if (known.state === 'answered') return parseAnswer(known.answer)
    if (known.state === 'begun') return findOpen(tx, known.subjectId)
    const orderId = newId(deps, 'order')
    const reserved = await reserveOrder(tx, deps, { request, orderId })
    await beginKey(tx, use, { subjectId: orderId, now: deps.now() })
    return reserved
  })

const findOpen = async (tx: Pick<Deps['db']['read'], 'select'>, subjectId: string): Promise<Reserved> => {
  const [payment] = await tx
    .select({ orderId: schema.payments.orderId, paymentId: schema.payments.id })
    .from(schema.payments)
    .where(eq(schema.payments.orderId, asId('order', subjectId)))
  if (!payment) throw new Error('An order that was begun has no payment.')
  return payment
}

const readPayment = async (deps: Deps, id: IdOf<'payment'>) => {
  const [payment] = await deps.db.read.select().from(schema.payments).where(eq(schema.payments.id, id))
  if (!payment) throw new Error('A payment that was begun is gone.')
  return payment
}
