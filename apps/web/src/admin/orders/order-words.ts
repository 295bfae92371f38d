import type {
  AdminPayment,
  FulfilmentStatus,
  Order,
  OrderEventKind,
  OrderLine,
  OrderStatus,
  PaymentMethod,
  PaymentStatus,
  ReturnStatus,
} from '@tradepost/contract'

/** Labels of the statuses of an order, for staff. */
export const orderStatusNames: Record<OrderStatus, string> = {
  pending_payment: 'Waiting for payment',
  placed: 'Placed',
  partially_fulfilled: 'Partly sent',
  fulfilled: 'Sent',
  completed: 'Completed',
  canceled: 'Canceled',
  expired: 'Expired',
}

/** Labels of the payment statuses of an order. */
export const paymentStatusNames: Record<PaymentStatus, string> = {
  unpaid: 'Unpaid',
  authorized: 'Authorized',
  partially_paid: 'Partly paid',
  paid: 'Paid',
  partially_refunded: 'Partly refunded',
  refunded: 'Refunded',
  voided: 'Released',
  failed: 'Failed',
}

/** Labels of the fulfillment statuses of an order. */
export const fulfilmentStatusNames: Record<FulfilmentStatus, string> = {
  unfulfilled: 'Not sent',
  partially_fulfilled: 'Partly sent',
  fulfilled: 'Sent',
  returned: 'Returned',
}

/** Labels of the states of a return. */
export const returnStatusNames: Record<ReturnStatus, string> = {
  requested: 'To look at',
  approved: 'On its way',
  rejected: 'Rejected',
  received: 'Received',
}

/** Labels of the states of a payment. */
export const paymentNames: Record<AdminPayment['status'], string> = {
  pending: 'Open',
  authorized: 'Authorized',
  capturing: 'Being taken',
  captured: 'Taken',
  voiding: 'Being released',
  voided: 'Released',
  failed: 'Failed',
}

/** Labels of the payment providers. */
export const providerNames: Record<AdminPayment['provider'], string> = {
  test: 'Test card',
  stripe: 'Card by Stripe',
  manual: 'Invoice',
}

/** Labels of the payment methods. */
export const paymentMethodNames: Record<PaymentMethod, string> = {
  test_card: 'test card',
  card: 'card',
  invoice: 'invoice',
}

/** Explains why a payment failed. */
export const failureNames: Record<NonNullable<AdminPayment['failure']>, string> = {
  card_declined: 'The card was declined.',
  insufficient_funds: 'The card does not hold enough.',
  expired_card: 'The card has expired.',
  challenge_failed: 'The bank could not make sure of the buyer.',
  processing_error: 'The provider could not process it.',
  never_paid: 'It was never paid.',
}

/** Labels of the states of a refund. */
export const refundNames: Record<Order['refunds'][number]['status'], string> = {
  pending: 'On its way',
  succeeded: 'Refunded',
  failed: 'Failed',
}

/** Labels of the events of an order. */
export const eventNames: Record<OrderEventKind, string> = {
  payment_authorized: 'Payment authorized',
  payment_captured: 'Payment taken',
  payment_failed: 'Payment failed',
  payment_voided: 'Payment released',
  refunded: 'Refunded',
  refund_failed: 'Refund failed',
  fulfilled: 'Parcel sent',
  return_requested: 'Return asked for',
  return_approved: 'Return approved',
  return_rejected: 'Return rejected',
  return_received: 'Return received',
  edited: 'Edited',
  note: 'Note',
  refunded_late_payment: 'Refunded: paid after its time',
}

const reasonNames: Record<string, string> = {
  damaged: 'Damaged',
  wrong_item: 'Wrong item',
  not_as_described: 'Not as described',
  changed_mind: 'Changed their mind',
  other: 'Another reason',
}

/** Returns the label of a return's reason, or the reason itself if it has none. */
export const returnReason = (reason: string): string => reasonNames[reason] ?? reason

/** Returns the name of an order line: the product, and the variant if the product has several. */
export const lineName = ({ productTitle, variantTitle }: Pick<OrderLine, 'productTitle' | 'variantTitle'>): string =>
  variantTitle === '' || variantTitle === 'Default Title' ? productTitle : `${productTitle}, ${variantTitle}`

/** Formats a count with its noun: `1 unit`, `3 units`. */
export const counted = (count: number, thing: string): string =>
  `${count.toLocaleString('en')} ${thing}${count === 1 ? '' : 's'}`
