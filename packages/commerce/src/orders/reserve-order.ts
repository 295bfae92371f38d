import type { IdOf, PlaceOrderInput, Shop } from '@tradepost/contract'
import { encodeBase32, fail, lineAmount } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, eq } from 'drizzle-orm'
import type { Buyer } from '../buyer.ts'
import { findCart, isSold, priceCart, readCartRows } from '../cart/read-cart.ts'
import type { CartRow } from '../cart/read-cart.ts'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import { allocateStock, availableQuantity } from '../inventory/stock.ts'
import { readShop } from '../shop/read-shop.ts'
import { recordStatus } from './change-status.ts'

const { carts, orderLines, orders, payments } = schema

/** Who orders what. */
export interface OrderRequest {
  readonly buyer: Buyer
  readonly email: string
  readonly input: PlaceOrderInput
}

/** An order that waits for its payment. */
export interface Reserved {
  readonly orderId: IdOf<'order'>
  readonly paymentId: IdOf<'payment'>
}

/**
 * Writes the order that waits for its payment: takes the cart, freezes prices and names, takes the stock. All of it or
 * nothing: throws `order.empty_cart`, `order.cart_changed`, `order.unavailable`, `order.total_changed`,
 * `order.out_of_stock`.
 */
export const reserveOrder = async (
  tx: Tx,
  deps: Deps,
  { request, orderId }: { request: OrderRequest; orderId: IdOf<'order'> }
): Promise<Reserved> => {
  const shop = await readShop(tx)
  const { cartId, rows } = await takeCart(tx, request.buyer)
  const unsold = rows.filter((row) => !isSold(row, shop))
  if (unsold.length > 0) throw fail('order.unavailable', { skus: unsold.map((row) => row.sku) })
  await insertOrder(tx, deps, { request, orderId, cartId, rows, shop })
  await takeStock(tx, deps, { orderId, rows, actor: actorOf(request.buyer) })
  await insertLines(tx, deps, { orderId, rows })
  const paymentId = newId(deps, 'payment')
  const { amount, currency } = priceCart(rows, shop).total
  const { name: provider } = deps.payments
  const status = 'pending' as const
  await tx
    .insert(payments)
    .values({ id: paymentId, orderId, provider, status, amount, currency, createdAt: deps.now() })
  return { orderId, paymentId }
}

/** Names the buyer in histories and ledgers. */
export const actorOf = (buyer: Buyer): string => buyer.userId ?? 'guest'

const takeCart = async (tx: Tx, buyer: Buyer) => {
  const cart = await findCart(tx, buyer)
  if (cart?.status === 'ordering') throw fail('order.cart_changed')
  const rows = cart ? await readCartRows(tx, cart.id) : []
  if (!cart || rows.length === 0) throw fail('order.empty_cart')
  await tx
    .update(carts)
    .set({ status: 'ordering' })
    .where(and(eq(carts.id, cart.id), eq(carts.status, 'open')))
  return { cartId: cart.id, rows }
}

interface OrderToInsert {
  readonly request: OrderRequest
  readonly orderId: IdOf<'order'>
  readonly cartId: IdOf<'cart'>
  readonly rows: readonly CartRow[]
  readonly shop: Shop
}

const insertOrder = async (tx: Tx, deps: Deps, { request, orderId, cartId, rows, shop }: OrderToInsert) => {
  const { buyer, email, input } = request
  const totals = priceCart(rows, shop)
  const expected = input.expectedTotal
  if (expected && (expected.amount !== totals.total.amount || expected.currency !== totals.total.currency)) {
    throw fail('order.total_changed', { total: totals.total })
  }
  await tx.insert(orders).values({
    id: orderId,
    number: makeOrderNumber(deps),
    cartId,
    ...buyer,
    email,
    status: 'pending_payment',
    currency: shop.currency,
    subtotalAmount: totals.subtotal.amount,
    discountAmount: totals.discount.amount,
    shippingAmount: totals.shipping.amount,
    taxAmount: totals.tax.amount,
    totalAmount: totals.total.amount,
    taxIncluded: totals.taxIncluded,
    shippingAddress: input.shippingAddress,
    placedAt: deps.now(),
  })
  await recordStatus(tx, deps, { orderId, from: null, to: 'pending_payment', reason: null, actor: actorOf(buyer) })
}

/** Makes an order number of 40 random bits, which gives away neither volume nor order: `TP-7F3K-9Q2M`. */
export const makeOrderNumber = ({ random }: Pick<Deps, 'random'>): string => {
  const text = encodeBase32(random(5)).toUpperCase()
  return `TP-${text.slice(0, 4)}-${text.slice(4)}`
}

interface LinesToInsert {
  readonly orderId: IdOf<'order'>
  readonly rows: readonly CartRow[]
}

const takeStock = async (tx: Tx, deps: Deps, { orderId, rows, actor }: LinesToInsert & { actor: string }) => {
  const short: CartRow[] = []
  for (const row of rows) {
    if (!row.tracked) continue
    const { variantId, quantity } = row
    if (!(await allocateStock(tx, deps, { variantId, quantity, orderId, actor }))) short.push(row)
  }
  if (short.length === 0) return
  const items = short.map((row) => ({
    sku: row.sku,
    title: row.productTitle,
    requested: row.quantity,
    available: availableQuantity(row) ?? 0,
  }))
  throw fail('order.out_of_stock', { items })
}

const insertLines = async (tx: Tx, deps: Deps, { orderId, rows }: LinesToInsert) => {
  for (const row of rows) {
    await tx.insert(orderLines).values({
      id: newId(deps, 'orderLine'),
      orderId,
      variantId: row.variantId,
      productSlug: row.productSlug,
      productTitle: row.productTitle,
      variantTitle: row.hasOptions ? row.variantTitle : '',
      sku: row.sku,
      imageSrc: row.imageSrc,
      quantity: row.quantity,
      unitAmount: row.unitAmount,
      totalAmount: lineAmount(row, row.currency),
    })
  }
}
