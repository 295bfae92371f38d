import type { Currency, Order, OrderSummary } from '@tradepost/contract'
import { money, nextActions } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { schema } from '@tradepost/db'
import type { SQL } from 'drizzle-orm'
import { asc, desc, eq, sql } from 'drizzle-orm'
import { toInstant } from '../deps.ts'
import { qualified } from '../qualified-column.ts'

const { orderHistory, orderLines, orders, payments } = schema

/** The columns of an order in a list; the payment is the newest one. */
export const summaryColumns = {
  id: orders.id,
  number: orders.number,
  status: orders.status,
  currency: orders.currency,
  totalAmount: orders.totalAmount,
  placedAt: orders.placedAt,
  email: orders.email,
  shippingAddress: orders.shippingAddress,
  itemCount: sql<number>`(
    select coalesce(sum(${qualified(orderLines.quantity)}), 0) from ${orderLines}
    where ${qualified(orderLines.orderId)} = ${qualified(orders.id)}
  )`,
  payment: sql<'pending' | 'captured' | 'failed' | null>`(
    select ${qualified(payments.status)} from ${payments}
    where ${qualified(payments.orderId)} = ${qualified(orders.id)} order by ${qualified(payments.id)} desc limit 1
  )`,
}

/** Reads orders for a list, newest first. */
export const readSummaries = async (read: Reads, where: SQL | undefined, limit: number) =>
  await read.select(summaryColumns).from(orders).where(where).orderBy(desc(orders.id)).limit(limit)

type SummaryRow = Awaited<ReturnType<typeof readSummaries>>[number]

/** Shows an order as a list has it. */
export const rowToSummary = (row: SummaryRow): OrderSummary => ({
  id: row.id,
  number: row.number,
  status: row.status,
  paymentStatus: paymentStatuses[row.payment ?? 'pending'],
  total: money(row.totalAmount, row.currency),
  itemCount: row.itemCount,
  placedAt: toInstant(row.placedAt),
})

const paymentStatuses = { pending: 'unpaid', captured: 'paid', failed: 'failed' } as const

const rowToLine = (row: typeof orderLines.$inferSelect, currency: Currency): Order['lines'][number] => ({
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
})

/** Reads one order whole, or null where `where` finds none. */
export const readOrder = async (read: Reads, where: SQL | undefined): Promise<Order | null> => {
  const [row] = await read
    .select({
      ...summaryColumns,
      subtotalAmount: orders.subtotalAmount,
      discountAmount: orders.discountAmount,
      shippingAmount: orders.shippingAmount,
      taxAmount: orders.taxAmount,
      taxIncluded: orders.taxIncluded,
    })
    .from(orders)
    .where(where)
  if (!row) return null
  const of = (amount: number) => money(amount, row.currency)
  const lines = await read.select().from(orderLines).where(eq(orderLines.orderId, row.id)).orderBy(asc(orderLines.id))
  const history = await read
    .select()
    .from(orderHistory)
    .where(eq(orderHistory.orderId, row.id))
    .orderBy(asc(orderHistory.id))
  return {
    ...rowToSummary(row),
    email: row.email,
    lines: lines.map((line) => rowToLine(line, row.currency)),
    totals: {
      subtotal: of(row.subtotalAmount),
      discount: of(row.discountAmount),
      shipping: of(row.shippingAmount),
      tax: of(row.taxAmount),
      total: of(row.totalAmount),
      taxIncluded: row.taxIncluded,
    },
    shippingAddress: row.shippingAddress,
    history: history.map(({ toStatus, reason, createdAt }) => ({ status: toStatus, reason, at: toInstant(createdAt) })),
    nextActions: nextActions(row.status),
  }
}
