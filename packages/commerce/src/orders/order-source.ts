import type { IdOf, OrderEventKind, OrderStatus, ReturnStatus } from '@tradepost/contract'
import type { Given, Reads } from '@tradepost/db'
import { compiledForOne, schema } from '@tradepost/db'
import type { SQL } from 'drizzle-orm'
import { eq, sql } from 'drizzle-orm'

const { orders } = schema

export type PaymentRow = Pick<
  typeof schema.payments.$inferSelect,
  | 'id'
  | 'provider'
  | 'providerReference'
  | 'kind'
  | 'status'
  | 'amount'
  | 'capturedAmount'
  | 'refundedAmount'
  | 'failure'
  | 'createdAt'
>

export type OrderLineRow = Omit<typeof schema.orderLines.$inferSelect, 'orderId' | 'requiresShipping'>

interface HistoryRow {
  readonly id: string
  readonly seq: number
  readonly toStatus: OrderStatus
  readonly reason: string | null
  readonly actor: string
  readonly createdAt: number
}

interface EventRow {
  readonly id: string
  readonly seq: number
  readonly kind: OrderEventKind
  readonly details: { readonly text?: string; readonly reason?: string | null }
  readonly isPublic: number
  readonly actor: string
  readonly createdAt: number
}

/** An order with all its parts, as stored. */
export interface OrderSource extends Parts {
  readonly order: typeof orders.$inferSelect
}

interface Parts {
  readonly lines: readonly OrderLineRow[]
  readonly history: readonly HistoryRow[]
  readonly events: readonly EventRow[]
  readonly payments: readonly PaymentRow[]
  readonly refunds: readonly {
    readonly id: IdOf<'refund'>
    readonly status: 'pending' | 'succeeded' | 'failed'
    readonly amount: number
    readonly reason: string
    readonly createdAt: number
    readonly lines: readonly { lineId: IdOf<'orderLine'>; quantity: number }[]
    readonly includesShipping: 0 | 1
  }[]
  readonly fulfilments: readonly {
    readonly id: IdOf<'fulfilment'>
    readonly carrier: string | null
    readonly trackingNumber: string | null
    readonly trackingUrl: string | null
    readonly createdAt: number
    readonly lines: readonly { lineId: IdOf<'orderLine'>; quantity: number }[]
  }[]
  readonly returns: readonly {
    readonly id: IdOf<'return'>
    readonly status: ReturnStatus
    readonly reason: string
    readonly note: string
    readonly createdAt: number
    readonly lines: readonly { lineId: IdOf<'orderLine'>; quantity: number; restockedQuantity: number }[]
  }[]
}

/** Selects the rows of an order's part as a JSON array, in the order of `from`. */
const listOf = (part: SQL, from: SQL): SQL =>
  sql`(select json_group_array(json(part)) from (select ${part} as part from ${from}))`

const partsOfOrder: SQL<string> = sql<string>`json_object(
  'lines', ${listOf(
    sql`json_object('id', id, 'variantId', variant_id, 'productSlug', product_slug, 'productTitle', product_title,
      'variantTitle', variant_title, 'sku', sku, 'imageSrc', image_src, 'quantity', quantity, 'unitAmount', unit_amount,
      'totalAmount', total_amount, 'discountAmount', discount_amount, 'taxAmount', tax_amount,
      'fulfilledQuantity', fulfilled_quantity, 'returnedQuantity', returned_quantity,
      'creditedQuantity', credited_quantity)`,
    sql`order_lines where order_id = orders.id order by id`
  )},
  'history', ${listOf(
    sql`json_object('id', id, 'seq', seq, 'toStatus', to_status, 'reason', reason, 'actor', actor, 'createdAt', created_at)`,
    sql`order_history where order_id = orders.id order by seq`
  )},
  'events', ${listOf(
    sql`json_object('id', id, 'seq', seq, 'kind', kind, 'details', json(details), 'isPublic', is_public, 'actor', actor, 'createdAt', created_at)`,
    sql`order_events where order_id = orders.id order by seq`
  )},
  'payments', ${listOf(
    sql`json_object('id', id, 'provider', provider, 'providerReference', provider_reference, 'kind', kind, 'status', status,
      'amount', amount, 'capturedAmount', captured_amount, 'refundedAmount', refunded_amount, 'failure', failure,
      'createdAt', created_at)`,
    sql`payments where order_id = orders.id order by id`
  )},
  'refunds', ${listOf(
    sql`json_object('id', id, 'status', status, 'amount', amount, 'reason', reason, 'createdAt', created_at,
      'lines', json(lines), 'includesShipping', includes_shipping)`,
    sql`refunds where order_id = orders.id order by id`
  )},
  'fulfilments', ${listOf(
    sql`json_object('id', id, 'carrier', carrier, 'trackingNumber', tracking_number, 'trackingUrl', tracking_url,
      'createdAt', created_at, 'lines', (select json_group_array(json_object('lineId', order_line_id, 'quantity', quantity))
        from fulfilment_lines where fulfilment_id = fulfilments.id))`,
    sql`fulfilments where order_id = orders.id order by id`
  )},
  'returns', ${listOf(
    sql`json_object('id', id, 'status', status, 'reason', reason, 'note', note, 'createdAt', created_at,
      'lines', (select json_group_array(json_object('lineId', order_line_id, 'quantity', quantity,
        'restockedQuantity', restocked_quantity)) from return_lines where return_id = returns.id))`,
    sql`returns where order_id = orders.id order by id`
  )})`

const sourceColumns = {
  order: orders,
  parts: partsOfOrder,
}

/** Reads an order with all its parts in one statement; null if `where` matches none. */
export const readOrderSource = async (read: Reads, where: SQL | undefined): Promise<OrderSource | null> => {
  const [row] = await read.select(sourceColumns).from(orders).where(where)
  return row ? rowToSource(row) : null
}

const selectSource = compiledForOne((q, { orderId }: Given<{ orderId: IdOf<'order'> }>) =>
  q.select(sourceColumns).from(orders).where(eq(orders.id, orderId))
)

/** Reads one order by its ID as {@link readOrderSource} does, with a statement that is built once. */
export const readOrderSourceOf = async (read: Reads, orderId: IdOf<'order'>): Promise<OrderSource | null> => {
  const row = await selectSource(read, { orderId })
  return row ? rowToSource(row) : null
}

// Only the statement above writes the parts, in the shape that is read here.
const rowToSource = ({ parts, order }: Omit<OrderSource, keyof Parts> & { parts: string }): OrderSource => ({
  order,
  ...(JSON.parse(parts) as Parts),
})
