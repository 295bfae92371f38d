import { asId } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { toInstant } from '../deps.ts'
import { makeOrderLink } from '../orders/order-links.ts'
import { sourceToOrder } from '../orders/order-rows.ts'
import { readOrderSource } from '../orders/order-source.ts'
import { ERASED_DOMAIN } from '../orders/track-order.ts'
import type { MailContent } from './mail-layout.ts'
import type { OrderMail } from './order-mail.ts'
import {
  latePaymentMail,
  orderCanceledMail,
  orderExpiredMail,
  orderFulfilledMail,
  orderPlacedMail,
  orderRefundedMail,
  returnMail,
} from './order-mail.ts'

const { orders, users } = schema

/** The payload of order events. A status change has `to` and `from`; any other event has `kind` and its text. */
export interface OrderPayload {
  readonly orderId: string
  readonly from?: string | null
  readonly to?: string
  readonly kind?: string
  readonly text?: string
  readonly reason?: string | null
  readonly subject?: string
}

type Compose = (deps: Deps, payload: OrderPayload) => Promise<readonly MailContent[]>

/** Composes a mail to the customer, with a new link. Sends nothing to an erased customer. */
const toCustomer =
  (write: (mail: OrderMail) => MailContent): Compose =>
  async (deps, { orderId: id, text = '', reason = null, subject = null }) => {
    const orderId = asId('order', id)
    const source = await readOrderSource(deps.db.read, eq(orders.id, orderId))
    if (!source || source.order.email.endsWith(ERASED_DOMAIN)) return []
    const order = sourceToOrder(source)
    const link = `${deps.publicUrl}/track#${await makeOrderLink(deps, orderId)}`
    const { status, reservedUntil } = source.order
    const payBy = status === 'placed' && reservedUntil !== null ? toInstant(reservedUntil).slice(0, 10) : null
    return [write({ order, link, text, reason, subject, payBy })]
  }

/**
 * Marks mails that the buyer causes, perhaps to a stranger's address, so that a quota limits them. The address of the
 * buyer's own account is confirmed, so it is not limited.
 */
const onRequest =
  (compose: Compose): Compose =>
  async (deps, payload) => {
    const mails = await compose(deps, payload)
    const [proved] = await deps.db.read
      .select({ email: users.email })
      .from(orders)
      .innerJoin(users, eq(users.id, orders.userId))
      .where(eq(orders.id, asId('order', payload.orderId)))
    return mails.map((mail) => ({ ...mail, isOnRequest: mail.to !== proved?.email }))
  }

/** Some topics name both a status and an event. Only one of the two is mailed. */
const only =
  (isTold: (payload: OrderPayload) => boolean, compose: Compose): Compose =>
  async (deps, payload) =>
    isTold(payload) ? compose(deps, payload) : []

const toOwners = async (
  deps: Deps,
  content: Pick<MailContent, 'subject' | 'paragraphs' | 'action'>
): Promise<MailContent[]> => {
  const owners = await deps.db.read
    .select({ to: users.email, name: users.name })
    .from(users)
    .where(and(eq(users.role, 'owner'), isNull(users.disabledAt)))
    .orderBy(asc(users.id))
  const closing = 'You get this mail because you own the shop.'
  return owners.map(({ to, name }) => ({ ...content, to, greeting: `Hello ${name},`, closing }))
}

const tellLatePayment: Compose = async (deps, payload) => {
  const orderId = asId('order', payload.orderId)
  const [order] = await deps.db.read.select({ number: orders.number }).from(orders).where(eq(orders.id, orderId))
  if (!order) return []
  const about = `a payment of ${payload.text ?? ''} for ${order.number} came when the order was over or paid already. It goes back by itself.`
  const action = { label: 'See the order', url: `${deps.publicUrl}/admin/orders/${orderId}` }
  const staff = await toOwners(deps, { subject: `Late payment for ${order.number}`, paragraphs: [about], action })
  return [...(await toCustomer(latePaymentMail)(deps, payload)), ...staff]
}

const tellFailedRefund: Compose = async (deps, payload) => {
  const orderId = asId('order', payload.orderId)
  const [order] = await deps.db.read.select({ number: orders.number }).from(orders).where(eq(orders.id, orderId))
  if (!order) return []
  const about = `A refund of ${payload.text ?? ''} for ${order.number} failed: the money did not reach the customer and is still owed.`
  const action = { label: 'See the order', url: `${deps.publicUrl}/admin/orders/${orderId}` }
  const advice = 'Refund it again, or agree on another way with the customer.'
  return toOwners(deps, { subject: `Refund failed for ${order.number}`, paragraphs: [about, advice], action })
}

export interface LowStock {
  readonly sku: string
  readonly available: number
}

const tellLowStock = (deps: Deps, { sku, available }: LowStock): Promise<MailContent[]> =>
  toOwners(deps, { subject: `Low stock: ${sku}`, paragraphs: [`${available} of ${sku} are left to sell.`] })

/** The composers of mails about orders and stock, by topic. */
export const orderComposers = {
  'order.placed': onRequest(toCustomer(orderPlacedMail)),
  'order.fulfilled': only(({ kind }) => kind !== undefined, toCustomer(orderFulfilledMail)),
  'order.canceled': only(({ from }) => from !== 'pending_payment', onRequest(toCustomer(orderCanceledMail))),
  'order.expired': only(({ from }) => from === 'placed', onRequest(toCustomer(orderExpiredMail))),
  'order.refunded': toCustomer(orderRefundedMail),
  'order.refund_failed': tellFailedRefund,
  'order.refunded_late_payment': tellLatePayment,
  'order.return_approved': toCustomer(returnMail('return_approved')),
  'order.return_rejected': toCustomer(returnMail('return_rejected')),
  'order.return_received': toCustomer(returnMail('return_received')),
  'stock.low': tellLowStock,
}
