import { setImmediate as nextTurn } from 'node:timers/promises'
import type { IdOf, Order } from '@tradepost/contract'
import { toDecimal } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { asc, eq, gt } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { toLine } from '../products/write-shopify-rows.ts'
import { readOrder } from './order-rows.ts'

const { orders } = schema

const PAGE = 50

/** An export of orders: their number, and the file, page by page. */
export interface OrderExport {
  readonly orderCount: number
  readonly text: AsyncGenerator<string, void>
}

type Line = Order['lines'][number]

/** The columns of the file. Those of the order are repeated in each row of its lines. */
const columns: readonly { readonly name: string; readonly cell: (order: Order, line: Line) => string }[] = [
  { name: 'Number', cell: ({ number }) => number },
  { name: 'Placed at', cell: ({ placedAt }) => placedAt },
  { name: 'Status', cell: ({ status }) => status },
  { name: 'Payment status', cell: ({ paymentStatus }) => paymentStatus },
  { name: 'Fulfilment status', cell: ({ fulfilmentStatus }) => fulfilmentStatus },
  { name: 'E-mail', cell: ({ email }) => email },
  { name: 'Name', cell: ({ shippingAddress }) => shippingAddress.name },
  { name: 'Country', cell: ({ shippingAddress }) => shippingAddress.countryCode },
  { name: 'Currency', cell: ({ total }) => total.currency },
  { name: 'Subtotal', cell: ({ totals }) => toDecimal(totals.subtotal) },
  { name: 'Discount', cell: ({ totals }) => toDecimal(totals.discount) },
  { name: 'Shipping', cell: ({ totals }) => toDecimal(totals.shipping) },
  { name: 'Tax', cell: ({ totals }) => toDecimal(totals.tax) },
  { name: 'Tax included', cell: ({ totals }) => String(totals.taxIncluded) },
  { name: 'Total', cell: ({ total }) => toDecimal(total) },
  { name: 'Paid', cell: ({ paid }) => toDecimal(paid) },
  { name: 'Refunded', cell: ({ refunded }) => toDecimal(refunded) },
  { name: 'Payment method', cell: ({ paymentMethod }) => paymentMethod },
  { name: 'Shipping method', cell: ({ shippingMethod }) => shippingMethod },
  { name: 'Coupons', cell: ({ discounts }) => discounts.flatMap(({ code }) => code ?? []).join(' ') },
  { name: 'Line SKU', cell: (_, { sku }) => sku },
  { name: 'Line product', cell: (_, { productTitle }) => productTitle },
  { name: 'Line variant', cell: (_, { variantTitle }) => variantTitle },
  { name: 'Line quantity', cell: (_, { quantity }) => String(quantity) },
  { name: 'Line unit price', cell: (_, { unitPrice }) => toDecimal(unitPrice) },
  { name: 'Line total', cell: (_, { total }) => toDecimal(total) },
  { name: 'Line discount', cell: (_, { discount }) => toDecimal(discount) },
  { name: 'Line tax', cell: (_, { tax }) => toDecimal(tax) },
  { name: 'Line fulfilled', cell: (_, { fulfilledQuantity }) => String(fulfilledQuantity) },
  { name: 'Line returned', cell: (_, { returnedQuantity }) => String(returnedQuantity) },
]

/**
 * Exports all orders as CSV, oldest first, one row per line. Amounts are decimals in the order's currency, and cells
 * never run as formulas. An order that changes during the export is written as it is when its turn comes.
 */
export const exportOrders = async ({ db: { read } }: Pick<Deps, 'db'>): Promise<OrderExport> => ({
  orderCount: await read.$count(orders),
  text: linesOf(read),
})

async function* linesOf(read: Reads): AsyncGenerator<string, void> {
  let text = toLine(columns.map(({ name }) => name))
  let after: IdOf<'order'> | null = null
  for (;;) {
    const ids = await readIds(read, after)
    for (const id of ids) text += rowsOf(await readOrder(read, eq(orders.id, id)))
    if (text !== '') yield text
    const last = ids.at(-1)
    if (!last) return
    after = last
    text = ''
    // A page takes some milliseconds to read and write, so let other work run between pages.
    await nextTurn()
  }
}

const rowsOf = (order: Order | null): string => {
  if (!order) return ''
  return order.lines.map((line) => toLine(columns.map(({ cell }) => cell(order, line)))).join('')
}

const readIds = async (read: Reads, after: IdOf<'order'> | null): Promise<IdOf<'order'>[]> => {
  const rows = await read
    .select({ id: orders.id })
    .from(orders)
    .where(after === null ? undefined : gt(orders.id, after))
    .orderBy(asc(orders.id))
    .limit(PAGE)
  return rows.map(({ id }) => id)
}
