import type { AdminOrder, AdminPayment, IdOf } from '@tradepost/contract'
import { asId, fail, idPrefixes, money } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { eq, inArray } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { toInstant } from '../deps.ts'
import { refundableOf } from '../payments/refund-payment.ts'
import { capturableOf, outstandingOf } from './order-balance.ts'
import type { OrderSource, PaymentRow } from './order-source.ts'
import { readOrderSource } from './order-source.ts'
import { isEditable, sourceToOrder, timelineOf } from './order-rows.ts'

const { apiKeys, orders, users } = schema

/** Reads an order as staff see it; throws `order.not_found`. */
export const getAdminOrder = ({ db }: Deps, { id }: { id: IdOf<'order'> }): Promise<AdminOrder> =>
  readAdminOrder(db.read, id)

/** Reads an order as staff see it, also inside a transaction. */
export const readAdminOrder = async (read: Reads, id: IdOf<'order'>): Promise<AdminOrder> => {
  const source = await readOrderSource(read, eq(orders.id, id))
  if (!source) throw fail('order.not_found')
  const { order, payments } = source
  const of = (amount: number) => money(amount, order.currency)
  const names = await readNames(read, source)
  return {
    customerId: order.userId,
    ...sourceToOrder(source),
    timeline: timelineOf(source, (actor) => names.get(actor)),
    version: order.version,
    reservedUntil: order.reservedUntil === null ? null : toInstant(order.reservedUntil),
    payments: payments.map((payment) => rowToPayment(payment, order.currency)),
    capturable: of(capturableOf(order, payments)),
    refundable: of(refundableOf(payments)),
    outstanding: of(outstandingOf(payments)),
    canEdit: isEditable(source),
    ...refundedParts(source),
  }
}

/**
 * Returns the units that count as refunded, by the same rule as `priceRefund`: those of all refunds that have not
 * failed, and those that came back before they were paid.
 */
const refundedParts = ({
  lines: all,
  refunds,
}: OrderSource): Pick<AdminOrder, 'refundedLines' | 'isShippingRefunded'> => {
  const counted = refunds.filter(({ status }) => status !== 'failed')
  const credited = all.flatMap(({ id, creditedQuantity }) =>
    creditedQuantity > 0 ? [{ lineId: id, quantity: creditedQuantity }] : []
  )
  return {
    refundedLines: [...counted.flatMap(({ lines }) => lines), ...credited],
    isShippingRefunded: counted.some(({ includesShipping }) => includesShipping === 1),
  }
}

const rowToPayment = (row: PaymentRow, currency: AdminOrder['total']['currency']): AdminPayment => ({
  id: row.id,
  provider: row.provider,
  reference: row.providerReference,
  kind: row.kind,
  status: row.status,
  amount: money(row.amount, currency),
  captured: money(row.capturedAmount, currency),
  refunded: money(row.refundedAmount, currency),
  failure: row.failure,
  at: toInstant(row.createdAt),
})

/** Reads the names of the staff and the tools that have acted on an order. The buyer stays `customer`. */
const readNames = async (read: Reads, { order, history, events }: OrderSource): Promise<Map<string, string>> => {
  const actors = [...new Set([...history, ...events].map(({ actor }) => actor))].filter((id) => id !== order.userId)
  const userIds = actors.filter((id) => id.startsWith(`${idPrefixes.user}_`)).map((id) => asId('user', id))
  const keyIds = actors.filter((id) => id.startsWith(`${idPrefixes.apiKey}_`)).map((id) => asId('apiKey', id))
  const people = await read.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, userIds))
  const tools = await read
    .select({ id: apiKeys.id, name: apiKeys.name })
    .from(apiKeys)
    .where(inArray(apiKeys.id, keyIds))
  return new Map([...people, ...tools].map(({ id, name }) => [id, name]))
}
