import type { Currency, Order, OrderSummary, OrderTimelineEntry, PaymentMethod } from '@tradepost/contract'
import { money } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { schema } from '@tradepost/db'
import type { SQL } from 'drizzle-orm'
import { desc, sql } from 'drizzle-orm'
import { toInstant } from '../deps.ts'
import { qualified } from '../qualified-column.ts'
import { actionsOn } from './change-status.ts'
import type { OrderLineRow, OrderSource, PaymentRow } from './order-source.ts'
import { readOrderSource } from './order-source.ts'

const { orderLines, orders } = schema

const summaryColumns = {
  id: orders.id,
  number: orders.number,
  status: orders.status,
  currency: orders.currency,
  totalAmount: orders.totalAmount,
  placedAt: orders.placedAt,
  email: orders.email,
  shippingAddress: orders.shippingAddress,
  paymentStatus: orders.paymentStatus,
  fulfilmentStatus: orders.fulfilmentStatus,
  itemCount: sql<number>`(
    select coalesce(sum(${qualified(orderLines.quantity)}), 0) from ${orderLines}
    where ${qualified(orderLines.orderId)} = ${qualified(orders.id)}
  )`,
}

/** Reads orders for a list, newest first. */
export const readSummaries = async (read: Reads, where: SQL | undefined, limit: number) =>
  await read.select(summaryColumns).from(orders).where(where).orderBy(desc(orders.id)).limit(limit)

type SummaryRow = Omit<Awaited<ReturnType<typeof readSummaries>>[number], 'email' | 'shippingAddress'>

/** Converts the row of an order to an entry of a list. */
export const rowToSummary = (row: SummaryRow): OrderSummary => ({
  id: row.id,
  number: row.number,
  status: row.status,
  paymentStatus: row.paymentStatus,
  fulfilmentStatus: row.fulfilmentStatus,
  total: money(row.totalAmount, row.currency),
  itemCount: row.itemCount,
  placedAt: toInstant(row.placedAt),
})

const rowToLine = (row: OrderLineRow, currency: Currency): Order['lines'][number] => ({
  id: row.id,
  variantId: row.variantId,
  productSlug: row.productSlug,
  productTitle: row.productTitle,
  variantTitle: row.variantTitle,
  sku: row.sku,
  imageSrc: row.imageSrc,
  quantity: row.quantity,
  unitPrice: money(row.unitAmount, currency),
  total: money(row.totalAmount, currency),
  discount: money(row.discountAmount, currency),
  tax: money(row.taxAmount, currency),
  fulfilledQuantity: row.fulfilledQuantity,
  returnedQuantity: row.returnedQuantity,
})

/** Reads one complete order as its customer sees it; null if `where` matches none. */
export const readOrder = async (read: Reads, where: SQL | undefined): Promise<Order | null> => {
  const source = await readOrderSource(read, where)
  return source && sourceToOrder(source)
}

/** Converts an order to what its customer sees. */
export const sourceToOrder = (source: OrderSource): Order => {
  const { order: row, lines, payments } = source
  const of = (amount: number) => money(amount, row.currency)
  const itemCount = sum(lines.map(({ quantity }) => quantity))
  return {
    email: row.email,
    ...rowToSummary({ itemCount, ...row }),
    lines: lines.map((line) => rowToLine(line, row.currency)),
    totals: {
      subtotal: of(row.subtotalAmount),
      discount: of(row.discountAmount),
      shipping: of(row.shippingAmount),
      tax: of(row.taxAmount),
      total: of(row.totalAmount),
      taxIncluded: row.taxIncluded,
    },
    discounts: row.discounts.map(({ title, code, amount }) => ({ title, code, amount: of(amount) })),
    taxes: row.taxes.map(({ name, basisPoints, base, amount }) => ({
      name,
      basisPoints,
      base: of(base),
      amount: of(amount),
    })),
    shippingMethod: row.shippingMethod,
    shippingAddress: row.shippingAddress,
    billingAddress: row.billingAddress,
    paymentMethod: methodOf(payments),
    paid: of(sum(payments.map(({ capturedAmount }) => capturedAmount))),
    refunded: of(sum(payments.map(({ refundedAmount }) => refundedAmount))),
    ...partsOf(source),
    timeline: timelineOf(source).filter(({ isPublic }) => isPublic),
    nextActions: actionsOn(row),
    canCancel: row.status === 'pending_payment' || row.status === 'placed',
    canReturn: lines.some((line) => line.fulfilledQuantity > line.returnedQuantity),
  }
}

const methods = { test: 'test_card', stripe: 'card', manual: 'invoice' } as const satisfies Record<
  PaymentRow['provider'],
  PaymentMethod
>

const methodOf = (payments: readonly PaymentRow[]): PaymentMethod => methods[payments[0]?.provider ?? 'manual']

const partsOf = ({ order, fulfilments, returns, refunds }: OrderSource) => ({
  fulfilments: fulfilments.map(({ createdAt, lines, ...rest }) => ({
    lines: [...lines],
    at: toInstant(createdAt),
    ...rest,
  })),
  returns: returns.map(({ createdAt, lines, ...rest }) => ({ lines: [...lines], at: toInstant(createdAt), ...rest })),
  refunds: refunds.map(({ id, status, reason, createdAt, amount }) => ({
    id,
    status,
    reason,
    amount: money(amount, order.currency),
    at: toInstant(createdAt),
  })),
})

/**
 * Lists everything that happened to an order, oldest first. Staff are named `staff` unless `nameOf` knows their name.
 */
export const timelineOf = (
  source: OrderSource,
  nameOf: (actor: string) => string | undefined = () => undefined
): OrderTimelineEntry[] => entriesOf(source, nameOf).map(({ entry }) => entry)

/** An entry with its ID, and the number by which the database orders entries, whatever the clock says. */
export interface NumberedEntry {
  readonly id: string
  readonly seq: number
  readonly entry: OrderTimelineEntry
}

/** Lists what happened to an order with the ID and the number of each entry, oldest first. */
export const entriesOf = (
  { order, history, events }: OrderSource,
  nameOf: (actor: string) => string | undefined = () => undefined
): NumberedEntry[] => {
  const by = (actor: string) => {
    if (actor === 'system') return 'shop'
    return actor === 'guest' || actor === order.userId ? 'customer' : (nameOf(actor) ?? 'staff')
  }
  const statuses = history.map(({ id, seq, toStatus, reason, actor, createdAt }) => ({
    id,
    seq,
    entry: {
      kind: 'status' as const,
      text: toStatus,
      reason,
      isPublic: true,
      by: by(actor),
      at: toInstant(createdAt),
    },
  }))
  const others = events.map(({ id, seq, kind, details, isPublic, actor, createdAt }) => ({
    id,
    seq,
    entry: {
      kind,
      text: details.text ?? '',
      reason: details.reason ?? null,
      isPublic: isPublic === 1,
      by: by(actor),
      at: toInstant(createdAt),
    },
  }))
  return [...statuses, ...others].toSorted((a, b) => a.seq - b.seq)
}

/**
 * Returns whether the contents of an order may be edited: it is placed, nothing has shipped, and its pricing input is
 * known.
 */
export const isEditable = ({ order, lines, returns }: Pick<OrderSource, 'order' | 'lines' | 'returns'>): boolean =>
  order.status === 'placed' &&
  order.pricing !== null &&
  returns.length === 0 &&
  lines.every(({ fulfilledQuantity }) => fulfilledQuantity === 0)

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
