import type { Address, IdOf, Money, PaymentMethod, PricedCart, PricingInput } from '@tradepost/contract'
import { fail, money, priceCart } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { insertRow, insertRows, schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import type { Buyer } from '../buyer.ts'
import type { CartRow } from '../cart/cart-rows.ts'
import { isSold } from '../cart/cart-rows.ts'
import { inProgress } from '../cart/change-cart.ts'
import type { CartToPrice } from '../cart/read-cart.ts'
import { findCart, readCartToPrice, takeOpenCart } from '../cart/read-cart.ts'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import { allocateStock } from '../inventory/allocate-stock.ts'
import { availableQuantity } from '../inventory/stock.ts'
import { recordStatus } from '../orders/change-status.ts'
import { makeOrderNumber } from '../orders/order-number.ts'
import { providerFor } from '../payments/providers.ts'
import type { PricedShipping } from '../pricing/price-rows.ts'
import { couponsOf, needsShipping, pricingInputOf, shippingOptionsOf } from '../pricing/price-rows.ts'
import type { ShopFor } from '../pricing/read-shop-for.ts'
import { readShopFor } from '../pricing/read-shop-for.ts'
import { usePromotions } from '../pricing/use-promotions.ts'
import type { ShopRow } from '../shop/read-shop.ts'
import { assertMayHold } from './hold-limits.ts'

const { orderLines, orders, payments, shippingMethods } = schema

const MINUTE_MS = 60_000

/** The buyer's input to an order. */
export interface OrderDetails {
  readonly email: string
  readonly shippingAddress: Address
  readonly billingAddress?: Address | undefined
  readonly shippingMethodId?: IdOf<'shippingMethod'> | undefined
  readonly expectedTotal?: Money | undefined
  readonly payment: { readonly method: PaymentMethod }
}

/** Who orders what, and the ID of the new order. */
export interface OrderRequest {
  readonly buyer: Buyer
  readonly orderId: IdOf<'order'>
  readonly details: OrderDetails
  /** The hash of the client's network; null if no client sent the request. */
  readonly clientHash: string | null
}

/** An order that waits for its payment. */
export interface Reserved {
  readonly orderId: IdOf<'order'>
  readonly paymentId: IdOf<'payment'>
}
type ReservedNow = Reserved & { readonly amount: number }

/**
 * Writes an order that waits for its payment: takes the cart, freezes prices, taxes and names, and takes the stock and
 * the coupons, all or nothing. Returns the `amount` to pay. Throws `order.empty_cart`, `checkout.in_progress`,
 * `order.unavailable`, `shipping.unavailable`, `order.coupon_refused`, `order.total_changed`, `order.out_of_stock`,
 * `order.unpaid_limit`, `payment.method_unavailable`, and `rate_limited` for a client that repeatedly reserves and
 * gives up.
 */
export const reserveOrder = async (tx: Tx, deps: Deps, request: OrderRequest): Promise<ReservedNow> => {
  const shopFor = await readShopFor(tx, request.details.shippingAddress.countryCode)
  const { shop } = shopFor
  const provider = providerFor(deps, shop, request.details.payment.method)
  await refuseUnknownShipping(tx, request.details)
  const taken = await takeCart(tx, deps, { request, shopFor })
  const priced = freezePrices(taken, request.details)
  const { orderId, buyer, clientHash } = request
  const isInvoice = provider.name === 'manual'
  await assertMayHold(tx, deps, { buyer, clientHash, isInvoice, shop, rows: taken.rows })
  await insertOrder(tx, deps, { request, shop, taken, priced })
  const actor = actorOf(buyer)
  await takeStock(tx, deps, { orderId, actor, rows: taken.rows })
  await usePromotions(tx, deps, { orderId, customer: request.details.email, applied: priced.cart.discounts })
  await insertLines(tx, deps, { orderId, rows: taken.rows, priced: priced.cart })
  const paymentId = newId(deps, 'payment')
  const now = deps.now()
  await insertRow(tx, payments, {
    id: paymentId,
    orderId,
    provider: priced.cart.total === 0 ? 'manual' : provider.name,
    kind: 'checkout',
    status: priced.cart.total === 0 ? 'captured' : 'pending',
    amount: priced.cart.total,
    capturedAmount: 0,
    refundedAmount: 0,
    currency: priced.cart.currency,
    captureMode: shop.captureMode,
    createdAt: now,
    updatedAt: now,
  })
  return { orderId, paymentId, amount: priced.cart.total }
}

/** Rejects an unknown shipping method first, whatever the cart contains. */
const refuseUnknownShipping = async (
  tx: Tx,
  { shippingMethodId: id, shippingAddress: { countryCode } }: OrderDetails
): Promise<void> => {
  if (id === undefined) return
  const known = await tx.$count(shippingMethods, eq(shippingMethods.id, id))
  if (known === 0) throw fail('shipping.unavailable', { countryCode })
}

/** Returns the buyer's name in histories and ledgers: the user ID, or `guest`. */
export const actorOf = (buyer: Buyer): string => buyer.userId ?? 'guest'

type TakenCart = CartToPrice & { readonly cart: NonNullable<CartToPrice['cart']> }

const takeCart = async (
  tx: Tx,
  deps: Deps,
  { request, shopFor }: { request: OrderRequest; shopFor: ShopFor }
): Promise<TakenCart> => {
  const cart = await takeOpenCart(tx, request.buyer)
  if (!cart) throw await notTaken(tx, request.buyer)
  const taken = await readCartToPrice(tx, deps, { cart, email: request.details.email, ...shopFor })
  if (taken.rows.length === 0) throw fail('order.empty_cart')
  const unsold = taken.rows.filter((row) => !isSold(row))
  if (unsold.length > 0) throw fail('order.unavailable', { skus: unsold.map((row) => row.sku) })
  return { ...taken, cart }
}

const notTaken = async (tx: Tx, buyer: Buyer) => {
  const paid = await findCart(tx, buyer)
  return paid ? inProgress(tx, paid.id) : fail('order.empty_cart')
}

interface Frozen {
  readonly input: PricingInput
  readonly cart: PricedCart
  readonly shippingName: string
}

const WAYS_OUT = new Set(['not_found', 'not_started', 'ended', 'used_up', 'used_by_you'])

const freezePrices = ({ context }: TakenCart, details: OrderDetails): Frozen => {
  const chosen = chooseShipping(shippingOptionsOf(context), details)
  if (!chosen && needsShipping(context)) {
    throw fail('shipping.unavailable', { countryCode: details.shippingAddress.countryCode })
  }
  const input = pricingInputOf(context, chosen?.shipping ?? null)
  const cart = priceCart(input)
  const lapsed = couponsOf(context, cart).find(({ refusal }) => refusal !== null && WAYS_OUT.has(refusal))
  if (lapsed?.refusal) throw fail('order.coupon_refused', { code: lapsed.code, reason: lapsed.refusal })
  const { expectedTotal: expected } = details
  if (expected && (expected.amount !== cart.total || expected.currency !== cart.currency)) {
    throw fail('order.total_changed', { total: money(cart.total, cart.currency) })
  }
  return { input, cart, shippingName: needsShipping(context) ? (chosen?.method.name ?? '') : '' }
}

const chooseShipping = (
  options: readonly PricedShipping[],
  { shippingMethodId }: OrderDetails
): PricedShipping | undefined =>
  shippingMethodId === undefined ? options[0] : options.find(({ method }) => method.id === shippingMethodId)

interface OrderToInsert {
  readonly request: OrderRequest
  readonly shop: ShopRow
  readonly taken: TakenCart
  readonly priced: Frozen
}

const insertOrder = async (tx: Tx, deps: Deps, { request, shop, taken, priced }: OrderToInsert): Promise<void> => {
  const { buyer, orderId, details } = request
  const { cart, input, shippingName } = priced
  const now = deps.now()
  await insertRow(tx, orders, {
    id: orderId,
    number: makeOrderNumber(deps),
    cartId: taken.cart.id,
    cartVersion: taken.cart.version,
    ...buyer,
    email: details.email,
    status: 'pending_payment',
    currency: cart.currency,
    subtotalAmount: cart.subtotal,
    discountAmount: cart.discount + cart.shippingDiscount,
    shippingAmount: cart.shipping,
    shippingDiscountAmount: cart.shippingDiscount,
    shippingTaxAmount: cart.shippingTax,
    taxAmount: cart.tax,
    totalAmount: cart.total,
    taxIncluded: cart.taxIncluded,
    taxes: [...cart.taxes],
    discounts: [...cart.discounts],
    pricing: input,
    shippingMethod: shippingName,
    shippingAddress: details.shippingAddress,
    billingAddress: details.billingAddress ?? null,
    clientHash: request.clientHash,
    reservedUntil: now + shop.reservationMinutes * MINUTE_MS,
    placedAt: now,
    version: 1,
  })
  await recordStatus(tx, deps, { orderId, from: null, to: 'pending_payment', reason: null, actor: actorOf(buyer) })
}

interface OrderedRows {
  readonly orderId: IdOf<'order'>
  readonly rows: readonly CartRow[]
}

const takeStock = async (tx: Tx, deps: Deps, { orderId, actor, rows }: OrderedRows & { actor: string }) => {
  const wanted = rows.filter(({ tracked }) => tracked).map(({ variantId, quantity }) => ({ variantId, quantity }))
  const short = new Set(await allocateStock(tx, deps, { orderId, actor, reason: 'order placed', wanted }))
  if (short.size === 0) return
  const items = rows
    .filter(({ variantId }) => short.has(variantId))
    .map((row) => ({
      sku: row.sku,
      title: row.productTitle,
      requested: row.quantity,
      available: availableQuantity(row) ?? 0,
    }))
  throw fail('order.out_of_stock', { items })
}

const insertLines = async (tx: Tx, deps: Deps, { orderId, rows, priced }: OrderedRows & { priced: PricedCart }) => {
  const lines = rows.map((row, index) => {
    const line = priced.lines[index]
    if (line?.id !== row.id) throw new Error('A cart and its price have other lines.')
    return {
      id: newId(deps, 'orderLine'),
      orderId,
      variantId: row.variantId,
      productSlug: row.productSlug,
      productTitle: row.productTitle,
      variantTitle: row.hasOptions ? row.variantTitle : '',
      sku: row.sku,
      imageSrc: row.imageSrc,
      quantity: row.quantity,
      unitAmount: line.unitAmount,
      totalAmount: line.subtotal,
      discountAmount: line.discount,
      taxAmount: line.tax,
      requiresShipping: row.requiresShipping,
      fulfilledQuantity: 0,
      returnedQuantity: 0,
    }
  })
  await insertRows(tx, orderLines, lines)
}
