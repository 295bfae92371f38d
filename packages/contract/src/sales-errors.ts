import * as z from 'zod'
import { ReturnStatus } from './fulfilments.ts'
import { Id } from './ids.ts'
import { Location } from './inventory.ts'
import { Currency, Money } from './money.ts'
import { OrderAction, OrderStatus } from './order-machine.ts'
import { PaymentFailure, PaymentMethod } from './payments.ts'
import { CouponRefusal, Promotion } from './promotions.ts'
import { ShippingMethod, Zone } from './zones.ts'

const None = z.null()
const RetryAfter = z.object({ retryAfterMs: z.int() })
const SkuShortage = z.object({ sku: z.string(), title: z.string(), requested: z.int(), available: z.int() })
const OpenPayment = z.object({ orderId: Id('order'), number: z.string() })

/** The errors of carts, orders, payments, stock and price settings. Part of `errorTable`. */
export const salesErrors = {
  'variant.not_found': { status: 404, message: 'There is no such variant.', details: None },
  'cart.line_not_found': { status: 404, message: 'The cart has no such line.', details: None },
  'cart.too_many_lines': { status: 400, message: 'The cart is full.', details: z.object({ max: z.int() }) },
  'cart.insufficient_stock': {
    status: 409,
    message: 'There are not that many left.',
    details: z.object({ sku: z.string(), available: z.int() }),
  },
  'cart.too_many_coupons': { status: 400, message: 'Remove a code first.', details: z.object({ max: z.int() }) },
  'cart.currency_unavailable': {
    status: 409,
    message: 'This is not sold in this currency: choose another.',
    details: z.object({ currencies: z.array(Currency) }),
  },
  'coupon.refused': {
    status: 409,
    message: 'This code does not count now.',
    details: z.object({ code: z.string(), reason: CouponRefusal }),
  },
  'shipping.unavailable': {
    status: 409,
    message: 'Nothing is sent to this country in this way.',
    details: z.object({ countryCode: z.string() }),
  },
  'checkout.in_progress': {
    status: 409,
    message: 'A payment for this cart is open: finish it or give it up.',
    details: z.object({ orderId: Id('order') }),
  },
  'order.not_found': { status: 404, message: 'There is no such order.', details: None },
  'order.empty_cart': { status: 409, message: 'The cart is empty.', details: None },
  'order.cart_changed': {
    status: 409,
    message: 'The cart is being ordered already, or was changed: look at it again.',
    details: None,
  },
  'order.email_required': { status: 400, message: 'Enter an e-mail address for the confirmation.', details: None },
  'order.out_of_stock': {
    status: 409,
    message: 'Some items are sold out.',
    details: z.object({ items: z.array(SkuShortage) }),
  },
  'order.unpaid_limit': {
    status: 409,
    message: 'Pay or cancel your open orders first, or order fewer units.',
    details: z.object({ items: z.array(SkuShortage), openOrders: z.int() }),
  },
  'order.unavailable': {
    status: 409,
    message: 'Some items are no longer sold.',
    details: z.object({ skus: z.array(z.string()) }),
  },
  'order.total_changed': {
    status: 409,
    message: 'The total has changed: look at it again before you pay.',
    details: z.object({ total: Money }),
  },
  'order.coupon_refused': {
    status: 409,
    message: 'A code in the cart no longer counts: look at the total again.',
    details: z.object({ code: z.string(), reason: CouponRefusal }),
  },
  'order.line_not_found': {
    status: 404,
    message: 'The order has no such line.',
    details: z.object({ lineId: z.string() }),
  },
  'order.conflict': {
    status: 409,
    message: 'Somebody else has changed this order meanwhile: look at it, then try again.',
    details: z.object({ version: z.int() }),
  },
  'order.not_editable': {
    status: 409,
    message: 'The order can no longer be edited: it has begun to leave, or is over.',
    details: None,
  },
  'fulfilment.exceeds_open': {
    status: 409,
    message: 'There are not that many units left to send.',
    details: z.object({ lineId: Id('orderLine'), open: z.int() }),
  },
  'return.not_found': { status: 404, message: 'There is no such return.', details: None },
  'return.illegal_transition': {
    status: 409,
    message: 'The return’s status does not allow this.',
    details: z.object({ status: ReturnStatus }),
  },
  'return.exceeds_fulfilled': {
    status: 409,
    message: 'There are not that many units to send back.',
    details: z.object({ lineId: Id('orderLine'), returnable: z.int() }),
  },
  'order.illegal_transition': {
    status: 409,
    message: 'The order’s status does not allow this.',
    details: z.object({
      from: OrderStatus,
      to: OrderStatus,
      allowed: z.array(OrderStatus),
      allowedActions: z.array(OrderAction),
    }),
  },
  'payment.declined': {
    status: 402,
    message: 'The payment was declined: try another card.',
    details: z.object({ reason: PaymentFailure }),
  },
  'payment.action_required': {
    status: 402,
    message: 'The bank asks the buyer to prove who they are.',
    details: OpenPayment,
  },
  'payment.pending': {
    status: 409,
    message: 'The payment is not settled yet: ask again in a moment.',
    details: OpenPayment,
  },
  'payment.provider_unavailable': {
    status: 503,
    message: 'The payment provider does not answer: try again with the same key.',
    details: RetryAfter,
  },
  'payment.method_unavailable': {
    status: 409,
    message: 'The shop does not take this way of paying.',
    details: z.object({ methods: z.array(PaymentMethod) }),
  },
  'payment.exceeds_capturable': {
    status: 409,
    message: 'There is not that much to take.',
    details: z.object({ capturable: Money }),
  },
  'payment.capture_refused': {
    status: 409,
    message: 'The payment provider refuses to take this money.',
    details: None,
  },
  'refund.exceeds_captured': {
    status: 409,
    message: 'There is not that much to give back.',
    details: z.object({ refundable: Money }),
  },
  'stock.insufficient': {
    status: 409,
    message: 'There are not that many free units there.',
    details: z.object({ sku: z.string(), available: z.int() }),
  },
  'location.not_found': { status: 404, message: 'There is no such location.', details: None },
  'location.conflict': {
    status: 409,
    message: 'Somebody else has changed this location meanwhile: compare, then save again.',
    details: z.object({ current: Location }),
  },
  'location.last': { status: 409, message: 'The shop needs one active location at least.', details: None },
  'zone.not_found': { status: 404, message: 'There is no such zone.', details: None },
  'zone.conflict': {
    status: 409,
    message: 'Somebody else has changed this zone meanwhile: compare, then save again.',
    details: z.object({ current: Zone }),
  },
  'zone.country_taken': {
    status: 409,
    message: 'This country is in another zone.',
    details: z.object({ countryCode: z.string(), zoneName: z.string() }),
  },
  'zone.is_rest': {
    status: 409,
    message: 'This zone has all the other countries: it names none and stays.',
    details: None,
  },
  'shipping_method.not_found': { status: 404, message: 'There is no such way of shipping.', details: None },
  'shipping_method.conflict': {
    status: 409,
    message: 'Somebody else has changed this way of shipping meanwhile: compare, then save again.',
    details: z.object({ current: ShippingMethod }),
  },
  'promotion.not_found': { status: 404, message: 'There is no such promotion.', details: None },
  'promotion.conflict': {
    status: 409,
    message: 'Somebody else has changed this promotion meanwhile: compare, then save again.',
    details: z.object({ current: Promotion }),
  },
  'promotion.code_taken': { status: 409, message: 'Another promotion has this code: choose another.', details: None },
  'promotion.limit_below_uses': {
    status: 409,
    message: 'More orders use it already: set the limit to that number to end it.',
    details: z.object({ usedCount: z.int() }),
  },
  'promotion.in_use': { status: 409, message: 'Orders have used this promotion: turn it off instead.', details: None },
  'webhook.invalid_signature': {
    status: 400,
    message: 'The signature is not that of the payment provider, or it is too old.',
    details: None,
  },
  'idempotency.conflict': {
    status: 409,
    message: 'This idempotency key was used with another input: make a new one.',
    details: None,
  },
} as const satisfies Record<string, { status: number; message: string; details: z.ZodType }>
