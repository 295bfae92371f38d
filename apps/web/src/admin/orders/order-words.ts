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

/** Names the status of an order as staff say it. */
export const orderStatusNames: Record<OrderStatus, string> = {
  pending_payment: 'Waiting for payment',
  placed: 'Placed',
  partially_fulfilled: 'Partly sent',
  fulfilled: 'Sent',
  completed: 'Completed',
  canceled: 'Canceled',
  expired: 'Expired',
}

/** Names what became of an order's money. */
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

/** Names how much of an order has left. */
export const fulfilmentStatusNames: Record<FulfilmentStatus, string> = {
  unfulfilled: 'Not sent',
  partially_fulfilled: 'Partly sent',
  fulfilled: 'Sent',
  returned: 'Returned',
}

/** Names the state of a return. */
export const returnStatusNames: Record<ReturnStatus, string> = {
  requested: 'To look at',
  approved: 'On its way',
  rejected: 'Rejected',
  received: 'Received',
}

/** Names the state of one payment. */
export const paymentNames: Record<AdminPayment['status'], string> = {
  pending: 'Open',
  authorized: 'Authorized',
  capturing: 'Being taken',
  captured: 'Taken',
  voiding: 'Being released',
  voided: 'Released',
  failed: 'Failed',
}

/** Names who moves the money. */
export const providerNames: Record<AdminPayment['provider'], string> = {
  test: 'Test card',
  stripe: 'Card by Stripe',
  manual: 'Invoice',
}

/** Names the ways of paying. */
export const paymentMethodNames: Record<PaymentMethod, string> = {
  test_card: 'test card',
  card: 'card',
  invoice: 'invoice',
}

/** Says why a payment came to nothing. */
export const failureNames: Record<NonNullable<AdminPayment['failure']>, string> = {
  card_declined: 'The card was declined.',
  insufficient_funds: 'The card does not hold enough.',
  expired_card: 'The card has expired.',
  challenge_failed: 'The bank could not make sure of the buyer.',
  processing_error: 'The provider could not process it.',
  never_paid: 'It was never paid.',
}

/** Names the state of a refund. */
export const refundNames: Record<Order['refunds'][number]['status'], string> = {
  pending: 'On its way',
  succeeded: 'Refunded',
  failed: 'Failed',
}

/** Names what has happened to an order. */
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

/** Says why something comes back. */
export const returnReason = (reason: string): string => reasonNames[reason] ?? reason

/** Names a line of an order: the product, and the variant where it has several. */
export const lineName = ({ productTitle, variantTitle }: Pick<OrderLine, 'productTitle' | 'variantTitle'>): string =>
  variantTitle === '' || variantTitle === 'Default Title' ? productTitle : `${productTitle}, ${variantTitle}`

/** Writes a number of things: `1 unit`, `3 units`. */
export const counted = (count: number, thing: string): string =>
  `${count.toLocaleString('en')} ${thing}${count === 1 ? '' : 's'}`
